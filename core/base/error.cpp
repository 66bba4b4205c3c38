// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <array>

// Qt's lupdate collects what stands in this macro; here it is only its second argument, so that
// the English text is written once and core needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace shoppulse {
namespace {

struct Entry {
    ErrorCode code;
    const char* id;
    const char* text;
};

constexpr std::array<Entry, static_cast<std::size_t>(ErrorCode::Count_)> kEntries{{
    {ErrorCode::BrokerUnreachable, "broker_unreachable",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: cannot connect (%2). Check the address and the "
                                "port, and that the broker is running.")},
    {ErrorCode::BrokerNameUnknown, "broker_name_unknown",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: the host name is not known (%2). Check its "
                                "spelling, or give an IP address.")},
    {ErrorCode::BrokerNotKafka, "broker_not_kafka",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: what answers there does not speak this protocol "
                                "(%2). Check the port, and whether it wants TLS or plain text.")},
    {ErrorCode::BrokerAdvertised, "broker_advertised",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: it answers, but sends its clients on to %2, "
                                "which cannot be reached from here. Correct advertised.listeners "
                                "on the broker.")},
    {ErrorCode::TlsHandshake, "tls_handshake",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: TLS handshake failed (%2). Check that the port "
                                "speaks TLS and that the versions match.")},
    {ErrorCode::TlsNameMismatch, "tls_name_mismatch",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: its certificate is for another name (%2). Use a "
                                "name that the certificate holds, or renew the certificate.")},
    {ErrorCode::TlsCertificate, "tls_certificate",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: its certificate is not trusted (%2). Set "
                                "ssl.ca.location to the authority's file, or renew the "
                                "certificate.")},
    {ErrorCode::SaslRejected, "sasl_rejected",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: user name or password refused (%2). Check both, "
                                "and the SASL mechanism.")},
    {ErrorCode::SaslMechanism, "sasl_mechanism",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: the SASL mechanism is not offered (%2). Choose "
                                "one that the broker has enabled.")},
    {ErrorCode::TopicUnknown, "topic_unknown",
     QT_TRANSLATE_NOOP("Error", "Topic %1: it does not exist on this cluster (%2). Check its "
                                "spelling, or create it.")},
    {ErrorCode::TopicForbidden, "topic_forbidden",
     QT_TRANSLATE_NOOP("Error", "Topic %1: this user may not use it (%2). Ask for the permission "
                                "on the topic.")},
    {ErrorCode::TopicInvalidName, "topic_invalid_name",
     QT_TRANSLATE_NOOP("Error", "Topic %1: this is not a topic's name (%2). Letters, digits, dot, "
                                "underscore and hyphen are allowed, 249 at most.")},
    {ErrorCode::OffsetOutOfRange, "offset_out_of_range",
     QT_TRANSLATE_NOOP("Error", "Topic %1: the place to go on from is no longer there (%2). Choose "
                                "to go on from the oldest record or from now.")},
    {ErrorCode::TopicReplaced, "topic_replaced",
     QT_TRANSLATE_NOOP("Error", "Topic %1: it is not the one that was read before (%2): it was made "
                                "anew or cut off. Choose to go on from the oldest record or from "
                                "now.")},
    {ErrorCode::TopicNotCreated, "topic_not_created",
     QT_TRANSLATE_NOOP("Error", "Topic %1: it does not exist, and the cluster refuses to create it "
                                "(%2). Create it with cleanup.policy=compact, or ask for the "
                                "permission.")},
    {ErrorCode::TopicNotCompacted, "topic_not_compacted",
     QT_TRANSLATE_NOOP("Error", "Result topic %1: it is not compacted (%2): old values stay, or "
                                "newest ones go with their age. Set cleanup.policy=compact on "
                                "it.")},
    {ErrorCode::KafkaProperty, "kafka_property",
     QT_TRANSLATE_NOOP("Error", "Kafka property %1: it is not accepted (%2). Correct its name or "
                                "its value.")},
    {ErrorCode::KafkaFatal, "kafka_fatal",
     QT_TRANSLATE_NOOP("Error", "Kafka client for %1: it cannot go on (%2). It is started anew.")},
    {ErrorCode::KafkaTimeout, "kafka_timeout",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: no answer in time (%2). Check the network and "
                                "the broker's load; trying again.")},
    {ErrorCode::KafkaOther, "kafka_other",
     QT_TRANSLATE_NOOP("Error", "Kafka broker %1: %2. See the broker's log; trying again.")},
    {ErrorCode::RedisUnreachable, "redis_unreachable",
     QT_TRANSLATE_NOOP("Error", "Redis %1: cannot connect (%2). Check the address and that Redis "
                                "is running; trying again.")},
    {ErrorCode::RedisRejected, "redis_rejected",
     QT_TRANSLATE_NOOP("Error", "Redis %1: it refuses the command (%2). Check the password, the "
                                "permissions and its memory.")},
    {ErrorCode::RedisTls, "redis_tls",
     QT_TRANSLATE_NOOP("Error", "Redis %1: no secure connection (%2). Check that the port speaks "
                                "TLS, the name in its certificate, and the authority's file "
                                "(?ca=FILE).")},
    {ErrorCode::RedisAddress, "redis_address",
     QT_TRANSLATE_NOOP("Error", "Redis address %1: not understood (%2). Write it as "
                                "redis://HOST:PORT/DB, with TLS as rediss://HOST:PORT/DB.")},
    {ErrorCode::FileUnreadable, "file_unreadable",
     QT_TRANSLATE_NOOP("Error", "File %1: cannot be read (%2). Check the path and its "
                                "permissions.")},
    {ErrorCode::FileUnwritable, "file_unwritable",
     QT_TRANSLATE_NOOP("Error", "File %1: cannot be written (%2). Choose another place, or free "
                                "some space.")},
    {ErrorCode::FolderUnwritable, "folder_unwritable",
     QT_TRANSLATE_NOOP("Error", "Folder %1: cannot be written (%2). Choose another folder, or "
                                "correct its permissions.")},
    {ErrorCode::FolderInUse, "folder_in_use",
     QT_TRANSLATE_NOOP("Error", "Folder %1: another ShopPulse uses it (%2). Stop that one, or "
                                "choose another folder.")},
    {ErrorCode::DatabaseBroken, "database_broken",
     QT_TRANSLATE_NOOP("Error", "Database %1: cannot be used (%2). Move the file aside and start "
                                "again.")},
    {ErrorCode::StateBroken, "state_broken",
     QT_TRANSLATE_NOOP("Error", "State %1: cannot be read (%2). Start once with --state-reset: it "
                                "is kept aside, and the topic is counted anew.")},
    {ErrorCode::StateForeign, "state_foreign",
     QT_TRANSLATE_NOOP("Error", "State %1: it is of another input (%2). Choose another folder, or "
                                "start once with --state-reset to count this one anew.")},
    {ErrorCode::StateSettings, "state_settings",
     QT_TRANSLATE_NOOP("Error", "State %1: it was counted with other settings (%2). Set them as "
                                "they were, choose another folder, or start once with "
                                "--state-reset to count anew.")},
    {ErrorCode::StateUnwritable, "state_unwritable",
     QT_TRANSLATE_NOOP("Error", "State %1: cannot be written (%2). Reading waits, and goes on by "
                                "itself when there is room again.")},
    {ErrorCode::ProfileSyntax, "profile_syntax",
     QT_TRANSLATE_NOOP("Error", "Profile %1: not readable as TOML (%2). Correct that line.")},
    {ErrorCode::ProfileValue, "profile_value",
     QT_TRANSLATE_NOOP("Error", "Profile %1: a value is wrong (%2). Correct that line.")},
    {ErrorCode::ProfileUnknown, "profile_unknown",
     QT_TRANSLATE_NOOP("Error", "Profile %1: not found (%2). Use a built-in name or a file in the "
                                "profiles folder.")},
    {ErrorCode::ConnectionUnknown, "connection_unknown",
     QT_TRANSLATE_NOOP("Error", "Connection %1: none is saved under this name (%2). Save it in "
                                "the window first, or give --brokers and --topic.")},
    {ErrorCode::ConnectionFile, "connection_file",
     QT_TRANSLATE_NOOP("Error", "Connections file %1: not readable (%2). Correct it or move it "
                                "aside.")},
    {ErrorCode::SettingsFile, "settings_file",
     QT_TRANSLATE_NOOP("Error", "Settings file %1: not usable (%2). Correct that line.")},
    {ErrorCode::PortInUse, "port_in_use",
     QT_TRANSLATE_NOOP("Error", "Address %1: the port is in use (%2). Stop the program that uses "
                                "it, or choose another port.")},
    {ErrorCode::AddressUnusable, "address_unusable",
     QT_TRANSLATE_NOOP("Error", "Address %1: cannot listen there (%2). Use 127.0.0.1 and a free "
                                "port.")},
    {ErrorCode::AddressNeedsTls, "address_needs_tls",
     QT_TRANSLATE_NOOP("Error", "Address %1: only loopback addresses are served without TLS (%2). "
                                "Use 127.0.0.1 and reach it through a tunnel.")},
    {ErrorCode::PasswordWeak, "password_weak",
     QT_TRANSLATE_NOOP("Error", "Password of %1: not accepted (%2). Choose another one.")},
    {ErrorCode::PasswordCommon, "password_common",
     QT_TRANSLATE_NOOP("Error", "Password of %1: it is on the list of common passwords (%2). "
                                "Choose another one.")},
    {ErrorCode::PasswordLength, "password_length",
     QT_TRANSLATE_NOOP("Error", "Password of %1: its length does not fit (%2). Use 12 to 128 "
                                "characters.")},
    {ErrorCode::UserNameInvalid, "user_name_invalid",
     QT_TRANSLATE_NOOP("Error", "User name %1: not accepted (%2). Use 1 to 64 letters, digits, "
                                "dots, hyphens, underscores or @.")},
    {ErrorCode::UserExists, "user_exists",
     QT_TRANSLATE_NOOP("Error", "User %1: there is one of this name already (%2). Choose another "
                                "name, or change the password.")},
    {ErrorCode::UserUnknown, "user_unknown",
     QT_TRANSLATE_NOOP("Error", "User %1: not known (%2). List the users to see their names.")},
    {ErrorCode::LastAdministrator, "last_administrator",
     QT_TRANSLATE_NOOP("Error", "User %1: the last administrator cannot be removed (%2). Add "
                                "another administrator first.")},
    {ErrorCode::LoginRejected, "login_rejected",
     QT_TRANSLATE_NOOP("Error", "Login of %1: user name or password is wrong (%2). Try again.")},
    {ErrorCode::LoginDelayed, "login_delayed",
     QT_TRANSLATE_NOOP("Error", "Login of %1: too many attempts (%2). Wait, then try again.")},
    {ErrorCode::SecretUnreadable, "secret_unreadable",
     QT_TRANSLATE_NOOP("Error", "Secret %1: cannot be read (%2). Enter it again, or give it as "
                                "-X name=@FILE.")},
    {ErrorCode::SecretStore, "secret_store",
     QT_TRANSLATE_NOOP("Error", "Secret %1: cannot be stored (%2). It is kept for this session "
                                "only.")},
    {ErrorCode::OutboxOverflow, "outbox_overflow",
     QT_TRANSLATE_NOOP("Error", "Results for %1: more waited than fit, the oldest were dropped "
                                "(%2). Restore the connection.")},
    {ErrorCode::DeadLetterDropped, "dead_letter_dropped",
     QT_TRANSLATE_NOOP("Error", "Dead letters to %1: some were dropped (%2). They are counted; "
                                "check the topic and its broker.")},
    {ErrorCode::UndecodableShare, "undecodable_share",
     QT_TRANSLATE_NOOP("Error", "Topic %1: records cannot be decoded (%2). Check the format and "
                                "the producer.")},
    {ErrorCode::FormatMixed, "format_mixed",
     QT_TRANSLATE_NOOP("Error", "Topic %1: the format cannot be told from its first records (%2). "
                                "Set it with --format or in the connection.")},
}};

