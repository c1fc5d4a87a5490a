// SPDX-License-Identifier: MIT
#include "ui/pages/preflightpaths.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/pagewords.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include <algorithm>

namespace cw::ui
{

using checks::CaaDecision;
using checks::CaaStep;
using checks::Finding;
using checks::Severity;

namespace
{

struct PathWords {
    Q_DECLARE_TR_FUNCTIONS(PathWords)
};

constexpr int MostNodes = 4;

QString issuersOf(const QList<dns::Caa> &records)
{
    QStringList issuers;
    for (const dns::Caa &record : records) {
        const QByteArray tag = record.tag.toLower();
        if (tag != "issue" && tag != "issuewild")
            continue;
        const QString issuer = QString::fromLatin1(record.value).section(u';', 0, 0).trimmed();
        if (!issuer.isEmpty() && !issuers.contains(issuer))
            issuers << issuer;
    }
    return issuers.join(QStringLiteral(", "));
}

QString recordsText(const CaaStep &step)
{
    const QString issuers = issuersOf(step.records);
    if (issuers.isEmpty())
        return PathWords::tr("allows no CA", "CAA records");
    return PathWords::tr("allows %1", "CAA records").arg(issuers);
}

void sayRecords(PathDiagram::Node &node, const CaaStep &step, CaaDecision decision)
{
    node.sub = recordsText(step);
    if (decision == CaaDecision::Allowed) {
        node.tone = Tone::Ok;
        node.icon = IconName::StateOk;
        node.word = PathWords::tr("May issue", "CAA");
    } else {
        node.tone = Tone::Fail;
        node.icon = IconName::StateFail;
        node.word = PathWords::tr("Forbidden", "CAA");
    }
    node.isSelected = decision != CaaDecision::Allowed;
}

void sayNothingThere(PathDiagram::Node &node, bool isEnd)
{
    node.tone = isEnd ? Tone::Ok : Tone::Neutral;
    node.icon = isEnd ? IconName::StateOk : IconName::StateSkip;
    node.word = isEnd ? PathWords::tr("Every CA may", "CAA: no record up to the root")
                      : PathWords::tr("Nothing here", "CAA: the parent decides");
}

// Above the first set (or error) nothing counts, whatever is there.
void setAside(PathDiagram::Node &node)
{
    node.tone = Tone::Pend;
    node.icon = IconName::StateSkip;
    node.word = PathWords::tr("Not reached");
    node.isReached = false;
    node.isSelected = false;
}

PathDiagram::Node caaNode(const CaaStep &step, CaaDecision decision, bool isEnd)
{
    PathDiagram::Node node;
    node.title = step.name.withoutFinalDot();
    node.arrow = PathWords::tr("parent", "arrow from a name to its parent");
    switch (step.state) {
    case CaaStep::State::Records:
        sayRecords(node, step, decision);
        break;
    case CaaStep::State::Empty:
        node.sub = PathWords::tr("no CAA record");
        sayNothingThere(node, isEnd);
        break;
    case CaaStep::State::NoSuchName:
        node.sub = PathWords::tr("no such name");
        sayNothingThere(node, isEnd);
        break;
    case CaaStep::State::Error:
        node.sub = PathWords::tr("CAA?", "the question");
        node.tone = Tone::Fail;
        node.icon = IconName::StateFail;
        node.word = step.errorText.section(u',', 0, 0);
        node.isSelected = true;
        break;
    case CaaStep::State::NotReached:
        node.sub = step.records.isEmpty() ? PathWords::tr("CAA not asked") : recordsText(step);
        setAside(node);
        break;
    }
    return node;
}

// Boxes that say the same and stand side by side, between the ends: they may become one.
struct Run {
    qsizetype first = 0;
    qsizetype count = 0;
};

Run longestRun(const QList<PathDiagram::Node> &nodes)
{
    Run longest;
    for (qsizetype first = 1; first + 1 < nodes.size(); ++first) {
        qsizetype end = first;
        while (end + 1 < nodes.size() && nodes[end].isName && !nodes[end].isSelected
            && nodes[end].word == nodes[first].word)
            ++end;
        if (end - first > longest.count)
            longest = {first, end - first};
    }
    return longest;
}

// A long climb keeps its ends and the place where it was decided; what lies between becomes one box.
QList<PathDiagram::Node> shortened(QList<PathDiagram::Node> nodes)
{
    while (nodes.size() > MostNodes) {
        Run run = longestRun(nodes);
        run.count = std::min(run.count, nodes.size() - MostNodes + 1);
        if (run.count < 2)
            break;
        QStringList between;
        for (qsizetype i = run.first; i < run.first + run.count; ++i)
            between << nodes[i].title;
        PathDiagram::Node joined = nodes[run.first];
        joined.title = PathWords::tr("%n names", "between", int(run.count));
        joined.isName = false;
        joined.sentence
            = PathWords::tr("%1: %2", "names, what is there").arg(between.join(QStringLiteral(", ")), joined.word);
        nodes.remove(run.first, run.count);
        nodes.insert(run.first, joined);
    }
    return nodes;
}

PathDiagram::Node zoneNode(const dns::Name &apex, const QList<dns::ServerAddress> &servers)
{
    QStringList hosts;
    for (const dns::ServerAddress &server : servers) {
        const QString label = server.host.isRoot() ? QString() : QString::fromLatin1(server.host.labels().first());
        if (!label.isEmpty() && !hosts.contains(label))
            hosts << label;
    }
    PathDiagram::Node node;
    node.title = apex.withoutFinalDot();
    node.sub = hosts.isEmpty() ? PathWords::tr("zone cut")
                               : PathWords::tr("zone cut · %1", "servers").arg(hosts.join(QStringLiteral(", ")));
    node.tone = Tone::Ok;
    node.icon = IconName::StateOk;
    node.word = PathWords::tr("Delegated");
    return node;
}

// What was found about this very name or zone.
Severity severityAt(const QList<Finding> &findings, const dns::Name &name)
{
    QList<Finding> here;
    for (const Finding &finding : findings) {
        if (withoutFinalDot(finding.where).compare(name.withoutFinalDot(), Qt::CaseInsensitive) == 0)
            here << finding;
    }
    return worstOf(here);
}

void colour(PathDiagram::Node &node, Severity severity)
{
    if (severity == Severity::Ok || severity == Severity::Info)
        return;
    node.tone = toneOf(severity);
    node.icon = iconOf(severity);
    node.isSelected = severity == Severity::Fail;
    node.word = severity == Severity::Fail ? PathWords::tr("Not usable", "zone or record name")
                                           : PathWords::tr("With a warning", "zone or record name");
}

// All we know is the name: where it leads could not be found out.
QList<PathDiagram::Node> pathToNowhere(const checks::NamePreflight &name)
{
    const Severity worst = worstOf(worthTelling(name, FindingGroup::Place));
    if (worst == Severity::Ok)
        return {};
    PathDiagram::Node node;
    node.title = QStringLiteral("_acme-challenge.") + name.name.baseName();
    node.sub = PathWords::tr("TXT?", "the question");
    node.tone = toneOf(worst);
    node.icon = iconOf(worst);
    node.word = PathWords::tr("Place not found", "of the TXT record");
    node.isSelected = worst == Severity::Fail;
    return {node};
}

} // namespace

QHBoxLayout *newPathRow(PathDiagram *diagram)
{
    auto *row = new QHBoxLayout;
    row->addWidget(diagram);
    row->addStretch();
    return row;
}

void spreadPath(QHBoxLayout &row, qsizetype nodes)
{
    constexpr int FullRow = 3;
    row.setStretch(0, int(nodes));
    row.setStretch(1, std::max(0, FullRow - int(nodes)));
}

QList<PathDiagram::Node> caaPath(const checks::CaaVerdict &verdict)
{
    QList<PathDiagram::Node> nodes;
    bool isDecided = false;
    for (const CaaStep &step : verdict.steps) {
        nodes << caaNode(step, verdict.decision, &step == &verdict.steps.last());
        if (isDecided)
            setAside(nodes.last());
        isDecided = isDecided || step.state == CaaStep::State::Records || step.state == CaaStep::State::Error;
    }
    nodes = shortened(nodes);
    if (!nodes.isEmpty())
        nodes.first().arrow.clear();
    return nodes;
}

QList<PathDiagram::Node> recordPath(const checks::NamePreflight &name)
{
    if (!name.place || name.place->hops.isEmpty())
        return pathToNowhere(name);
    const dns::RecordPlace &place = *name.place;
    QList<PathDiagram::Node> nodes;
    const dns::Hop &first = place.hops.first();
    nodes << zoneNode(first.zone, first.zone == place.zone.apex ? place.zone.servers : QList<dns::ServerAddress>());
    colour(nodes.last(), severityAt(name.findings, first.zone));
    for (qsizetype i = 0; i < place.hops.size(); ++i) {
        const dns::Hop &hop = place.hops[i];
        const bool isEnd = i + 1 == place.hops.size();
        PathDiagram::Node node;
        node.title = i == 0 ? hop.name.relativeTo(hop.zone) : hop.name.withoutFinalDot();
        node.arrow = i == 0 ? PathWords::tr("name", "arrow from a zone to a name in it")
                            : dns::typeName(place.hops[i - 1].via);
        if (isEnd)
            node.sub = i == 0 ? PathWords::tr("no alias") : PathWords::tr("zone %1").arg(hop.zone.withoutFinalDot());
        else
            node.sub = PathWords::tr("%1 to the alias", "record type").arg(dns::typeName(hop.via));
        node.tone = Tone::Ok;
        node.icon = IconName::StateOk;
        node.word = isEnd ? PathWords::tr("Free for TXT") : PathWords::tr("Alias found");
        colour(node, severityAt(name.findings, hop.name));
        if (i > 0 && node.tone == Tone::Ok)
            colour(node, severityAt(name.findings, hop.zone));
        nodes << node;
    }
    return nodes;
}

} // namespace cw::ui
