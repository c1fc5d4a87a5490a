// SPDX-License-Identifier: MIT
#include "checks/aliasdesign.h"

#include <QCryptographicHash>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr qsizetype LongestLabel = 63; // RFC 1035 2.3.4

QString withoutStar(const QString &identifier)
{
    const QString lower = identifier.toLower();
    return lower.startsWith(QStringLiteral("*.")) ? lower.mid(2) : lower;
}

// Looks like an A-label, or like one of another kind that is to come.
bool looksReserved(const QByteArray &label)
{
    return label.mid(2, 2) == "--";
}

QByteArray guarded(const QByteArray &label)
{
    return looksReserved(label) ? "0-" + label : label;
}

QByteArray unguarded(const QByteArray &label)
{
    return label.startsWith("0-") && looksReserved(label.mid(2)) ? label.mid(2) : label;
}

// The labels in front of the alias zone; null when a label does not fit.
std::optional<QList<QByteArray>> hostLabels(const dns::Name &identifier)
{
    QList<QByteArray> made;
    QByteArray label;
    for (auto each = identifier.labels().crbegin(); each != identifier.labels().crend(); ++each) {
        const QByteArray escaped = each->toLower().replace("-", "--");
        const QByteArray longer = label.isEmpty() ? escaped : label + '-' + escaped;
        if (guarded(longer).size() <= LongestLabel) {
            label = longer;
            continue;
        }
        if (label.isEmpty() || guarded(escaped).size() > LongestLabel)
            return std::nullopt;
        made.prepend(guarded(label));
        label = escaped;
    }
    made.prepend(guarded(label));
    return made;
}

// Labels with single dashes for dots and doubled ones for dashes, from the top down.
std::optional<QList<QByteArray>> splitAtDashes(const QByteArray &text)
{
    QList<QByteArray> labels{{}};
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i) != '-') {
            labels.last() += text.at(i++);
            continue;
        }
        qsizetype dashes = 1;
        while (i + dashes < text.size() && text.at(i + dashes) == '-')
            ++dashes;
        if (dashes > 1 && dashes % 2 != 0)
            return std::nullopt;
        if (dashes == 1)
            labels.append(QByteArray());
        else
            labels.last() += QByteArray(dashes / 2, '-');
        i += dashes;
    }
    return labels;
}

QByteArray sha1Label(const dns::Name &identifier)
{
    const QByteArray text = identifier.withoutFinalDot().toLower().toLatin1();
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex();
}

std::optional<dns::Name> below(const QList<QByteArray> &labels, const dns::Name &zone)
{
    return dns::Name::fromLabels(labels + zone.labels());
}

Failure wrong(BadInput::Fault fault, const QString &value, const QString &detail = {})
{
    return BadInput{fault, value, detail};
}

// Where the record goes and by which scheme.
Result<AliasPlan> planFor(const QString &identifier, const AliasChoice &choice, const QSet<dns::Name> &taken)
{
    const std::optional<dns::Name> name = dns::Name::parse(identifier);
    const std::optional<dns::Name> validationName = name ? name->child("_acme-challenge") : std::nullopt;
    if (!validationName)
        return wrong(BadInput::Fault::NameTooLong, identifier);
    AliasPlan plan{identifier, *validationName, {}, choice.zone, choice.scheme, choice.variant, {}};
    if (choice.variant == AliasVariant::NameServers) {
        plan.target = *validationName;
        plan.aliasZone = *validationName;
        plan.servers = choice.servers;
        return plan;
    }
    std::optional<dns::Name> target;
    if (choice.scheme == AliasScheme::Uuid) {
        const QString uuid = choice.uuids.value(identifier);
        if (uuid.isEmpty())
            return wrong(BadInput::Fault::MissingOption, identifier, QStringLiteral("UUID"));
        target = below({uuid.toLatin1()}, choice.zone);
    } else if (const auto labels = hostLabels(*name); labels && choice.scheme == AliasScheme::Host) {
        target = below(*labels, choice.zone);
    }
    if (!target || taken.contains(*target)) {
        plan.scheme = AliasScheme::Sha1;
        target = below({sha1Label(*name)}, choice.zone);
    }
    if (!target)
        return wrong(BadInput::Fault::NameTooLong, choice.zone.withoutFinalDot());
    plan.target = *target;
    return plan;
}

} // namespace

QString aliasSchemeName(AliasScheme scheme)
{
    switch (scheme) {
    case AliasScheme::Host:
        return QStringLiteral("host");
    case AliasScheme::Sha1:
        return QStringLiteral("sha1");
    case AliasScheme::Uuid:
        return QStringLiteral("uuid");
    }
    return {};
}