const Entry& entry(ErrorCode code)
{
    return kEntries[static_cast<std::size_t>(code)];
}

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kEntries.size(); ++i)
        if (static_cast<std::size_t>(kEntries[i].code) != i)
            return false;
    return true;
}
static_assert(inOrder(), "the table stands in the order of the enumeration");

} // namespace

std::string_view errorId(ErrorCode code)
{
    return entry(code).id;
}

const char* errorTemplate(ErrorCode code)
{
    return entry(code).text;
}

std::string fillTemplate(std::string_view text, const Error& error)
{
    // An empty detail takes its brackets with it.
    static constexpr std::string_view kBracket = " (%2)";
    static constexpr std::string_view kWideBracket = "（%2）";
    std::string out;
    while (!text.empty()) {
        if (error.detail.empty() && text.starts_with(kBracket)) {
            text.remove_prefix(kBracket.size());
        } else if (error.detail.empty() && text.starts_with(kWideBracket)) {
            text.remove_prefix(kWideBracket.size());
        } else if (text.starts_with("%1") || text.starts_with("%2")) {
            out += text[1] == '1' ? error.subject : error.detail;
            text.remove_prefix(2);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string describe(const Error& error)
{
    return fillTemplate(errorTemplate(error.code), error);
}

} // namespace shoppulse
