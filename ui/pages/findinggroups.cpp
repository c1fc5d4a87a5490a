// SPDX-License-Identifier: MIT
#include "ui/pages/findinggroups.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace cw::ui
{

using checks::Finding;
using checks::NamePreflight;
using checks::Severity;

namespace
{

struct Check {
    FindingGroup group;
    const char *title;
};

const QHash<QString, Check> &checks()
{
    static const QHash<QString, Check> known{
        {QStringLiteral("caa"), {FindingGroup::Caa, QT_TRANSLATE_NOOP("checkTitle", "CAA")}},
        {QStringLiteral("name"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Name")}},
        {QStringLiteral("registered"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Registration")}},
        {QStringLiteral("delegation"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Delegation")}},
        {QStringLiteral("alias"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Alias")}},
        {QStringLiteral("own_zone"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Zone of its own")}},
        {QStringLiteral("wildcard"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Wildcard")}},
        {QStringLiteral("old_values"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Old values")}},
        {QStringLiteral("misplaced"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Misplaced records")}},
        {QStringLiteral("one_value"), {FindingGroup::Place, QT_TRANSLATE_NOOP("checkTitle", "Two values at one name")}},
        {QStringLiteral("addresses"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "Server addresses")}},
        {QStringLiteral("servers"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "Name servers")}},
        {QStringLiteral("ipv6"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "IPv6 and networks")}},
        {QStringLiteral("serial"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "Serial numbers")}},
        {QStringLiteral("negative_ttl"),
            {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "How long “no” is remembered")}},
        {QStringLiteral("edns"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "EDNS")}},
        {QStringLiteral("tcp"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "TCP")}},
        {QStringLiteral("case"), {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "Upper and lower case")}},
        {QStringLiteral("negative_answer"),
            {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "Negative answers")}},
        {QStringLiteral("pool"),
            {FindingGroup::Servers, QT_TRANSLATE_NOOP("checkTitle", "Same answer each time")}},
        {QStringLiteral("dnssec"), {FindingGroup::Dnssec, QT_TRANSLATE_NOOP("checkTitle", "DNSSEC")}},
        {QStringLiteral("split_horizon"),
            {FindingGroup::Workstation, QT_TRANSLATE_NOOP("checkTitle", "Inside and outside view")}},
        {QStringLiteral("interception"),
            {FindingGroup::Workstation, QT_TRANSLATE_NOOP("checkTitle", "Intercepted DNS")}},
        {QStringLiteral("port53"), {FindingGroup::Workstation, QT_TRANSLATE_NOOP("checkTitle", "Way to port 53")}},
        {QStringLiteral("resolver"), {FindingGroup::Workstation, QT_TRANSLATE_NOOP("checkTitle", "Resolver")}},
        {QStringLiteral("authority"), {FindingGroup::Workstation, QT_TRANSLATE_NOOP("checkTitle", "Authority")}},
    };
    return known;
}

int badness(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
        return 0;
    case Severity::Info:
        return 1;
    case Severity::Warning:
        return 2;
    case Severity::Unknown:
        return 3;
    case Severity::Fail:
        return 4;
    }
    return 0;
}

} // namespace

FindingGroup groupOf(const Finding &finding)
{
    const auto known = checks().constFind(finding.check);
    return known == checks().cend() ? FindingGroup::Servers : known->group;
}

QString checkTitle(const QString &check)
{
    const auto known = checks().constFind(check);
    return QCoreApplication::translate(
        "checkTitle", known == checks().cend() ? QT_TRANSLATE_NOOP("checkTitle", "DNS") : known->title);
}

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
        return Tone::Ok;
    case Severity::Info:
        return Tone::Accent;
    case Severity::Warning:
    case Severity::Unknown:
        return Tone::Warn;
    case Severity::Fail:
        return Tone::Fail;
    }
    return Tone::Neutral;
}

IconName iconOf(Severity severity)
{
    return stateIcon(toneOf(severity));
}

bool isBad(Severity severity)
{
    return isWorse(severity, Severity::Info);
}

bool isWorse(Severity one, Severity other)
{
    return badness(one) > badness(other);
}

QList<Finding> worthTelling(const QList<Finding> &findings)
{
    QList<Finding> told;
    for (const Finding &finding : findings) {
        if (finding.severity != Severity::Ok)
            told << finding;
    }
    std::stable_sort(told.begin(), told.end(),
        [](const Finding &one, const Finding &other) { return isWorse(one.severity, other.severity); });
    return told;
}

QList<Finding> worthTelling(const NamePreflight &name, FindingGroup group)
{
    QList<Finding> ofGroup;
    for (const Finding &finding : name.findings) {
        if (groupOf(finding) == group)
            ofGroup << finding;
    }
    return worthTelling(ofGroup);
}

QList<Finding> passed(const NamePreflight &name)
{
    QList<Finding> good;
    for (const Finding &finding : name.findings) {
        if (finding.severity == Severity::Ok && groupOf(finding) != FindingGroup::Caa)
            good << finding;
    }
    std::stable_sort(good.begin(), good.end(),
        [](const Finding &one, const Finding &other) { return groupOf(one) < groupOf(other); });
    return good;
}

Severity worstOf(const QList<Finding> &findings)
{
    Severity worst = Severity::Ok;
    for (const Finding &finding : findings) {
        if (isWorse(finding.severity, worst))
            worst = finding.severity;
    }
    return worst;
}

bool isOffline(const QList<NamePreflight> &names)
{
    return !names.isEmpty() && std::all_of(names.begin(), names.end(), [](const NamePreflight &name) {
        return name.verdict == checks::Verdict::Unknown && !name.place
            && name.caa.finding.severity == Severity::Unknown;
    });
}

} // namespace cw::ui
