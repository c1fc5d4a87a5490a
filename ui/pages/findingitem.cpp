// SPDX-License-Identifier: MIT
#include "ui/pages/findingitem.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/findingview.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/stateicon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

// One server, or the zone or name that it is about.
QString placeOf(const checks::Finding &finding)
{
    return readableName(withoutFinalDot(finding.server.isEmpty() ? finding.where : finding.server));
}

} // namespace

FindingItem::FindingItem(const checks::Finding &finding, const QDateTime &asked, QWidget *parent)
    : QWidget(parent)
    , m_title(checkTitle(finding.check))
    , m_short(newLabel(finding.saw, TextRole::Body, this))
    , m_view(new FindingView(QStringLiteral("pre.%1").arg(finding.check), this))
    , m_toggle(newButton({}, ButtonRole::Icon, ButtonSize::Card, this))
{
    setObjectName(QStringLiteral("finding.%1").arg(finding.check));
    auto *picture = new StateIcon(iconOf(finding.severity), toneOf(finding.severity), this);
    picture->setSide(16);
    QLabel *title = newLabel(m_title, TextRole::RowTitle, this);
    title->setWordWrap(false);
    QLabel *place = newLabel(placeOf(finding), TextRole::Small, this);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(picture);
    head->addWidget(title);
    head->addWidget(place, 1);
    head->addWidget(m_toggle);
    m_toggle->setObjectName(QStringLiteral("finding.toggle"));
    m_view->showFinding(finding, asked);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_short);
    layout->addWidget(m_view);
    connect(m_toggle, &QPushButton::clicked, this, [this] { setOpen(!m_isOpen); });
    setOpen(true);
}

void FindingItem::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    m_short->setVisible(!isOpen);
    m_view->setVisible(isOpen);
    m_toggle->setIcon(icon(isOpen ? IconName::ChevronUp : IconName::ChevronDown, Ink::Text2));
    const QString deed = isOpen ? tr("Hide the details of: %1").arg(m_title) : tr("Show the details of: %1").arg(m_title);
    m_toggle->setAccessibleName(deed);
    m_toggle->setAccessibleDescription(m_short->text());
    m_toggle->setToolTip(deed);
}

} // namespace cw::ui
