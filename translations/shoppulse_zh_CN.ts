<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Kafka broker %1: cannot connect (%2). Check the address and the port, and that the broker is running.</source>
        <translation>Kafka 服务器 %1：无法连接（%2）。请检查地址和端口，并确认服务器正在运行。</translation>
    </message>
    <message>
        <source>Kafka broker %1: the host name is not known (%2). Check its spelling, or give an IP address.</source>
        <translation>Kafka 服务器 %1：无法解析主机名（%2）。请检查拼写，或改用 IP 地址。</translation>
    </message>
    <message>
        <source>Kafka broker %1: what answers there does not speak this protocol (%2). Check the port, and whether it wants TLS or plain text.</source>
        <translation>Kafka 服务器 %1：对方使用的不是 Kafka 协议（%2）。请检查端口，以及应使用 TLS 还是明文。</translation>
    </message>
    <message>
        <source>Kafka broker %1: it answers, but sends its clients on to %2, which cannot be reached from here. Correct advertised.listeners on the broker.</source>
        <translation>Kafka 服务器 %1：可以连上，但它让客户端转连到 %2，而该地址从这里无法访问。请在服务器上更正 advertised.listeners。</translation>
    </message>
    <message>
        <source>Kafka broker %1: TLS handshake failed (%2). Check that the port speaks TLS and that the versions match.</source>
        <translation>Kafka 服务器 %1：TLS 握手失败（%2）。请检查该端口是否使用 TLS，以及双方版本是否匹配。</translation>
    </message>
    <message>
        <source>Kafka broker %1: its certificate is for another name (%2). Use a name that the certificate holds, or renew the certificate.</source>
        <translation>Kafka 服务器 %1：证书属于另一个名称（%2）。请使用证书中包含的名称，或更换证书。</translation>
    </message>
    <message>
        <source>Kafka broker %1: its certificate is not trusted (%2). Set ssl.ca.location to the authority&apos;s file, or renew the certificate.</source>
        <translation>Kafka 服务器 %1：证书不受信任（%2）。请把 ssl.ca.location 设为颁发机构的文件，或更换证书。</translation>
    </message>
    <message>
        <source>Kafka broker %1: user name or password refused (%2). Check both, and the SASL mechanism.</source>
        <translation>Kafka 服务器 %1：用户名或密码被拒绝（%2）。请检查两者以及 SASL 机制。</translation>
    </message>
    <message>
        <source>Kafka broker %1: the SASL mechanism is not offered (%2). Choose one that the broker has enabled.</source>
        <translation>Kafka 服务器 %1：不提供该 SASL 机制（%2）。请选择服务器已启用的机制。</translation>
    </message>
    <message>
        <source>Topic %1: it does not exist on this cluster (%2). Check its spelling, or create it.</source>
        <translation>主题 %1：此集群上不存在（%2）。请检查拼写，或创建该主题。</translation>
    </message>
    <message>
        <source>Topic %1: this user may not use it (%2). Ask for the permission on the topic.</source>
        <translation>主题 %1：当前用户无权使用（%2）。请申请该主题的权限。</translation>
    </message>
    <message>
        <source>Topic %1: this is not a topic&apos;s name (%2). Letters, digits, dot, underscore and hyphen are allowed, 249 at most.</source>
        <translation>主题 %1：不是合法的主题名（%2）。只能使用字母、数字、点、下划线和连字符，最多 249 个。</translation>
    </message>
    <message>
        <source>Topic %1: the place to go on from is no longer there (%2). Choose to go on from the oldest record or from now.</source>
        <translation>主题 %1：要继续读取的位置已不存在（%2）。请选择从最早的记录或从现在开始。</translation>
    </message>
    <message>
        <source>Topic %1: it is not the one that was read before (%2): it was made anew or cut off. Choose to go on from the oldest record or from now.</source>
        <translation>主题 %1：与之前读取的不是同一个（%2）：已被重建或截断。请选择从最早的记录或从现在开始。</translation>
    </message>
    <message>
        <source>Topic %1: it does not exist, and the cluster refuses to create it (%2). Create it with cleanup.policy=compact, or ask for the permission.</source>
        <translation>主题 %1：不存在，且集群拒绝创建（%2）。请用 cleanup.policy=compact 创建它，或申请权限。</translation>
    </message>
    <message>
        <source>Result topic %1: it is not compacted (%2): old values stay, or newest ones go with their age. Set cleanup.policy=compact on it.</source>
        <translation>结果主题 %1：未启用压实（%2）：旧值会一直保留，或最新值会过期丢失。请为它设置 cleanup.policy=compact。</translation>
    </message>
    <message>
        <source>Kafka property %1: it is not accepted (%2). Correct its name or its value.</source>
        <translation>Kafka 属性 %1：未被接受（%2）。请更正其名称或值。</translation>
    </message>
    <message>
        <source>Kafka client for %1: it cannot go on (%2). It is started anew.</source>
        <translation>%1 的 Kafka 客户端：无法继续（%2）。正在重新启动。</translation>
    </message>
    <message>
        <source>Kafka broker %1: no answer in time (%2). Check the network and the broker&apos;s load; trying again.</source>
        <translation>Kafka 服务器 %1：未及时应答（%2）。请检查网络和服务器负载；正在重试。</translation>
    </message>
    <message>
        <source>Kafka broker %1: %2. See the broker&apos;s log; trying again.</source>
        <translation>Kafka 服务器 %1：%2。请查看服务器日志；正在重试。</translation>
    </message>
    <message>
        <source>Redis %1: cannot connect (%2). Check the address and that Redis is running; trying again.</source>
        <translation>Redis %1：无法连接（%2）。请检查地址，并确认 Redis 正在运行；正在重试。</translation>
    </message>
    <message>
        <source>Redis %1: it refuses the command (%2). Check the password, the permissions and its memory.</source>
        <translation>Redis %1：命令被拒绝（%2）。请检查密码、权限和内存。</translation>
    </message>
    <message>
        <source>Redis %1: no secure connection (%2). Check that the port speaks TLS, the name in its certificate, and the authority&apos;s file (?ca=FILE).</source>
        <translation>Redis %1：无法建立安全连接（%2）。请检查端口是否使用 TLS、证书中的名称，以及颁发机构的文件（?ca=FILE）。</translation>
    </message>
    <message>
        <source>Redis address %1: not understood (%2). Write it as redis://HOST:PORT/DB, with TLS as rediss://HOST:PORT/DB.</source>
        <translation>Redis 地址 %1：无法识别（%2）。请写成 redis://HOST:PORT/DB，使用 TLS 时写成 rediss://HOST:PORT/DB。</translation>
    </message>
    <message>
        <source>File %1: cannot be read (%2). Check the path and its permissions.</source>
        <translation>文件 %1：无法读取（%2）。请检查路径和权限。</translation>
    </message>
    <message>
        <source>File %1: cannot be written (%2). Choose another place, or free some space.</source>
        <translation>文件 %1：无法写入（%2）。请换一个位置，或腾出空间。</translation>
    </message>
    <message>
        <source>Folder %1: cannot be written (%2). Choose another folder, or correct its permissions.</source>
        <translation>文件夹 %1：无法写入（%2）。请换一个文件夹，或更正其权限。</translation>
    </message>
    <message>
        <source>Folder %1: another ShopPulse uses it (%2). Stop that one, or choose another folder.</source>
        <translation>文件夹 %1：另一个 ShopPulse 正在使用（%2）。请停止它，或换一个文件夹。</translation>
    </message>
    <message>
        <source>Database %1: cannot be used (%2). Move the file aside and start again.</source>
        <translation>数据库 %1：无法使用（%2）。请移走该文件后重新启动。</translation>
    </message>
    <message>
        <source>State %1: cannot be read (%2). Start once with --state-reset: it is kept aside, and the topic is counted anew.</source>
        <translation>状态 %1：无法读取（%2）。请用 --state-reset 启动一次：旧文件会另存，主题将重新计数。</translation>
    </message>
    <message>
        <source>State %1: it is of another input (%2). Choose another folder, or start once with --state-reset to count this one anew.</source>
        <translation>状态 %1：属于另一个输入（%2）。请换一个文件夹，或用 --state-reset 启动一次以重新计数。</translation>
    </message>
    <message>
        <source>State %1: it was counted with other settings (%2). Set them as they were, choose another folder, or start once with --state-reset to count anew.</source>
        <translation>状态 %1：是用另一些设置统计的（%2）。请恢复原来的设置，换一个文件夹，或用 --state-reset 启动一次以重新计数。</translation>
    </message>
    <message>
        <source>State %1: cannot be written (%2). Reading waits, and goes on by itself when there is room again.</source>
        <translation>状态 %1：无法写入（%2）。读取已暂停，腾出空间后会自动继续。</translation>
    </message>
    <message>
        <source>Profile %1: not readable as TOML (%2). Correct that line.</source>
        <translation>配置方案 %1：不是可读的 TOML（%2）。请更正该行。</translation>
    </message>
    <message>
        <source>Profile %1: a value is wrong (%2). Correct that line.</source>
        <translation>配置方案 %1：有一个值不正确（%2）。请更正该行。</translation>
    </message>
    <message>
        <source>Profile %1: not found (%2). Use a built-in name or a file in the profiles folder.</source>
        <translation>配置方案 %1：未找到（%2）。请使用内置名称，或方案文件夹中的文件。</translation>
    </message>
    <message>
        <source>Connection %1: none is saved under this name (%2). Save it in the window first, or give --brokers and --topic.</source>
        <translation>连接 %1：没有以此名称保存的连接（%2）。请先在窗口中保存，或给出 --brokers 和 --topic。</translation>
    </message>
    <message>
        <source>Connections file %1: not readable (%2). Correct it or move it aside.</source>
        <translation>连接文件 %1：无法读取（%2）。请更正或移走它。</translation>
    </message>
    <message>
        <source>Settings file %1: not usable (%2). Correct that line.</source>
        <translation>设置文件 %1：无法使用（%2）。请更正该行。</translation>
    </message>
    <message>
        <source>Address %1: the port is in use (%2). Stop the program that uses it, or choose another port.</source>
        <translation>地址 %1：端口已被占用（%2）。请停止占用它的程序，或换一个端口。</translation>
    </message>
    <message>
        <source>Address %1: cannot listen there (%2). Use 127.0.0.1 and a free port.</source>
        <translation>地址 %1：无法在此监听（%2）。请使用 127.0.0.1 和一个空闲端口。</translation>
    </message>
    <message>
        <source>Address %1: only loopback addresses are served without TLS (%2). Use 127.0.0.1 and reach it through a tunnel.</source>
        <translation>地址 %1：没有 TLS 时只在回环地址上提供服务（%2）。请使用 127.0.0.1，并通过隧道访问。</translation>
    </message>
    <message>
        <source>Password of %1: not accepted (%2). Choose another one.</source>
        <translation>%1 的密码：未被接受（%2）。请换一个。</translation>
    </message>
    <message>
        <source>Password of %1: it is on the list of common passwords (%2). Choose another one.</source>
        <translation>%1 的密码：在常见密码列表中（%2）。请换一个。</translation>
    </message>
    <message>
        <source>Password of %1: its length does not fit (%2). Use 12 to 128 characters.</source>
        <translation>%1 的密码：长度不符合要求（%2）。请使用 12 到 128 个字符。</translation>
    </message>
    <message>
        <source>User name %1: not accepted (%2). Use 1 to 64 letters, digits, dots, hyphens, underscores or @.</source>
        <translation>用户名 %1：未被接受（%2）。请使用 1 到 64 个字母、数字、点、连字符、下划线或 @。</translation>
    </message>
    <message>
        <source>User %1: there is one of this name already (%2). Choose another name, or change the password.</source>
        <translation>用户 %1：已有同名用户（%2）。请换一个名称，或修改密码。</translation>
    </message>
    <message>
        <source>User %1: not known (%2). List the users to see their names.</source>
        <translation>用户 %1：不存在（%2）。请列出用户以查看名称。</translation>
    </message>
    <message>
        <source>User %1: the last administrator cannot be removed (%2). Add another administrator first.</source>
        <translation>用户 %1：不能删除最后一位管理员（%2）。请先添加另一位管理员。</translation>
    </message>
    <message>
        <source>Login of %1: user name or password is wrong (%2). Try again.</source>
        <translation>%1 登录：用户名或密码错误（%2）。请重试。</translation>
    </message>
    <message>
        <source>Login of %1: too many attempts (%2). Wait, then try again.</source>
        <translation>%1 登录：尝试次数过多（%2）。请稍候再试。</translation>
    </message>
    <message>
        <source>Secret %1: cannot be read (%2). Enter it again, or give it as -X name=@FILE.</source>
        <translation>密钥 %1：无法读取（%2）。请重新输入，或以 -X name=@FILE 给出。</translation>
    </message>
    <message>
        <source>Secret %1: cannot be stored (%2). It is kept for this session only.</source>
        <translation>密钥 %1：无法保存（%2）。仅在本次会话中保留。</translation>
    </message>
    <message>
        <source>Results for %1: more waited than fit, the oldest were dropped (%2). Restore the connection.</source>
        <translation>发往 %1 的结果：等待的数量超出容量，最旧的已丢弃（%2）。请恢复连接。</translation>
    </message>
    <message>
        <source>Dead letters to %1: some were dropped (%2). They are counted; check the topic and its broker.</source>
        <translation>发往 %1 的死信：部分已丢弃（%2）。丢弃的已计数；请检查该主题及其代理。</translation>
    </message>
    <message>
        <source>Topic %1: records cannot be decoded (%2). Check the format and the producer.</source>
        <translation>主题 %1：有记录无法解码（%2）。请检查格式和生产者。</translation>
    </message>
    <message>
        <source>Topic %1: the format cannot be told from its first records (%2). Set it with --format or in the connection.</source>
        <translation>主题 %1：无法从最初的记录判断格式（%2）。请用 --format 或在连接中设置。</translation>
    </message>
