// SPDX-License-Identifier: MIT
#include "checks/dnssecwords.h"

#include "checks/publicsuffix.h"

#include <QCoreApplication>

namespace cw::checks
{

namespace
{

using Kind = DnssecFault::Kind;
using State = dns::SignatureCheck::State;

// The same sentence about all servers and about one. %1 subject, %2 time, key or name, %3 zone, %4 server.
struct Sentence {
    const char *everywhere;
    const char *atOne;
};

Sentence signatureSentence(State state, dns::Type type)
{
    switch (state) {
    case State::Expired:
        return {QT_TRANSLATE_NOOP("checks", "The signature of %1 ended on %2."),
            QT_TRANSLATE_NOOP("checks", "At %4 the signature of %1 ended on %2.")};
    case State::NotYetValid:
        return {QT_TRANSLATE_NOOP("checks", "The signature of %1 is valid only from %2 on."),
            QT_TRANSLATE_NOOP("checks", "At %4 the signature of %1 is valid only from %2 on.")};
    case State::NoKey:
        if (type == dns::Type::DNSKEY)
            return {QT_TRANSLATE_NOOP(
                        "checks", "The keys of %3 are not signed by the key that the DS record at the parent names."),
                QT_TRANSLATE_NOOP("checks",
                    "At %4 the keys of %3 are not signed by the key that the DS record at the parent names.")};
        return {QT_TRANSLATE_NOOP("checks", "The signature of %1 was made with the key %2, which %3 does not have."),
            QT_TRANSLATE_NOOP("checks", "At %4 the signature of %1 was made with the key %2, which %3 does not have.")};
    case State::NotAZoneKey:
        return {QT_TRANSLATE_NOOP("checks",
                    "The signature of %1 was made with the key %2, which is not marked as a zone key (flag 256)."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the signature of %1 was made with the key %2, which is not marked as a zone key (flag 256).")};
    case State::WrongSigner:
        return {QT_TRANSLATE_NOOP("checks", "The signature of %1 was not made for the zone %3, but for another name."),
            QT_TRANSLATE_NOOP(
                "checks", "At %4 the signature of %1 was not made for the zone %3, but for another name.")};
    case State::UnknownAlgorithm:
        return {QT_TRANSLATE_NOOP("checks", "The signature of %1 is of the algorithm %2, which resolvers do not know."),
            QT_TRANSLATE_NOOP(
                "checks", "At %4 the signature of %1 is of the algorithm %2, which resolvers do not know.")};
    case State::NotTried:
        return {QT_TRANSLATE_NOOP("checks", "%1 has more signatures or keys than a resolver tries."),
            QT_TRANSLATE_NOOP("checks", "At %4 %1 has more signatures or keys than a resolver tries.")};
    case State::Bad:
    case State::Good:
        break;
    }
    return {QT_TRANSLATE_NOOP("checks",
                "The signature of %1 by the key %2 does not fit: the records were changed after they were signed, or "
                "the signature is damaged."),
        QT_TRANSLATE_NOOP("checks",
            "At %4 the signature of %1 by the key %2 does not fit: the records were changed after they were signed, "
            "or the signature is damaged.")};
}

Sentence proofSignatureSentence(State state)
{
    switch (state) {
    case State::Expired:
        return {QT_TRANSLATE_NOOP(
                    "checks", "The answer that there is no %1 is proved by a record whose signature ended on %2."),
            QT_TRANSLATE_NOOP(
                "checks", "At %4 the answer that there is no %1 is proved by a record whose signature ended on %2.")};
    case State::NotYetValid:
        return {QT_TRANSLATE_NOOP("checks",
                    "The answer that there is no %1 is proved by a record whose signature is valid only from %2 on."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer that there is no %1 is proved by a record whose signature is valid only from %2 "
                "on.")};
    default:
        return {QT_TRANSLATE_NOOP("checks",
                    "The answer that there is no %1 is proved by a record whose signature by the key %2 does not fit."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer that there is no %1 is proved by a record whose signature by the key %2 does not "
                "fit.")};
    }
}

Sentence denialSentence(const dns::Denial &denial)
{
    using Denied = dns::Denial::State;
    switch (denial.state) {
    case Denied::NotSigned:
        return {QT_TRANSLATE_NOOP(
                    "checks", "The answer that there is no %1 comes with NSEC or NSEC3 records that are not signed."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer that there is no %1 comes with NSEC or NSEC3 records that are not signed.")};
    case Denied::BadSignature:
        return proofSignatureSentence(worstOf(denial.signatures).state);
    case Denied::TypeInBitmap:
        return {QT_TRANSLATE_NOOP("checks",
                    "The answer says that there is no %1, but the NSEC or NSEC3 record in it says that there is."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer says that there is no %1, but the NSEC or NSEC3 record in it says that there is.")};
    case Denied::WrongRange:
        return {QT_TRANSLATE_NOOP("checks",
                    "The answer says that there is no %1, but the NSEC or NSEC3 records in it are not about %2."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer says that there is no %1, but the NSEC or NSEC3 records in it are not about %2.")};
    case Denied::ClosestEncloserMissing:
        return {QT_TRANSLATE_NOOP("checks",
                    "The answer says that there is no %1, but its NSEC3 records do not show which name above it "
                    "exists."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer says that there is no %1, but its NSEC3 records do not show which name above it "
                "exists.")};
    case Denied::WildcardNotDenied:
        return {QT_TRANSLATE_NOOP("checks",
                    "The answer says that there is no %1, but its NSEC or NSEC3 records do not show that there is "
                    "no wildcard %2 either."),
            QT_TRANSLATE_NOOP("checks",
                "At %4 the answer says that there is no %1, but its NSEC or NSEC3 records do not show that there is "
                "no wildcard %2 either.")};
    default:
        return {QT_TRANSLATE_NOOP(
                    "checks", "The answer that there is no %1 comes without a proof (NSEC or NSEC3 records)."),
            QT_TRANSLATE_NOOP(
                "checks", "At %4 the answer that there is no %1 comes without a proof (NSEC or NSEC3 records).")};
    }
}

Sentence keySentence(const QList<dns::DsCheck> &checks)
{
    using Ds = dns::DsCheck::State;
    const auto has = [&checks](Ds state) {
        return std::any_of(checks.cbegin(), checks.cend(), [state](const auto &check) { return check.state == state; });
    };
    if (has(Ds::NotAZoneKey))
        return {
            QT_TRANSLATE_NOOP("checks",
                "The DS record of %3 at its parent names the key %2, which is not marked as a zone key (flag 256)."),
            QT_TRANSLATE_NOOP("checks",
                "The DS record of %3 at its parent names the key %2, which at %4 is not marked as a zone key (flag "
                "256).")};
    if (has(Ds::DigestDiffers))
        return {QT_TRANSLATE_NOOP("checks",
                    "The DS record of %3 at its parent names the key %2, but its digest is not that of the key."),
            QT_TRANSLATE_NOOP("checks",
                "The DS record of %3 at its parent names the key %2, but its digest is not that of the key at %4.")};
    return {QT_TRANSLATE_NOOP(
                "checks", "The DS record of %3 at its parent names the key %2, which the zone does not have."),
        QT_TRANSLATE_NOOP("checks", "The DS record of %3 at its parent names the key %2, which %4 does not have.")};
}

Sentence sentenceFor(const DnssecFault &fault)
{
    switch (fault.kind) {
    case Kind::NoKeys:
        return {QT_TRANSLATE_NOOP(
                    "checks", "A DS record at the parent says that %3 is signed, but the zone has no keys (DNSKEY)."),
            QT_TRANSLATE_NOOP(
                "checks", "A DS record at the parent says that %3 is signed, but %4 has no keys (DNSKEY) for it.")};
    case Kind::NoKeyFits:
        return keySentence(fault.ds);
    case Kind::NoSignature:
        return {QT_TRANSLATE_NOOP("checks", "%1 comes without a signature, although the zone %3 is signed."),
            QT_TRANSLATE_NOOP("checks", "At %4 %1 comes without a signature, although the zone %3 is signed.")};
    case Kind::Signature:
        return signatureSentence(worstOf(fault.signatures).state, fault.type);
    case Kind::Denial:
        return denialSentence(fault.denial);
    case Kind::Wildcard:
        break;
    }
    return {QT_TRANSLATE_NOOP(
                "checks", "A wildcard made the answer for %1, but nothing in it proves that there is no nearer name."),
        QT_TRANSLATE_NOOP("checks",
            "At %4 a wildcard made the answer for %1, but nothing in it proves that there is no nearer name.")};
}

QString keyTags(const QList<dns::DsCheck> &checks)
{
    QStringList tags;
    for (const dns::DsCheck &check : checks)
        tags.append(QString::number(check.ds.keyTag));
    tags.removeDuplicates();
    return tags.join(QStringLiteral(", "));
}

QString signatureDetail(const dns::SignatureCheck &check)
{
    switch (check.state) {
    case State::Expired:
        return timeText(check.expiration);
    case State::NotYetValid:
        return timeText(check.inception);
    case State::UnknownAlgorithm:
        return dns::dnssecAlgorithmName(check.signature.algorithm);
    default:
        return QString::number(check.signature.keyTag);
    }
}

QString detailOf(const DnssecFault &fault)
{
    switch (fault.kind) {
    case Kind::NoKeyFits:
        return keyTags(fault.ds);
    case Kind::Signature:
        return signatureDetail(worstOf(fault.signatures));
    case Kind::Denial:
        return fault.denial.state == dns::Denial::State::BadSignature
            ? signatureDetail(worstOf(fault.denial.signatures))
            : fault.denial.about.toString();
    default:
        return {};
    }
}

QString listOf(const QStringList &subjects)
{
    constexpr qsizetype Most = 5;
    const QString list = subjects.first(std::min(subjects.size(), Most)).join(QStringLiteral(", "));
    return subjects.size() <= Most ? list : list + QStringLiteral(", …");
}

} // namespace

QString timeText(const QDateTime &time)
{
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
}

QString fill(const char *text, const QStringList &parts)
{
    const QString pattern = QCoreApplication::translate("checks", text);
    QString filled;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = pattern.at(i) == u'%' && i + 1 < pattern.size() ? pattern.at(i + 1).digitValue() : -1;
        if (number < 1) {
            filled += pattern.at(i);
            continue;
        }
        filled += parts.value(number - 1);
        ++i;
    }
    return filled;
}

QString sawText(const FaultGroup &group)
{
    const Sentence sentence = sentenceFor(group.fault);
    return fill(group.server.isEmpty() ? sentence.everywhere : sentence.atOne,
        {listOf(group.subjects), detailOf(group.fault), group.fault.zone.toString(), group.server});
}

QString resultText(const DnssecFault &fault)
{
    const bool isProof = fault.kind == Kind::Denial || fault.kind == Kind::Wildcard;
    QStringList parts;
    for (const dns::DsCheck &check : fault.kind == Kind::NoKeyFits ? fault.ds : QList<dns::DsCheck>())
        parts.append(QStringLiteral("DS %1 %2 %3")
                         .arg(check.ds.keyTag)
                         .arg(dns::dnssecAlgorithmName(check.ds.algorithm), dns::digestTypeName(check.ds.digestType)));
    for (const dns::SignatureCheck &check : isProof ? fault.denial.signatures : fault.signatures)
        parts.append(QStringLiteral("RRSIG %1 by %2, %3 to %4")
                         .arg(dns::typeName(check.signature.covered), QString::number(check.signature.keyTag),
                             timeText(check.inception), timeText(check.expiration)));
    if (parts.isEmpty() && isProof)
        return fault.denial.state == dns::Denial::State::NoProof ? QStringLiteral("no NSEC, no NSEC3")
                                                                 : QStringLiteral("NSEC or NSEC3 that prove nothing");
    if (parts.isEmpty())
        return fault.kind == Kind::NoKeys ? QStringLiteral("no DNSKEY") : QStringLiteral("no RRSIG");
    return parts.join(QStringLiteral(" | "));
}

} // namespace cw::checks
