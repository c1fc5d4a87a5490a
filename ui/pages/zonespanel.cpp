// SPDX-License-Identifier: MIT
#include "ui/pages/zonespanel.h"

#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/stateicon.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

ZonesPanel::ZonesPanel(QWidget *parent)
    : Card(tr("Zones of this order"), parent)
    , m_rows(new QGridLayout)
{
    setObjectName(QStringLiteral("how.zones"));
    setAccessibleName(tr("Zones of this order"));
    setFill(Fill::Raised);
    m_rows->setColumnStretch(1, 1);
    m_rows->setHorizontalSpacing(8);
    m_rows->setVerticalSpacing(6);
    body()->addLayout(m_rows);
}

void ZonesPanel::showState(const issuance::IssueState &state)
{
    setVisible(!state.zones.isEmpty());
    const bool isByHand = state.order.publish.way == u"manual";
    const QString key = state.order.publish.way + (!state.trials.isEmpty() ? u'+' : u'-') + state.zones.join(u' ');
    if (key == m_shown)
        return;
    m_shown = key;
    clearGrid(*m_rows);
    for (int i = 0; i < state.zones.size(); ++i) {
        auto *picture = isByHand
            ? new StateIcon(IconName::Hand, Tone::Pend)
            : new StateIcon(!state.trials.isEmpty() ? IconName::StateOk : IconName::Server, !state.trials.isEmpty() ? Tone::Ok : Tone::Pend);
        picture->setSide(15);
        m_rows->addWidget(picture, i, 0);
        m_rows->addWidget(newLabel(withoutFinalDot(state.zones[i]), TextRole::Mono), i, 1);
        QLabel *way = newLabel(isByHand ? tr("By hand") : tr("Dynamic update"), TextRole::Small);
        way->setWordWrap(false);
        m_rows->addWidget(way, i, 2);
    }
}

} // namespace cw::ui
