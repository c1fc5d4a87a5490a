// SPDX-License-Identifier: MIT
#include "publish/nsupdatereply.h"

#include <QRegularExpression>

#include <array>

namespace cw::publish
{

namespace
{

using Kind = PublishFailure::Kind;

constexpr qsizetype MostLines = 6;

struct Rcode {
    const char *name;
    int number;
    Kind kind;
};
constexpr std::array Rcodes {
    Rcode {"SERVFAIL", 2, Kind::ServerFailed}, Rcode {"NOTIMP", 4, Kind::NotImplemented}, Rcode {"REFUSED", 5, Kind::Refused},
    Rcode {"NOTAUTH", 9, Kind::NotAuthoritative}, Rcode {"NOTZONE", 10, Kind::NotInZone},
};

const Rcode *rcodeNamed(const QString &name)
{
    const auto found = std::find_if(Rcodes.begin(), Rcodes.end(),
                                    [&](const Rcode &rcode) { return name == QLatin1String(rcode.name); });
    return found == Rcodes.end() ? nullptr : &*found;
}

// Said by the Kerberos library when there is nothing to sign in with, or no longer.
bool speaksOfMissingTicket(const QString &text)
{
    constexpr std::array sentences {
        "No credentials were supplied", "No Kerberos credentials available", "No credentials cache found", "Ticket expired",
        "Matching credential not found", "Credentials cache file",
    };
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const char *sentence) { return text.contains(QLatin1String(sentence)); });
}

// "update failed: REFUSED", and "update failed: NOTAUTH(BADTIME)".
void takeVerdict(const QString &text, PublishFailure &failure)
{
    static const QRegularExpression pattern(QStringLiteral(R"(update failed: ([A-Z]+)(?:\(([A-Z]+)\))?)"));
    const QRegularExpressionMatch match = pattern.match(text);
    const Rcode *rcode = rcodeNamed(match.captured(1));
    if (!rcode)
        return;
    failure.rcode = rcode->number;
    if (match.captured(2).isEmpty())
        failure.kind = rcode->kind;
    else if (match.captured(2) == u"BADTIME")
        failure.kind = Kind::BadTime;
}

// The question for the zone's SOA, which nsupdate asks first: "; Communication with 192.0.2.1#53 failed: timed out".
void takeTrouble(const QString &text, PublishFailure &failure)
{
    static const QRegularExpression pattern(QStringLiteral(R"(Communication with \S+ failed: ([^\n]+))"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return;
    const QString why = match.captured(1).trimmed();
    const Rcode *rcode = rcodeNamed(why);
    failure.detail = why;
    failure.rcode = rcode ? rcode->number : -1;
    failure.kind = !rcode ? Kind::NoAnswer : rcode->kind == Kind::Refused ? Kind::NotAuthoritative : rcode->kind;
}

QString lastLines(const QString &text)
{
    QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    return lines.mid(qMax<qsizetype>(0, lines.size() - MostLines)).join(u'\n');
}

} // namespace

PublishFailure judgeNsupdate(const HookResult &result)
{
    PublishFailure failure;
    failure.kind = Kind::NsupdateFailed;
    failure.exitCode = result.code;
    failure.output = lastLines(result.output);
    if (result.end == HookEnd::NotStarted) {
        failure.kind = Kind::NsupdateMissing;
        failure.detail = result.error;
    } else if (result.end == HookEnd::TimedOut) {
        failure.kind = Kind::NoAnswer;
    } else if (speaksOfMissingTicket(result.output)) {
        failure.kind = Kind::NoTicket;
    } else if (result.output.contains(QStringLiteral("Clock skew too great"))) {
        failure.kind = Kind::BadTime;
    } else {
        takeTrouble(result.output, failure);
        takeVerdict(result.output, failure);
    }
    return failure;
}

} // namespace cw::publish