</context>
<context>
    <name>ErrorDetail</name>
    <message>
        <source>profile %1, not %2</source>
        <translation>配置方案 %1，而非 %2</translation>
    </message>
    <message>
        <source>profile %1 was changed</source>
        <translation>配置方案 %1 已被修改</translation>
    </message>
    <message>
        <source>format %1, not %2</source>
        <translation>格式 %1，而非 %2</translation>
    </message>
    <message>
        <source>to %1: %2</source>
        <translation>连接 %1：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>connection reset</source>
        <translation>连接被重置</translation>
    </message>
    <message>
        <source>network not reachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>no route to the host</source>
        <translation>没有到该主机的路由</translation>
    </message>
    <message>
        <source>unknown host</source>
        <translation>未知的主机</translation>
    </message>
    <message>
        <source>no answer from the name server</source>
        <translation>域名服务器没有应答</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>no answer within %1 s</source>
        <translation>%1 秒内没有应答</translation>
    </message>
    <message>
        <source>closed at the first question: TLS, or another service?</source>
        <translation>首次请求即被关闭：对方是否使用 TLS，或是其他服务？</translation>
    </message>
    <message>
        <source>connection closed</source>
        <translation>连接已断开</translation>
    </message>
    <message>
        <source>every connection is down</source>
        <translation>所有连接都已断开</translation>
    </message>
    <message>
        <source>wrong host name</source>
        <translation>主机名不符</translation>
    </message>
    <message>
        <source>certificate expired</source>
        <translation>证书已过期</translation>
    </message>
    <message>
        <source>certificate not valid yet</source>
        <translation>证书尚未生效</translation>
    </message>
    <message>
        <source>self-signed certificate</source>
        <translation>自签名证书</translation>
    </message>
    <message>
        <source>unknown authority</source>
        <translation>未知的颁发机构</translation>
    </message>
    <message>
        <source>certificate verification failed</source>
        <translation>证书验证失败</translation>
    </message>
    <message>
        <source>no TLS is spoken there, or another version</source>
        <translation>对方不使用 TLS，或版本不符</translation>
    </message>
    <message>
        <source>offered: %1</source>
        <translation>可用：%1</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>authentication failed</source>
        <translation>身份验证失败</translation>
    </message>
    <message>
        <source>a password is required</source>
        <translation>需要密码</translation>
    </message>
    <message>
        <source>not permitted</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>its memory is full</source>
        <translation>内存已满</translation>
    </message>
    <message>
        <source>unknown topic or partition</source>
        <translation>未知的主题或分区</translation>
    </message>
    <message>
        <source>%1 partitions have no leader</source>
        <translation>%1 个分区没有领导者</translation>
    </message>
    <message>
        <source>partition %1, offset %2</source>
        <translation>分区 %1，位移 %2</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>已丢弃 %1 条</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>名称为空</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>名称过长</translation>
    </message>
    <message>
        <source>it holds other characters</source>
        <translation>含有其他字符</translation>
    </message>
    <message>
        <source>no broker is given</source>
        <translation>未填写服务器</translation>
    </message>
    <message>
        <source>no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation>%1 不存在</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>part of the path is no folder</source>
        <translation>路径中有一部分不是文件夹</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘为只读</translation>
    </message>
    <message>
        <source>no space left</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>the disk fails</source>
        <translation>磁盘读写失败</translation>
    </message>
    <message>
        <source>address in use</source>
        <translation>地址已被占用</translation>
    </message>
    <message>
        <source>not an address of this computer</source>
        <translation>不是本机的地址</translation>
    </message>
    <message>
        <source>write it as ADDRESS:PORT</source>
        <translation>请写成 ADDRESS:PORT</translation>
    </message>
    <message>
        <source>not an IP address</source>
        <translation>不是 IP 地址</translation>
    </message>
    <message>
        <source>not a port number</source>
        <translation>不是端口号</translation>
    </message>
    <message>
        <source>it repeats itself</source>
        <translation>内容重复</translation>
    </message>
    <message>
        <source>its characters follow one another</source>
        <translation>字符依次相连</translation>
    </message>
    <message>
        <source>it holds the user name</source>
        <translation>含有用户名</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>wrong passphrase, or the file was changed</source>
        <translation>口令错误，或文件已被改动</translation>
    </message>
    <message>
        <source>no passphrase</source>
        <translation>没有口令</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>topic %1</source>
        <translation>主题 %1</translation>
    </message>
    <message>
        <source>no numbers yet</source>
        <translation>尚无数据</translation>
    </message>
