// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/errordetail.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <vector>

namespace shoppulse {
namespace {

struct Rule {
    const char* pattern; ///< of the whole detail; what it captures are details again
    const char* text; ///< key of the translation, %1 and %2 for the captures
};

/// librdkafka 2, hiredis, OpenSSL, the C library, Qt, and our own causes. The first that fits
/// decides, so what is particular stands before what is general.
constexpr Rule kRules[] = {
    // Around another cause.
    {"Connect to ipv[46]#(.+) failed: (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "to %1: %2")},
    {"Failed to connect to broker at (.+): (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "to %1: %2")},
    {"Failed to resolve '(.+)': (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "%1: %2")},
    {"(.+ dropped); (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "%1; %2")},
    // Reaching a server.
    {".*Connection refused", QT_TRANSLATE_NOOP("ErrorDetail", "connection refused")},
    {".*Connection reset by peer", QT_TRANSLATE_NOOP("ErrorDetail", "connection reset")},
    {"Network is unreachable", QT_TRANSLATE_NOOP("ErrorDetail", "network not reachable")},
    {"No route to host", QT_TRANSLATE_NOOP("ErrorDetail", "no route to the host")},
    {"(Name or service not known|No address associated with hostname|"
     "Host not found.*|Unknown host.*)",
     QT_TRANSLATE_NOOP("ErrorDetail", "unknown host")},
    {"Temporary failure in name resolution",
     QT_TRANSLATE_NOOP("ErrorDetail", "no answer from the name server")},
    {"(.*[Tt]imed out.*|no answer in time)", QT_TRANSLATE_NOOP("ErrorDetail", "timed out")},
    {"no answer within (\\d+) s", QT_TRANSLATE_NOOP("ErrorDetail", "no answer within %1 s")},
    {".*requesting ApiVersion.*",
     QT_TRANSLATE_NOOP("ErrorDetail", "closed at the first question: TLS, or another service?")},
    {"(Disconnected|.*[Bb]roker transport failure|Server closed the connection|not connected|"
     ".*[Cc]onnection closed.*)",
     QT_TRANSLATE_NOOP("ErrorDetail", "connection closed")},
    {"(.*All broker connections are down|\\d+/\\d+ brokers are down)",
     QT_TRANSLATE_NOOP("ErrorDetail", "every connection is down")},
    // TLS.
    {".*([Hh]ostname|host name) mismatch.*", QT_TRANSLATE_NOOP("ErrorDetail", "wrong host name")},
    {"certificate has expired", QT_TRANSLATE_NOOP("ErrorDetail", "certificate expired")},
    {"certificate is not yet valid", QT_TRANSLATE_NOOP("ErrorDetail", "certificate not valid yet")},
    {"self-signed certificate", QT_TRANSLATE_NOOP("ErrorDetail", "self-signed certificate")},
    {"(issued by an unknown authority|.*unable to get local issuer certificate.*)",
     QT_TRANSLATE_NOOP("ErrorDetail", "unknown authority")},
    {".*(certificate verif|certificate could not be verified).*",
     QT_TRANSLATE_NOOP("ErrorDetail", "certificate verification failed")},
    {".*(wrong version number|SSL routines|SSL handshake|SSL transport).*",
     QT_TRANSLATE_NOOP("ErrorDetail", "no TLS is spoken there, or another version")},
    // Logging in.
    {".*supported mechanisms: (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "offered: %1")},
    {".*Unsupported SASL mechanism.*", QT_TRANSLATE_NOOP("ErrorDetail", "not supported")},
    {"(.*[Aa]uthentication failed.*|SASL authentication error.*|WRONGPASS.*|AUTH is refused|"
     ".*SaslAuthenticateRequest failed.*|ERR invalid password)",
     QT_TRANSLATE_NOOP("ErrorDetail", "authentication failed")},
    {"NOAUTH.*", QT_TRANSLATE_NOOP("ErrorDetail", "a password is required")},
    {"(NOPERM.*|.*[Aa]uthorization failed\\.?)", QT_TRANSLATE_NOOP("ErrorDetail", "not permitted")},
    {"OOM.*", QT_TRANSLATE_NOOP("ErrorDetail", "its memory is full")},
    // Topics.
    {".*(Unknown topic|Unknown partition).*",
     QT_TRANSLATE_NOOP("ErrorDetail", "unknown topic or partition")},
    {"(\\d+) partitions have no leader",
     QT_TRANSLATE_NOOP("ErrorDetail", "%1 partitions have no leader")},
    {"partition (\\d+), offset (\\d+)",
     QT_TRANSLATE_NOOP("ErrorDetail", "partition %1, offset %2")},
    {"(\\d+) of (\\d+) rows", QT_TRANSLATE_NOOP("ErrorDetail", "%1 of %2 rows")},
    {"(\\d+) dropped", QT_TRANSLATE_NOOP("ErrorDetail", "%1 dropped")},
    // What is kept.
    {"profile (.+), not (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "profile %1, not %2")},
    {"profile (.+) was changed", QT_TRANSLATE_NOOP("ErrorDetail", "profile %1 was changed")},
    {"format (.+), not (.+)", QT_TRANSLATE_NOOP("ErrorDetail", "format %1, not %2")},
    // Names.
    {"it is empty", QT_TRANSLATE_NOOP("ErrorDetail", "it is empty")},
    {"it is too long", QT_TRANSLATE_NOOP("ErrorDetail", "it is too long")},
    {"it holds other characters", QT_TRANSLATE_NOOP("ErrorDetail", "it holds other characters")},
    {"no broker is given", QT_TRANSLATE_NOOP("ErrorDetail", "no broker is given")},
    // Files and addresses.
    {"(No such file or directory|there is no such file)",
     QT_TRANSLATE_NOOP("ErrorDetail", "no such file or folder")},
    {"no (/.+)", QT_TRANSLATE_NOOP("ErrorDetail", "there is no %1")},
    {"Permission denied", QT_TRANSLATE_NOOP("ErrorDetail", "permission denied")},
    {"Is a directory", QT_TRANSLATE_NOOP("ErrorDetail", "it is a folder")},
    {"Not a directory", QT_TRANSLATE_NOOP("ErrorDetail", "part of the path is no folder")},
    {"(Read-only file system|attempt to write a readonly database)",
     QT_TRANSLATE_NOOP("ErrorDetail", "the disk is read-only")},
    {"(No space left on device|Disk quota exceeded|database or disk is full)",
     QT_TRANSLATE_NOOP("ErrorDetail", "no space left")},
    {"disk I/O error", QT_TRANSLATE_NOOP("ErrorDetail", "the disk fails")},
    {"(Address already in use|The bound address is already in use)",
     QT_TRANSLATE_NOOP("ErrorDetail", "address in use")},
    {"(Cannot assign requested address|The address is not available)",
     QT_TRANSLATE_NOOP("ErrorDetail", "not an address of this computer")},
    {"write it as ADDRESS:PORT", QT_TRANSLATE_NOOP("ErrorDetail", "write it as ADDRESS:PORT")},
    {"not an IP address", QT_TRANSLATE_NOOP("ErrorDetail", "not an IP address")},
    {"not a port number", QT_TRANSLATE_NOOP("ErrorDetail", "not a port number")},
    // Accounts and secrets.
    {"it repeats itself", QT_TRANSLATE_NOOP("ErrorDetail", "it repeats itself")},
    {"its characters follow one another",
     QT_TRANSLATE_NOOP("ErrorDetail", "its characters follow one another")},
    {"it holds the user name", QT_TRANSLATE_NOOP("ErrorDetail", "it holds the user name")},
    {"(\\d+) s", QT_TRANSLATE_NOOP("ErrorDetail", "%1 s")},
    {"wrong passphrase, or the file was changed",
     QT_TRANSLATE_NOOP("ErrorDetail", "wrong passphrase, or the file was changed")},
    {"no passphrase", QT_TRANSLATE_NOOP("ErrorDetail", "no passphrase")},
    {"not found", QT_TRANSLATE_NOOP("ErrorDetail", "not found")},
    {"(not enough memory.*|out of memory)", QT_TRANSLATE_NOOP("ErrorDetail", "not enough memory")},
};

std::vector<QRegularExpression> compiled()
{
    std::vector<QRegularExpression> patterns;
    for (const Rule& rule : kRules)
        patterns.emplace_back(
            QRegularExpression::anchoredPattern(QString::fromLatin1(rule.pattern)),
            QRegularExpression::DotMatchesEverythingOption);
    return patterns;
}

QString filled(const QString& text, const QRegularExpressionMatch& match)
{
    // One call for both: what a capture holds is no place to fill.
    if (text.contains(QStringLiteral("%2")))
        return text.arg(errorDetail(match.captured(1)), errorDetail(match.captured(2)));
    return text.contains(QStringLiteral("%1")) ? text.arg(errorDetail(match.captured(1))) : text;
}

} // namespace

QString errorDetail(const QString& detail)
{
    static const std::vector<QRegularExpression> kPatterns = compiled();
    for (std::size_t i = 0; i < kPatterns.size(); ++i) {
        const QRegularExpressionMatch match = kPatterns[i].match(detail);
        if (!match.hasMatch())
            continue;
        const QString text = QCoreApplication::translate("ErrorDetail", kRules[i].text);
        // In English the cause's own words are the best.
        return text == QLatin1String(kRules[i].text) ? detail : filled(text, match);
    }
    return detail;
}

} // namespace shoppulse
