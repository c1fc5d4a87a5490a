// SPDX-License-Identifier: MIT
#include "ui/pages/zonespanel.h"

#include "ui/pages/methodwords.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/zonerow.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::IssueState;

namespace
{

ZoneRow::Content contentOf(const IssueState &state, const QString &zone)
{
    const WayWords way = wayWords(state.order.publishFor(zone).way);
    ZoneRow::Content content{zone, withoutFinalDot(zone), way.inShort, {}, way.icon, Tone::Pend, true};
    switch (trialState(state, zone)) {
    case TrialState::NotTried:
        break;
    case TrialState::Running:
        content.icon = IconName::StateRun;
        content.tone = Tone::Accent;
        content.stateWord = ZonesPanel::tr("being tried", "zone");
        break;
    case TrialState::Worked:
        content.icon = IconName::StateOk;
        content.tone = Tone::Ok;
        content.stateWord = ZonesPanel::tr("trial worked", "zone");
        break;
    case TrialState::Failed:
        content.icon = IconName::StateFail;
        content.tone = Tone::Fail;
        content.stateWord = ZonesPanel::tr("trial failed", "zone");
        break;
    }
    return content;
}

ZoneRow::Content contentOfOrder(const IssueState &state)
{
    const WayWords way = wayWords(state.order.publish.way);
    const QString name = zonesWithAWay(state).isEmpty() ? ZonesPanel::tr("All zones") : ZonesPanel::tr("All other zones");
    return {{}, name, way.inShort, {}, way.icon, Tone::Pend, false};
}

} // namespace

ZonesPanel::ZonesPanel(QWidget *parent)
    : Card(tr("Zones of this order"), parent)
    , m_list(new QVBoxLayout)
{
    setObjectName(QStringLiteral("how.zones"));
    setAccessibleName(tr("Zones of this order"));
    setFill(Fill::Raised);
    m_list->setSpacing(0);
    m_list->setContentsMargins(-8, 0, -8, 0); // the tint of a row reaches beyond its words
    body()->addLayout(m_list);
}

void ZonesPanel::showState(const IssueState &state, const QString &scope)
{
    setVisible(!state.zones.isEmpty());
    const bool isChoice = state.zones.size() > 1;
    QStringList shown = state.zones;
    if (isChoice && (zonesWithAWay(state).size() < state.zones.size() || scope.isEmpty()))
        shown.prepend(QString());
    while (m_rows.size() < shown.size())
        m_rows << addRow();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows[i];
        row.zone->setVisible(i < shown.size());
        row.follow->setVisible(false);
        if (i >= shown.size())
            continue;
        showRow(row, state, shown[i]);
        row.zone->setChoice(isChoice);
        row.zone->setChecked(isChoice && shown[i] == scope);
    }
}

void ZonesPanel::showRow(const Row &row, const IssueState &state, const QString &zone)
{
    row.zone->setContent(zone.isEmpty() ? contentOfOrder(state) : contentOf(state, zone));
    row.follow->setVisible(state.order.zoneWays.contains(zone));
    row.follow->setAccessibleName(tr("Publish %1 as all other zones").arg(withoutFinalDot(zone)));
    row.follow->setToolTip(row.follow->accessibleName());
}

ZonesPanel::Row ZonesPanel::addRow()
{
    const Row row{new ZoneRow, newButton({}, ButtonRole::Icon, ButtonSize::Card)};
    row.zone->setObjectName(QStringLiteral("how.zone"));
    row.follow->setObjectName(QStringLiteral("how.follow"));
    row.follow->setIcon(icon(IconName::Cross, Ink::Text2));
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(row.zone, 1);
    line->addWidget(row.follow);
    m_list->addLayout(line);
    connect(row.zone, &ZoneRow::clicked, this, [this, zone = row.zone] { Q_EMIT scopeChosen(zone->content().id); });
    connect(row.follow, &QPushButton::clicked, this, [this, zone = row.zone] {
        zone->setFocus(); // the button goes away
        Q_EMIT followRequested(zone->content().id);
    });
    return row;
}

} // namespace cw::ui