</context>
<context>
    <name>Kpi</name>
    <message>
        <source>Orders today</source>
        <translation>今日订单</translation>
    </message>
    <message>
        <source>Purchases since midnight, in the profile&apos;s time zone.</source>
        <translation>自配置方案时区的零点以来的购买数。</translation>
    </message>
    <message>
        <source>Visits today</source>
        <translation>今日访问</translation>
    </message>
    <message>
        <source>All events since midnight, in the profile&apos;s time zone.</source>
        <translation>自配置方案时区的零点以来的全部事件。</translation>
    </message>
    <message>
        <source>Unique visitors</source>
        <translation>独立访客</translation>
    </message>
    <message>
        <source>Different users with any event in the last 5 minutes.</source>
        <translation>最近 5 分钟内有任何事件的不同用户数。</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>转化率</translation>
    </message>
    <message>
        <source>Purchases per click in the last 5 minutes; not shown below 30 events.</source>
        <translation>最近 5 分钟内每次浏览对应的购买；不足 30 个事件时不显示。</translation>
    </message>
    <message>
        <source>Cart rate</source>
        <translation>加购率</translation>
    </message>
    <message>
        <source>Additions to the cart per click in the last 5 minutes; not shown below 30 events.</source>
        <translation>最近 5 分钟内每次浏览对应的加购；不足 30 个事件时不显示。</translation>
    </message>
    <message>
        <source>Events/s</source>
        <translation>事件/秒</translation>
    </message>
    <message>
        <source>Mean of the newest 5 final seconds.</source>
        <translation>最近 5 个完整秒的平均值。</translation>
    </message>
    <message>
        <source>%1 %2 pt vs previous</source>
        <translation>%1 较上期 %2 个百分点</translation>
    </message>
    <message>
        <source>%1 %2 % vs previous</source>
        <translation>%1 较上期 %2 %</translation>
    </message>