std::optional<AliasScheme> aliasSchemeFromName(QStringView name)
{
    for (const AliasScheme scheme : {AliasScheme::Host, AliasScheme::Sha1, AliasScheme::Uuid}) {
        if (name == aliasSchemeName(scheme))
            return scheme;
    }
    return std::nullopt;
}

QString aliasVariantName(AliasVariant variant)
{
    return variant == AliasVariant::Cname ? QStringLiteral("cname") : QStringLiteral("ns");
}

std::optional<AliasVariant> aliasVariantFromName(QStringView name)
{
    for (const AliasVariant variant : {AliasVariant::Cname, AliasVariant::NameServers}) {
        if (name == aliasVariantName(variant))
            return variant;
    }
    return std::nullopt;
}

AliasChoice withUuids(AliasChoice choice, const QStringList &identifiers)
{
    for (const QString &identifier : identifiers) {
        QString &uuid = choice.uuids[withoutStar(identifier)];
        if (uuid.isEmpty())
            uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    return choice;
}

Result<QList<AliasPlan>> planAliases(const QStringList &identifiers, const AliasChoice &choice)
{
    if (identifiers.isEmpty())
        return wrong(BadInput::Fault::NoNames, {});
    if (choice.variant == AliasVariant::Cname && choice.zone.isRoot())
        return wrong(BadInput::Fault::EmptyName, {});
    if (choice.variant == AliasVariant::NameServers && choice.servers.isEmpty())
        return wrong(BadInput::Fault::MissingOption, {}, QStringLiteral("NS"));
    QList<AliasPlan> plans;
    QSet<QString> planned;
    QSet<dns::Name> taken;
    for (const QString &each : identifiers) {
        const QString identifier = withoutStar(each);
        if (planned.contains(identifier))
            continue;
        Result<AliasPlan> plan = planFor(identifier, choice, taken);
        if (!plan)
            return plan.failure();
        planned.insert(identifier);
        taken.insert(plan->target);
        plans.append(*plan);
    }
    return plans;
}

std::optional<QString> identifierOfTarget(const dns::Name &target, const dns::Name &aliasZone)
{
    const int count = target.labelCount() - aliasZone.labelCount();
    if (count < 1 || !target.isAtOrBelow(aliasZone))
        return std::nullopt;
    const QList<QByteArray> front = target.labels().first(count);
    QByteArrayList parts;
    for (auto each = front.crbegin(); each != front.crend(); ++each)
        parts.append(unguarded(each->toLower()));
    std::optional<QList<QByteArray>> labels = splitAtDashes(parts.join('-'));
    if (!labels)
        return std::nullopt;
    std::reverse(labels->begin(), labels->end());
    const std::optional<dns::Name> identifier = dns::Name::fromLabels(*labels);
    // Only what the scheme makes: anything else that happens to have dashes is no identifier.
    const auto again = identifier ? hostLabels(*identifier) : std::nullopt;
    if (!again || !(below(*again, aliasZone) == std::optional(target)))
        return std::nullopt;
    return identifier->withoutFinalDot();
}

QString MainZoneRecord::nameWithinZone() const
{
    return zone.isRoot() ? owner.toString() : owner.relativeTo(zone);
}

QString MainZoneRecord::line() const
{
    return QStringLiteral("%1 %2 IN %3 %4").arg(nameWithinZone(), QString::number(ttl), type, value);
}

QList<MainZoneRecord> mainZoneRecords(const AliasPlan &plan, const dns::Name &mainZone)
{
    if (plan.variant == AliasVariant::Cname)
        return {{plan.validationName, mainZone, QStringLiteral("CNAME"), plan.target.toString(), AliasTtl}};
    QList<MainZoneRecord> records;
    for (const dns::Name &server : plan.servers)
        records.append({plan.validationName, mainZone, QStringLiteral("NS"), server.toString(), AliasTtl});
    return records;
}

QString zoneFileLines(const QList<MainZoneRecord> &records)
{
    QList<dns::Name> zones;
    for (const MainZoneRecord &record : records) {
        if (!zones.contains(record.zone))
            zones.append(record.zone);
    }
    QStringList lines;
    for (const dns::Name &zone : std::as_const(zones)) {
        if (!zone.isRoot())
            lines.append(QStringLiteral("$ORIGIN %1").arg(zone.toString()));
        for (const MainZoneRecord &record : records) {
            if (record.zone == zone)
                lines.append(record.line());
        }
    }
    return lines.join(u'\n');
}

} // namespace cw::checks
