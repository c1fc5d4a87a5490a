// SPDX-License-Identifier: MIT
#include "checks/caa.h"

#include <algorithm>
#include <optional>

namespace cw::checks
{

namespace
{

using Reason = CaaRuling::Reason;

struct Parameter {
    QByteArray tag;
    QByteArray value;
};

struct IssueValue {
    QByteArray issuer;
    std::optional<QList<Parameter>> parameters; // null: the record does not count
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArray trimmed(QByteArray text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text.remove(0, 1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// value = *(%x21-3A / %x3C-7E), RFC 8659 4.2
bool isValueCharacter(char c)
{
    return c >= 0x21 && c <= 0x7e && c != ';';
}

// Without the hyphens that RFC 8659 4.2 lets tags have, and an empty tag passes: Boulder's reading of it.
std::optional<Parameter> parameterOf(const QByteArray &text)
{
    const int equals = int(text.indexOf('='));
    if (equals < 0)
        return std::nullopt;
    const Parameter parameter{trimmed(text.left(equals)), trimmed(text.mid(equals + 1))};
    if (!std::all_of(parameter.tag.cbegin(), parameter.tag.cend(), isAlphanumeric)
        || !std::all_of(parameter.value.cbegin(), parameter.value.cend(), isValueCharacter))
        return std::nullopt;
    return parameter;
}

IssueValue parseIssueValue(const QByteArray &text)
{
    QList<QByteArray> parts = text.split(';');
    IssueValue value{trimmed(parts.takeFirst()), QList<Parameter>()};
    if (parts.size() == 1 && trimmed(parts.first()).isEmpty())
        return value; // "ca.example;" is fine, but only this one
    for (const QByteArray &part : parts) {
        const auto parameter = parameterOf(part);
        if (!parameter)
            return {value.issuer, std::nullopt};
        value.parameters->append(*parameter);
    }
    return value;
}

QList<QByteArray> valuesOf(const IssueValue &value, const QByteArray &tag)
{
    QList<QByteArray> values;
    for (const Parameter &parameter : *value.parameters) {
        if (parameter.tag == tag)
            values.append(parameter.value);
    }
    return values;
}

// RFC 8657 4: read from left to right until ours is met, so that rubbish behind it does no harm.
bool listsMethod(const QByteArray &list, const QByteArray &wanted)
{
    const auto isMethodCharacter = [](char c) { return isAlphanumeric(c) || c == '-'; };
    for (const QByteArray &method : list.split(',')) {
        if (method.isEmpty() || !std::all_of(method.cbegin(), method.cend(), isMethodCharacter))
            return false;
        if (method == wanted)
            return true;
    }
    return false;
}

bool namesUsLoosely(const QByteArray &text, const QStringList &identities)
{
    const QByteArray lower = text.toLower();
    return std::any_of(identities.cbegin(), identities.cend(),
        [&lower](const QString &identity) { return lower.contains(identity.toUtf8().toLower()); });
}

// What one issue or issuewild record says to this CA.
Reason readRecord(const dns::Caa &record, const CaaPolicy &policy)
{
    const IssueValue value = parseIssueValue(record.value);
    // Compared byte by byte: capitals, a final dot or quotes make it another name.
    if (!policy.identities.contains(QString::fromUtf8(value.issuer))) {
        if (value.issuer.isEmpty())
            return Reason::Nobody;
        return namesUsLoosely(value.issuer, policy.identities) ? Reason::IssuerForm : Reason::OtherIssuer;
    }
    if (!value.parameters)
        return Reason::Syntax;
    // A record with two of them cannot be satisfied (RFC 8657 3).
    const QList<QByteArray> accounts = valuesOf(value, "accounturi");
    if (accounts.size() > 1
        || (accounts.size() == 1 && !policy.accountUrl.isEmpty() && accounts.first() != policy.accountUrl.toUtf8()))
        return Reason::Account;
    const QList<QByteArray> methods = valuesOf(value, "validationmethods");
    if (methods.size() > 1 || (methods.size() == 1 && !listsMethod(methods.first(), policy.challengeType.toUtf8())))
        return Reason::Method;
    return accounts.isEmpty() || !policy.accountUrl.isEmpty() ? Reason::Allowed : Reason::AccountUnknown;
}

// How close a record came to allowing, the closest last.
int closeness(Reason reason)
{
    static const QList<Reason> order{Reason::Nobody, Reason::OtherIssuer, Reason::IssuerForm, Reason::Syntax,
        Reason::Account, Reason::Method, Reason::AccountUnknown, Reason::Allowed};
    return int(order.indexOf(reason));
}

bool isAllowing(Reason reason)
{
    return reason == Reason::Allowed || reason == Reason::AccountUnknown;
}

// The records with this tag (any case) decide: one that allows is enough, none at all allows too.
CaaRuling ruleByTag(const QList<dns::Caa> &set, const QByteArray &tag, const CaaPolicy &policy)
{
    CaaRuling best;
    for (int i = 0; i < set.size(); ++i) {
        if (set.at(i).tag.toLower() != tag)
            continue;
        const Reason reason = readRecord(set.at(i), policy);
        if (best.record < 0 || closeness(reason) > closeness(best.reason))
            best = {isAllowing(reason), reason, i};
    }
    return best;
}

// Bit 1 too: a "1" written for "critical" counts as such for Let's Encrypt.
bool isCriticalUnknown(const dns::Caa &record)
{
    static const QList<QByteArray> known{"issue", "issuewild", "iodef", "issuemail", "issuevmc"};
    return (record.flags & (128 | 1)) != 0 && !known.contains(record.tag.toLower());
}

} // namespace

CaaRuling ruleCaa(const QList<dns::Caa> &set, bool isWildcard, const CaaPolicy &policy)
{
    if (policy.identities.isEmpty())
        return {};
    const auto critical = std::find_if(set.cbegin(), set.cend(), isCriticalUnknown);
    if (critical != set.cend())
        return {false, Reason::Critical, int(critical - set.cbegin())};
    const CaaRuling issue = ruleByTag(set, "issue", policy);
    if (!isWildcard)
        return issue;
    // "If at least one issuewild Property is specified [...], each issue Property MUST be ignored" (RFC 8659 4.3)
    CaaRuling wild = ruleByTag(set, "issuewild", policy);
    if (wild.record < 0)
        return issue;
    const bool isPlainDenial = wild.reason == Reason::Nobody || wild.reason == Reason::OtherIssuer;
    if (isPlainDenial && issue.record >= 0 && issue.isAllowed)
        wild.reason = Reason::OnlyWithoutWildcard;
    return wild;
}

} // namespace cw::checks