</context>
<context>
    <name>PanelStatus</name>
    <message>
        <source>Connected, waiting for the first event (topic %1)</source>
        <translation>已连接，等待第一个事件（主题 %1）</translation>
    </message>
    <message>
        <source>Connecting to %1 (topic %2)</source>
        <translation>正在连接 %1（主题 %2）</translation>
    </message>
    <message>
        <source>as of %1 (%2 ago)</source>
        <translation>截至 %1（%2 前）</translation>
    </message>
    <message>
        <source>No matching events in this window</source>
        <translation>此窗口内没有符合条件的事件</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>partial %1 %</source>
        <translation>部分 %1 %</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>down</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Kafka in</source>
        <translation>Kafka 输入</translation>
    </message>
    <message>
        <source>Kafka out</source>
        <translation>Kafka 输出</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>死信</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态存储</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>自 %2 起%1</translation>
    </message>
    <message>
        <source>Last error: %1</source>
        <translation>最近的错误：%1</translation>
    </message>
    <message>
        <source>Next try in %1</source>
        <translation>%1 后重试</translation>
    </message>
    <message>
        <source>Waiting to be written: %1</source>
        <translation>等待写出：%1</translation>
    </message>
    <message>
        <source>Given up: %1</source>
        <translation>已放弃：%1</translation>
    </message>
    <message>
        <source>Last event: %1</source>
        <translation>最新事件：%1</translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>尚无事件</translation>
    </message>
    <message>
        <source>Lag: %1, %2 messages</source>
        <translation>消费滞后：%1，%2 条消息</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Of the clicks</source>
        <translation>占浏览</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新上榜</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>起始秒</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>final</source>
        <translation>已定稿</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>未完整</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>No events.</source>
        <translation>没有事件。</translation>
    </message>
    <message>
        <source>Second from %1: %2.</source>
        <translation>自 %1 起的一秒：%2。</translation>
    </message>
    <message>
        <source>%1 rows; greatest: %2.</source>
        <translation>%1 行；最大：%2。</translation>
    </message>
