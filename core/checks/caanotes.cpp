// SPDX-License-Identifier: MIT
#include "checks/caanotes.h"

#include "checks/evidence.h"
#include "checks/findingwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::checks
{

namespace
{

using Reason = CaaRuling::Reason;

constexpr quint32 LongTtl = 8 * 3600; // seconds: authorities keep a CAA answer for at most 8 hours
constexpr qsizetype LargeSet = 1232; // bytes: fits into one UDP message everywhere

struct Authority {
    const char *name;
    const char *identity;
};
// As their directories (caaIdentities) or their documentation name them.
constexpr Authority Authorities[]{{"Let's Encrypt", "letsencrypt.org"}, {"ZeroSSL", "sectigo.com"},
    {"Google Trust Services", "pki.goog"}, {"SSL.com", "ssl.com"}, {"Actalis", "actalis.it"}};

Finding note(Severity severity, const CaaStep &step, const QString &saw, const QString &means)
{
    Finding made = makeFinding("caa", severity, "", step.owner);
    made.saw = saw;
    made.means = means;
    return made;
}

bool isIssuing(const dns::Caa &record)
{
    const QByteArray tag = record.tag.toLower();
    return tag == "issue" || tag == "issuewild";
}

// A record that would let its own issuer issue if it were well formed.
bool isVoid(const dns::Caa &record)
{
    const QByteArray issuer = record.value.left(std::max<qsizetype>(record.value.indexOf(';'), 0)).trimmed();
    if (!isIssuing(record) || issuer.isEmpty())
        return false;
    const bool isWildcard = record.tag.toLower() == "issuewild";
    const CaaRuling ruling = ruleCaa({record}, isWildcard, {{QString::fromLatin1(issuer)}, {}});
    return !ruling.isAllowed && ruling.reason == Reason::Syntax;
}

} // namespace

QList<Finding> caaNotes(const CaaStep &step, bool isWildcard)
{
    QList<Finding> notes;
    qsizetype size = 0;
    const QString owner = step.owner.toString();
    for (const dns::Caa &record : step.records) {
        size += record.tag.size() + record.value.size() + 14; // with the header of a record whose name is compressed
        if (isVoid(record) && (isWildcard || record.tag.toLower() == "issue"))
            notes.append(note(Severity::Warning, step,
                words(QT_TRANSLATE_NOOP("checks", "The record %1 at %2 does not count.")).arg(caaText(record), owner),
                words(QT_TRANSLATE_NOOP("checks",
                    "One of its parameters is not of the form tag=value, so authorities pass over the whole record."))));
        if ((record.flags & 0x81) == 1)
            notes.append(note(Severity::Warning, step,
                words(QT_TRANSLATE_NOOP("checks", "The record %1 at %2 has the flag 1.")).arg(caaText(record), owner),
                words(QT_TRANSLATE_NOOP("checks",
                    "The flag for critical is 128 (RFC 8659), but Let's Encrypt takes 1 for critical as well. Write 0 "
                    "or 128, whichever is meant."))));
    }
    if (size > LargeSet)
        notes.append(note(Severity::Warning, step,
            words(QT_TRANSLATE_NOOP("checks", "The CAA records of %1 do not fit into one UDP message.")).arg(owner),
            words(QT_TRANSLATE_NOOP("checks",
                "They can be fetched over TCP only, and some authorities give up: keep the set small."))));
    if (!step.records.isEmpty() && step.ttl > LongTtl)
        notes.append(note(Severity::Info, step,
            QCoreApplication::translate(
                "checks", "The CAA records of %1 may be kept for %n second(s).", nullptr, int(step.ttl))
                .arg(owner),
            words(QT_TRANSLATE_NOOP("checks", "A change of them takes that long to be seen everywhere."))));
    return notes;
}

QStringList authoritiesAllowedBy(const QList<dns::Caa> &records, bool isWildcard)
{
    QStringList allowed;
    for (const Authority &authority : Authorities) {
        const CaaRuling ruling = ruleCaa(records, isWildcard, {{QString::fromLatin1(authority.identity)}, {}});
        const bool isForSome = ruling.reason == Reason::Account || ruling.reason == Reason::Method;
        if (ruling.isAllowed || isForSome)
            allowed.append(QString::fromLatin1(authority.name));
    }
    return allowed;
}

} // namespace cw::checks
