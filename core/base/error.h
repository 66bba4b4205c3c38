// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace shoppulse {

/// What went wrong, as a closed list: every value has one English text here (error.cpp), one
/// translation in the window's catalogue and one in the page's; tests hold all three complete.
enum class ErrorCode {
    BrokerUnreachable,
    BrokerNameUnknown,
    BrokerNotKafka,
    BrokerAdvertised,
    TlsHandshake,
    TlsNameMismatch,
    TlsCertificate,
    SaslRejected,
    SaslMechanism,
    TopicUnknown,
    TopicForbidden,
    TopicInvalidName,
    OffsetOutOfRange,
    TopicReplaced,
    TopicNotCreated,
    TopicNotCompacted,
    KafkaProperty,
    KafkaFatal,
    KafkaTimeout,
    KafkaOther,
    RedisUnreachable,
    RedisRejected,
    RedisTls,
    RedisAddress,
    FileUnreadable,
    FileUnwritable,
    FolderUnwritable,
    FolderInUse,
    DatabaseBroken,
    StateBroken,
    StateForeign,
    StateSettings,
    StateUnwritable,
    ProfileSyntax,
    ProfileValue,
    ProfileUnknown,
    ConnectionUnknown,
    ConnectionFile,
    SettingsFile,
    PortInUse,
    AddressUnusable,
    AddressNeedsTls,
    PasswordWeak,
    PasswordCommon,
    PasswordLength,
    UserNameInvalid,
    UserExists,
    UserUnknown,
    LastAdministrator,
    LoginRejected,
    LoginDelayed,
    SecretUnreadable,
    SecretStore,
    OutboxOverflow,
    DeadLetterDropped,
    UndecodableShare,
    FormatMixed,
    Count_,
};

/// An error a person reads: names the thing (`subject`), the cause (`detail`) and, by its code's
/// text, the way out. Holds no secret. A plain value, any thread.
struct Error {
    ErrorCode code;
    std::string subject; ///< the thing: "10.0.0.5:9093", a path, a user name
    std::string detail; ///< the cause as the library or system says it; may be empty

    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

using Unexpected = tl::unexpected<Error>;

[[nodiscard]] inline Unexpected fail(ErrorCode code, std::string subject, std::string detail = {})
{
    return Unexpected(Error{code, std::move(subject), std::move(detail)});
}

/// Stable identifier of a code for logs and JSON, such as "broker_unreachable".
[[nodiscard]] std::string_view errorId(ErrorCode code);

/// English text with %1 for the subject and %2 for the detail; the key of the translations
/// (context "Error").
[[nodiscard]] const char* errorTemplate(ErrorCode code);

/// The whole English sentence: thing, cause, way out.
[[nodiscard]] std::string describe(const Error& error);

/// Fills %1 and %2 of a template, in any language.
[[nodiscard]] std::string fillTemplate(std::string_view text, const Error& error);

} // namespace shoppulse