</context>
<context>
    <name>Undecodable</name>
    <message>
        <source>Empty</source>
        <translation>空记录</translation>
    </message>
    <message>
        <source>Larger than 64 KiB</source>
        <translation>大于 64 KiB</translation>
    </message>
    <message>
        <source>Holds a NUL byte</source>
        <translation>含有 NUL 字节</translation>
    </message>
    <message>
        <source>Not UTF-8</source>
        <translation>不是 UTF-8</translation>
    </message>
    <message>
        <source>Not 11 columns</source>
        <translation>不是 11 列</translation>
    </message>
    <message>
        <source>Action not in its table</source>
        <translation>行为代码不在表中</translation>
    </message>
    <message>
        <source>Gender code not 0, 1 or 2</source>
        <translation>性别代码不是 0、1 或 2</translation>
    </message>
    <message>
        <source>Not one JSON object</source>
        <translation>不是单个 JSON 对象</translation>
    </message>
    <message>
        <source>No event time, or not a time</source>
        <translation>没有事件时间，或不是时间</translation>
    </message>
    <message>
        <source>Not a combined log line</source>
        <translation>不是 combined 格式的日志行</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>since start</source>
        <translation>自启动以来</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>shoppulse::AgePanel</name>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>purchases</source>
        <translation>购买</translation>
    </message>
</context>
<context>
    <name>shoppulse::BehaviorPanel</name>
    <message>
        <source>Behaviour</source>
        <translation>用户行为</translation>
    </message>
    <message>
        <source>events per second · 5 min</source>
        <translation>每秒事件 · 5 分钟</translation>
    </message>
    <message>
        <source>As a funnel: how many clicks lead to the cart, to a purchase</source>
        <translation>漏斗视图：多少浏览带来加购和购买</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>漏斗</translation>
    </message>
    <message>
        <source>all events · since start</source>
        <translation>全部事件 · 启动以来</translation>
    </message>
