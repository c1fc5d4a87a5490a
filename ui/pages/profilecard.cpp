// SPDX-License-Identifier: MIT
#include "ui/pages/profilecard.h"

#include "ui/widgets/combofield.h"

#include <QVBoxLayout>

namespace cw::ui
{

ProfileCard::ProfileCard(issuance::OrderController &controller, QWidget *parent)
    : Card(parent), m_controller(controller), m_profile(new ComboField(tr("Profile offered by the CA")))
{
    m_profile->combo()->setObjectName(QStringLiteral("profile"));
    body()->addWidget(m_profile);
    connect(m_profile, &ComboField::activated, this, [this] { m_controller.setProfile(m_profile->combo()->currentData().toString()); });
    hide();
}

void ProfileCard::showState(const issuance::IssueState &state)
{
    const QStringList offered = state.directory ? QStringList(state.directory->profiles.keys()) : QStringList();
    setVisible(!offered.isEmpty());
    if (offered != m_offered) {
        m_offered = offered;
        m_profile->combo()->clear();
        m_profile->combo()->addItem(tr("The CA’s own choice"), QString());
        for (const QString &name : offered)
            m_profile->combo()->addItem(name, name);
    }
    m_profile->combo()->setCurrentIndex(std::max(0, m_profile->combo()->findData(state.order.profile)));
    m_profile->setHint(hintOf(state));
    const bool isDraft = state.order.stage == store::OrderStage::Draft || state.order.stage == store::OrderStage::Ordering;
    m_profile->setEnabled(isDraft);
}

QString ProfileCard::hintOf(const issuance::IssueState &state) const
{
    if (state.order.profile.isEmpty())
        return tr("%1 decides what the certificate is like, such as how long it holds.").arg(state.order.authorityName);
    return state.directory ? state.directory->profiles.value(state.order.profile) : QString();
}

} // namespace cw::ui
