// SPDX-License-Identifier: MIT
#include "ui/pages/preflightpaths.h"

#include "ui/pages/pagewords.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace cw::ui
{

using checks::CaaDecision;
using checks::CaaStep;

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
        node.tone = Tone::Pend;
        node.icon = IconName::StateSkip;
        node.word = PathWords::tr("Not reached");
        node.isReached = false;
        break;
    }
    return node;
}

// A long climb keeps its ends; what lies between becomes one box.
QList<PathDiagram::Node> shortened(QList<PathDiagram::Node> nodes)
{
    if (nodes.size() <= MostNodes)
        return nodes;
    const qsizetype tooMany = nodes.size() - MostNodes + 1;
    QStringList between;
    for (qsizetype i = 1; i <= tooMany; ++i)
        between << nodes[i].title;
    PathDiagram::Node joined = nodes[1];
    joined.title = PathWords::tr("%n names", "between", int(tooMany));
    joined.isName = false;
    joined.sentence
        = PathWords::tr("%1: %2", "names, what is there").arg(between.join(QStringLiteral(", ")), joined.word);
    nodes.remove(1, tooMany);
    nodes.insert(1, joined);
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
    for (const CaaStep &step : verdict.steps)
        nodes << caaNode(step, verdict.decision, &step == &verdict.steps.last());
    nodes = shortened(nodes);
    if (!nodes.isEmpty())
        nodes.first().arrow.clear();
    return nodes;
}

QList<PathDiagram::Node> recordPath(const dns::RecordPlace &place)
{
    QList<PathDiagram::Node> nodes;
    if (place.hops.isEmpty())
        return nodes;
    const dns::Hop &first = place.hops.first();
    nodes << zoneNode(first.zone, first.zone == place.zone.apex ? place.zone.servers : QList<dns::ServerAddress>());
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
        nodes << node;
    }
    return nodes;
}

} // namespace cw::ui