</context>
<context>
    <name>shoppulse::ConnectionDialog</name>
    <message>
        <source>ShopPulse: connections</source>
        <translation>ShopPulse：连接</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>已保存的连接</translation>
    </message>
    <message>
        <source>N&amp;ew</source>
        <translation>新建(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Passwords go to the keychain, never into the file of connections</source>
        <translation>密码保存在系统密钥环中，绝不写入连接文件</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>Saves the connection when it has a name, and starts to read</source>
        <translation>有名称时保存此连接，并开始读取</translation>
    </message>
    <message>
        <source>Cancel test</source>
        <translation>取消测试</translation>
    </message>
    <message>
        <source>Te&amp;st</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>Give the connection a name to save it under.</source>
        <translation>请为连接起一个名称再保存。</translation>
    </message>
</context>
<context>
    <name>shoppulse::ConnectionForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Brokers</source>
        <translation>服务器(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Topic</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>配置方案(&amp;P)</translation>
    </message>
    <message>
        <source>Start &amp;at</source>
        <translation>起始位置(&amp;A)</translation>
    </message>
    <message>
        <source>C&amp;onsumers</source>
        <translation>消费者数(&amp;O)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>&amp;More librdkafka properties, name=value a line</source>
        <translation>其他 librdkafka 属性，每行一个 name=value(&amp;M)</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>taobao-csv: 11 columns</source>
        <translation>taobao-csv：11 列</translation>
    </message>
    <message>
        <source>gender-code: 0, 1 or 2</source>
        <translation>gender-code：0、1 或 2</translation>
    </message>
    <message>
        <source>JSON objects</source>
        <translation>JSON 对象</translation>
    </message>
    <message>
        <source>Web server&apos;s access log</source>
        <translation>网站访问日志</translation>
    </message>
    <message>
        <source>The oldest record</source>
        <translation>最早的记录</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Where the group stopped</source>
        <translation>消费组上次停下的位置</translation>
    </message>
    <message>
        <source>Give at least one broker, as HOST:PORT.</source>
        <translation>请至少填写一个服务器，格式为 HOST:PORT。</translation>
    </message>
    <message>
        <source>Give the topic to read.</source>
        <translation>请填写要读取的主题。</translation>
    </message>
    <message>
        <source>Line %1 of the properties is not of the form name=value.</source>
        <translation>属性的第 %1 行不是 name=value 的形式。</translation>
    </message>
    <message>
        <source>Give the user of the login.</source>
        <translation>请填写登录用户名。</translation>
    </message>
</context>
<context>
    <name>shoppulse::Desktop</name>
    <message>
        <source>Set aside and count anew</source>
        <translation>另存并重新计数</translation>
    </message>
    <message>
        <source>The demo is open to browsers on this machine until it ends: &lt;a href=&quot;%1&quot;&gt;%1&lt;/a&gt;</source>
        <translation>演示结束前，可在本机的浏览器中打开：&lt;a href=&quot;%1&quot;&gt;%1&lt;/a&gt;</translation>
    </message>
</context>
<context>
    <name>shoppulse::FileField</name>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
</context>
<context>
    <name>shoppulse::FirstRunDialog</name>
    <message>
        <source>ShopPulse: first start</source>
        <translation>ShopPulse：首次启动</translation>
    </message>
    <message>
        <source>Make the administrator</source>
        <translation>创建管理员</translation>
    </message>
    <message>
        <source>There is no default account. This name and password open ShopPulse on this computer and, when sharing is on, in a browser.</source>
        <translation>没有默认账户。此名称和密码用于在本机登录 ShopPulse；开启共享后，也用于在浏览器中登录。</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Making…</source>
        <translation>正在创建…</translation>
    </message>
    <message>
        <source>&amp;Make the administrator</source>
        <translation>创建管理员(&amp;M)</translation>
    </message>
</context>
<context>
    <name>shoppulse::FunnelChart</name>
    <message>
        <source>%1 of clicks</source>
        <translation>占浏览 %1</translation>
    </message>
</context>
<context>
    <name>shoppulse::GenderPanel</name>
    <message>
        <source>Gender</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>purchases</source>
        <translation>购买</translation>
    </message>
</context>
<context>
    <name>shoppulse::HoleBar</name>
    <message>
        <source>From the oldest</source>
        <translation>从最早的记录继续</translation>
    </message>
    <message>
        <source>From now</source>
        <translation>从现在继续</translation>
    </message>
</context>
<context>
    <name>shoppulse::KpiTile</name>
    <message>
        <source> (± %1)</source>
        <translation>（± %1）</translation>
    </message>
</context>
<context>
    <name>shoppulse::LoginDialog</name>
    <message>
        <source>ShopPulse: log in</source>
        <translation>ShopPulse：登录</translation>
    </message>
    <message>
        <source>Log in to ShopPulse</source>
        <translation>登录 ShopPulse</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message numerus="yes">
        <source>Wait %n s</source>
        <translation>
            <numerusform>请等待 %n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在验证…</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>登录(&amp;L)</translation>
    </message>
</context>
<context>
    <name>shoppulse::MainMenu</name>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题配色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Connections …</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Undecodable rows …</source>
        <translation>无法解码的记录…</translation>
    </message>
    <message>
        <source>Users …</source>
        <translation>用户…</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>已登录：%1</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>退出登录</translation>
    </message>
</context>
<context>
    <name>shoppulse::MainWindow</name>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
</context>
<context>
    <name>shoppulse::NewPasswordForm</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Repeat password</source>
        <translation>重复密码(&amp;R)</translation>
    </message>
    <message>
        <source>12 to 128 characters (%1 so far)</source>
        <translation>12 到 128 个字符（已输入 %1 个）</translation>
    </message>
    <message>
        <source>Not easy to guess</source>
        <translation>不易被猜到</translation>
    </message>
    <message>
        <source>Typed twice alike</source>
        <translation>两次输入一致</translation>
    </message>
</context>
<context>
    <name>shoppulse::Panel</name>
    <message>
        <source>Menu of %1</source>
        <translation>%1的菜单</translation>
    </message>
    <message>
        <source>%1 as a table</source>
        <translation>%1（表格）</translation>
    </message>
    <message>
        <source>%1: events of this window may still come</source>
        <translation>%1：此窗口可能还有事件到达</translation>
    </message>
</context>
<context>
    <name>shoppulse::PanelMenu</name>
    <message>
        <source>View as table</source>
        <translation>以表格查看</translation>
    </message>
    <message>
        <source>Save as PNG …</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as PNG, double size …</source>
        <translation>保存为 PNG（两倍尺寸）…</translation>
    </message>
    <message>
        <source>Save numbers as CSV …</source>
        <translation>将数字保存为 CSV…</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Maximise or restore</source>
        <translation>最大化或还原</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>隐藏此面板</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>shoppulse::PassphraseDialog</name>
    <message>
        <source>ShopPulse: passphrase</source>
        <translation>ShopPulse：口令</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Repeat passphrase</source>
        <translation>重复口令(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不(&amp;N)</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>设置口令</translation>
    </message>
    <message>
        <source>Enter the passphrase</source>
        <translation>输入口令</translation>
    </message>
    <message>
        <source>This system offers no keychain. Passwords of connections are kept in an encrypted file instead; its passphrase has at least 12 characters and cannot be restored.</source>
        <translation>本系统没有密钥环，连接的密码改为保存在加密文件中。口令至少 12 个字符，遗忘后无法找回。</translation>
    </message>
    <message>
        <source>It opens the encrypted file with the passwords of connections.</source>
        <translation>用于打开保存连接密码的加密文件。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>&amp;Keep secrets</source>
        <translation>保存密码(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
</context>
<context>
    <name>shoppulse::ProbeView</name>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Tries to reach the topic step by step and decodes some of its records. Nothing is written to the cluster.</source>
        <translation>逐步尝试访问主题，并解码其中一部分记录。不会向集群写入任何内容。</translation>
    </message>
    <message>
        <source>Sample records</source>
        <translation>样本记录</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>Connection (TCP)</source>
        <translation>连接（TCP）</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Login (SASL)</source>
        <translation>登录（SASL）</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Format %1. %2 % of the sampled records cannot be decoded.</source>
        <translation>格式 %1。样本记录中有 %2 % 无法解码。</translation>
    </message>
    <message>
        <source>Cluster metadata</source>
        <translation>集群元数据</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message numerus="yes">
        <source>%Ln broker(s)</source>
        <translation>
            <numerusform>%Ln 个服务器</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln partition(s)</source>
        <translation>
            <numerusform>%Ln 个分区</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 record(s)</source>
        <translation>
            <numerusform>%L1 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>shoppulse::ProblemsDrawer</name>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Next offset</source>
        <translation>下一偏移量</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>消费滞后</translation>
    </message>
    <message>
        <source>(idle)</source>
        <translation>（空闲）</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>None. Everything that is switched on works.</source>
        <translation>没有问题。已启用的部分均正常。</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
</context>
<context>
    <name>shoppulse::ProvincePanel</name>
    <message>
        <source>Provinces</source>
        <translation>省份</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>访问</translation>
    </message>
</context>
<context>
    <name>shoppulse::RankBars</name>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>shoppulse::RankPanel</name>
    <message>
        <source>Top brands</source>
        <translation>热门品牌</translation>
    </message>
    <message>
        <source>Top categories</source>
        <translation>热门品类</translation>
    </message>
    <message>
        <source>purchases</source>
        <translation>购买</translation>
    </message>
    <message>
        <source>visits</source>
        <translation>访问</translation>
    </message>
</context>
<context>
    <name>shoppulse::SampleModel</name>
    <message>
        <source>brand %1</source>
        <translation>品牌 %1</translation>
    </message>
    <message>
        <source>Partition : offset</source>
        <translation>分区 : 偏移量</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Decoded</source>
        <translation>解码结果</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>shoppulse::SecurityForm</name>
    <message>
        <source>&amp;Login</source>
        <translation>登录方式(&amp;L)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>SASL PLAIN</source>
        <translation>SASL PLAIN</translation>
    </message>
    <message>
        <source>SASL SCRAM-SHA-256</source>
        <translation>SASL SCRAM-SHA-256</translation>
    </message>
    <message>
        <source>SASL SCRAM-SHA-512</source>
        <translation>SASL SCRAM-SHA-512</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Encrypted (T&amp;LS)</source>
        <translation>加密（TLS）(&amp;E)</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>PEM file of the authority; empty: those that the system trusts</source>
        <translation>颁发机构的 PEM 文件；留空则使用系统信任的机构</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端私钥</translation>
    </message>
    <message>
        <source>Key&apos;s password</source>
        <translation>私钥密码</translation>
    </message>
    <message>
        <source>Without TLS the password travels in clear.</source>
        <translation>不使用 TLS 时，密码以明文传输。</translation>
    </message>
</context>
<context>
    <name>shoppulse::SettingsDialog</name>
    <message>
        <source>ShopPulse: settings</source>
        <translation>ShopPulse：设置</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题配色(&amp;T)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>The next connection takes these.</source>
        <translation>下次连接时生效。</translation>
    </message>
    <message>
        <source>L&amp;ateness</source>
        <translation>允许迟到(&amp;A)</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>How long a window waits for late events before it is final</source>
        <translation>窗口在定稿前等待迟到事件的时间</translation>
    </message>
    <message>
        <source>&amp;Kept time</source>
        <translation>保留时间(&amp;K)</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>How far back a late event still corrects its window</source>
        <translation>多久以前的迟到事件仍会修正其窗口</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Window of rankings</source>
        <translation>排行窗口(&amp;W)</translation>
    </message>
    <message>
        <source>Window of unique vis&amp;itors</source>
        <translation>独立访客窗口(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Places in a ranking</source>
        <translation>排行名次数(&amp;P)</translation>
    </message>
</context>
<context>
    <name>shoppulse::ShareDialog</name>
    <message>
        <source>ShopPulse: share</source>
        <translation>ShopPulse：共享</translation>
    </message>
    <message>
        <source>Share the dashboard</source>
        <translation>共享看板</translation>
    </message>
    <message>
        <source>Browsers see the same panels and numbers. They log in with a name and a password, or open a link that you make here.</source>
        <translation>浏览器中看到的面板和数字与此处相同。可用名称和密码登录，或打开在此创建的链接。</translation>
    </message>
    <message>
        <source>&amp;Serve browsers at</source>
        <translation>向浏览器提供服务，地址(&amp;S)</translation>
    </message>
    <message>
        <source>Address to serve at</source>
        <translation>服务地址</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>For whom or what</source>
        <translation>给谁或作何用途</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>有效期</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a &amp;link</source>
        <translation>创建链接(&amp;L)</translation>
    </message>
    <message>
        <source>The new link</source>
        <translation>新链接</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>The link is shown only now: copy it.</source>
        <translation>链接仅在此时显示，请复制。</translation>
    </message>
    <message>
        <source>Links that are valid</source>
        <translation>有效的链接</translation>
    </message>
    <message>
        <source>For</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>撤销(&amp;R)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On: %1</source>
        <translation>已开启：%1</translation>
    </message>
    <message>
        <source>Off: nothing listens on this computer.</source>
        <translation>已关闭：本机没有监听任何端口。</translation>
    </message>
</context>
<context>
    <name>shoppulse::ShortcutList</name>
    <message>
        <source>Pause or resume the view</source>
        <translation>暂停或继续画面</translation>
    </message>
    <message>
        <source>Live again</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Go to a panel</source>
        <translation>转到面板</translation>
    </message>
    <message>
        <source>Maximise or restore a panel (or double-click)</source>
        <translation>最大化或还原面板（或双击）</translation>
    </message>
    <message>
        <source>Chart or table</source>
        <translation>图表或表格</translation>
    </message>
    <message>
        <source>Problems and lag</source>
        <translation>问题与消费滞后</translation>
    </message>
    <message>
        <source>Export the dashboard</source>
        <translation>导出看板</translation>
    </message>
    <message>
        <source>Copy the panel as an image</source>
        <translation>将面板复制为图片</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Full screen with the panels only</source>
        <translation>全屏且仅显示面板</translation>
    </message>
    <message>
        <source>Restore, close the drawer, leave full screen</source>
        <translation>还原、关闭抽屉、退出全屏</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>此列表</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>shoppulse::StatusLine</name>
    <message>
        <source>%1 · lag %2</source>
        <translation>%1 · 滞后 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n viewer(s)</source>
        <translation>
            <numerusform>%1 · %n 位观众</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · next try in %2</source>
        <translation>%1 · %2 后重试</translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>%1 事件/秒</translation>
    </message>
    <message>
        <source>Events: %1
Messages: %2
Late, corrected a final window: %3
Late, dropped: %4
Undecodable rows: %5
Ahead of their time: %6
Vanished before they were read: %7</source>
        <translation>事件：%1
消息：%2
迟到，已修正定稿窗口：%3
迟到，已丢弃：%4
无法解码的行：%5
时间超前：%6
未读取即消失：%7</translation>
    </message>
    <message>
        <source>watermark %1</source>
        <translation>水位线 %1</translation>
    </message>
    <message>
        <source>late %1 · dropped %2 · undecodable %3</source>
        <translation>迟到 %1 · 丢弃 %2 · 无法解码 %3</translation>
    </message>
</context>
<context>
    <name>shoppulse::TimelineStrip</name>
    <message>
        <source>−30 min</source>
        <translation>−30 分钟</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1
%2 events</source>
        <translation>%1
%2 个事件</translation>
    </message>
</context>
<context>
    <name>shoppulse::TopBar</name>
    <message>
        <source>topic %1</source>
        <translation>主题 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n 个分区</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused at %1 · +%2 events · %3 behind</source>
        <translation>暂停于 %1 · 新增 %2 个事件 · 落后 %3</translation>
    </message>
    <message>
        <source>%1 %2 · windows %3</source>
        <translation>%1 %2 · 窗口 %3</translation>
    </message>
    <message>
        <source>1 s</source>
        <translation>1 秒</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>The events are from the built-in demo, not from a shop.</source>
        <translation>事件来自内置演示，并非真实店铺。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stops or resumes the view; counting goes on (Space)</source>
        <translation>暂停或继续画面，统计继续进行（空格键）</translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Saves the whole dashboard as a picture (Ctrl+E)</source>
        <translation>将整个看板保存为图片（Ctrl+E）</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Lets others see this dashboard in their browser</source>
        <translation>让他人在浏览器中查看此看板</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>shoppulse::TrendChart</name>
    <message>
        <source>partial</source>
        <translation>未完整</translation>
    </message>
</context>
<context>
    <name>shoppulse::UndecodableDialog</name>
    <message>
        <source>ShopPulse: undecodable records</source>
        <translation>ShopPulse：无法解码的记录</translation>
    </message>
    <message>
        <source>Records that could not be decoded</source>
        <translation>无法解码的记录</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>None so far.</source>
        <translation>目前没有。</translation>
    </message>
    <message>
        <source>%1 since start, %2 % of all: %3</source>
        <translation>自启动以来 %1 条，占全部的 %2 %：%3</translation>
    </message>
</context>
<context>
    <name>shoppulse::UndecodableModel</name>
    <message>
        <source>Record&apos;s time</source>
        <translation>记录时间</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>分区</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移量</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>First 256 bytes</source>
        <translation>前 256 字节</translation>
    </message>
</context>
<context>
    <name>shoppulse::UsersDialog</name>
    <message>
        <source>ShopPulse: users</source>
        <translation>ShopPulse：用户</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>R&amp;emove</source>
        <translation>删除(&amp;E)</translation>
    </message>
    <message>
        <source>Add a user, or give one a new password</source>
        <translation>添加用户，或为用户设置新密码</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>查看者</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Storing…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Set &amp;password</source>
        <translation>设置密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Add user</source>
        <translation>添加用户(&amp;A)</translation>
    </message>
</context>
<context>
    <name>shoppulse::ViewContext</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
</TS>
