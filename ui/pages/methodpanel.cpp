// SPDX-License-Identifier: MIT
#include "ui/pages/methodpanel.h"

#include "ui/pages/trialnotice.h"
#include "ui/pages/zonesfield.h"
#include "ui/theme/roles.h"

#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

MethodPanel::MethodPanel(const QString &way, const QString &title, QWidget *parent)
    : Card(title, parent)
    , m_way(way)
    , m_zones(new ZonesField(this))
    , m_trial(new TrialNotice(this))
{
    body()->setSpacing(12);
    m_trial->hide();
    connect(m_zones, &ZonesField::zoneChosen, this, &MethodPanel::zoneChosen);
    connect(m_trial, &Notice::actionTriggered, this, &MethodPanel::trialRequested);
}

issuance::MethodChoice MethodPanel::draft() const
{
    issuance::MethodChoice made;
    made.settings.way = m_way;
    return made;
}

void MethodPanel::showCommon(const MethodView &view)
{
    m_zones->showState(view.state, view.scope);
    m_trial->setVisible(m_way != u"manual");
    m_trial->showState(view.state, m_way, view.zones);
}

ManualPanel::ManualPanel(QWidget *parent)
    : MethodPanel(QStringLiteral("manual"), tr("By hand"), parent)
{
    setObjectName(QStringLiteral("how.byHand"));
    body()->setSpacing(10);
    body()->addWidget(newLabel(
        tr("The next page shows one TXT record for each name, ready to be copied into the panel of your DNS provider, "
           "into a zone file or into nsupdate."),
        TextRole::Body));
    body()->addWidget(newLabel(
        tr("Then we ask every name server until all of them have every record. The CA is told only after that."),
        TextRole::Body));
    body()->addWidget(zonesField());
}

} // namespace cw::ui
