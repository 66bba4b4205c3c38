// SPDX-License-Identifier: GPL-3.0-or-later
// Every code of core/base/error.cpp in Chinese; a test holds the two lists together.
export const kProblemsZh = {
    broker_unreachable: 'Kafka 服务器 %1：无法连接（%2）。请检查地址和端口，并确认服务器正在运行。',
    broker_name_unknown: 'Kafka 服务器 %1：无法解析主机名（%2）。请检查拼写，或改用 IP 地址。',
    broker_not_kafka:
        'Kafka 服务器 %1：对方使用的不是 Kafka 协议（%2）。请检查端口，以及应使用 TLS 还是明文。',
    broker_advertised:
        'Kafka 服务器 %1：可以连上，但它让客户端转连到 %2，而该地址从这里无法访问。请在服务器上更正 advertised.listeners。',
    tls_handshake:
        'Kafka 服务器 %1：TLS 握手失败（%2）。请检查该端口是否使用 TLS，以及双方版本是否匹配。',
    tls_name_mismatch:
        'Kafka 服务器 %1：证书属于另一个名称（%2）。请使用证书中包含的名称，或更换证书。',
    tls_certificate:
        'Kafka 服务器 %1：证书不受信任（%2）。请把 ssl.ca.location 设为颁发机构的文件，或更换证书。',
    sasl_rejected: 'Kafka 服务器 %1：用户名或密码被拒绝（%2）。请检查两者以及 SASL 机制。',
    sasl_mechanism: 'Kafka 服务器 %1：不提供该 SASL 机制（%2）。请选择服务器已启用的机制。',
    topic_unknown: '主题 %1：此集群上不存在（%2）。请检查拼写，或创建该主题。',
    topic_forbidden: '主题 %1：当前用户无权使用（%2）。请申请该主题的权限。',
    topic_invalid_name:
        '主题 %1：不是合法的主题名（%2）。只能使用字母、数字、点、下划线和连字符，最多 249 个。',
    offset_out_of_range:
        '主题 %1：要继续读取的位置已不存在（%2）。请选择从最早的记录或从现在开始。',
    topic_replaced:
        '主题 %1：与之前读取的不是同一个（%2）：已被重建或截断。请选择从最早的记录或从现在开始。',
    topic_not_created:
        '主题 %1：不存在，且集群拒绝创建（%2）。请用 cleanup.policy=compact 创建它，或申请权限。',
    topic_not_compacted:
        '结果主题 %1：未启用压实（%2）：旧值会一直保留，或最新值会过期丢失。请为它设置 cleanup.policy=compact。',
    kafka_property: 'Kafka 属性 %1：未被接受（%2）。请更正其名称或值。',
    kafka_fatal: '%1 的 Kafka 客户端：无法继续（%2）。正在重新启动。',
    kafka_timeout: 'Kafka 服务器 %1：未及时应答（%2）。请检查网络和服务器负载；正在重试。',
    kafka_other: 'Kafka 服务器 %1：%2。请查看服务器日志；正在重试。',
    redis_unreachable: 'Redis %1：无法连接（%2）。请检查地址，并确认 Redis 正在运行；正在重试。',
    redis_rejected: 'Redis %1：命令被拒绝（%2）。请检查密码、权限和内存。',
    redis_tls:
        'Redis %1：无法建立安全连接（%2）。请检查端口是否使用 TLS、证书中的名称，以及颁发机构的文件（?ca=FILE）。',
    redis_address:
        'Redis 地址 %1：无法识别（%2）。请写成 redis://HOST:PORT/DB，使用 TLS 时写成 rediss://HOST:PORT/DB。',
    file_unreadable: '文件 %1：无法读取（%2）。请检查路径和权限。',
    file_unwritable: '文件 %1：无法写入（%2）。请换一个位置，或腾出空间。',
    folder_unwritable: '文件夹 %1：无法写入（%2）。请换一个文件夹，或更正其权限。',
    folder_in_use: '文件夹 %1：另一个 ShopPulse 正在使用（%2）。请停止它，或换一个文件夹。',
    database_broken: '数据库 %1：无法使用（%2）。请移走该文件后重新启动。',
    state_broken:
        '状态 %1：无法读取（%2）。请用 --state-reset 启动一次：旧文件会另存，主题将重新计数。',
    state_foreign:
        '状态 %1：属于另一个输入（%2）。请换一个文件夹，或用 --state-reset 启动一次以重新计数。',
    state_settings:
        '状态 %1：是用另一些设置统计的（%2）。请恢复原来的设置，换一个文件夹，或用 --state-reset 启动一次以重新计数。',
    state_unwritable: '状态 %1：无法写入（%2）。读取已暂停，腾出空间后会自动继续。',
    profile_syntax: '配置方案 %1：不是可读的 TOML（%2）。请更正该行。',
    profile_value: '配置方案 %1：有一个值不正确（%2）。请更正该行。',
    profile_unknown: '配置方案 %1：未找到（%2）。请使用内置名称，或方案文件夹中的文件。',
    connection_unknown:
        '连接 %1：没有以此名称保存的连接（%2）。请先在窗口中保存，或给出 --brokers 和 --topic。',
    connection_file: '连接文件 %1：无法读取（%2）。请更正或移走它。',
    settings_file: '设置文件 %1：无法使用（%2）。请更正该行。',
    port_in_use: '地址 %1：端口已被占用（%2）。请停止占用它的程序，或换一个端口。',
    address_unusable: '地址 %1：无法在此监听（%2）。请使用 127.0.0.1 和一个空闲端口。',
    address_needs_tls:
        '地址 %1：没有 TLS 时只在回环地址上提供服务（%2）。请使用 127.0.0.1，并通过隧道访问。',
    password_weak: '%1 的密码：未被接受（%2）。请换一个。',
    password_common: '%1 的密码：在常见密码列表中（%2）。请换一个。',
    password_length: '%1 的密码：长度不符合要求（%2）。请使用 12 到 128 个字符。',
    user_name_invalid:
        '用户名 %1：未被接受（%2）。请使用 1 到 64 个字母、数字、点、连字符、下划线或 @。',
    user_exists: '用户 %1：已有同名用户（%2）。请换一个名称，或修改密码。',
    user_unknown: '用户 %1：不存在（%2）。请列出用户以查看名称。',
    last_administrator: '用户 %1：不能删除最后一位管理员（%2）。请先添加另一位管理员。',
    login_rejected: '%1 登录：用户名或密码错误（%2）。请重试。',
    login_delayed: '%1 登录：尝试次数过多（%2）。请稍候再试。',
    secret_unreadable: '密钥 %1：无法读取（%2）。请重新输入，或以 -X name=@FILE 给出。',
    secret_store: '密钥 %1：无法保存（%2）。仅在本次会话中保留。',
    dead_letter_dropped: '发往 %1 的死信：部分已丢弃（%2）。丢弃的已计数；请检查该主题及其代理。',
    outbox_overflow: '发往 %1 的结果：等待的数量超出容量，最旧的已丢弃（%2）。请恢复连接。',
    undecodable_share: '主题 %1：有记录无法解码（%2）。请检查格式和生产者。',
    format_mixed: '主题 %1：无法从最初的记录判断格式（%2）。请用 --format 或在连接中设置。',
};
