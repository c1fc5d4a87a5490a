// SPDX-License-Identifier: MIT
#include "ui/widgets/expander.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPropertyAnimation>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

Expander::Expander(const QString &title, QWidget *parent)
    : Card(title, parent)
    , m_content(new QWidget(this))
    , m_layout(new QVBoxLayout(m_content))
    , m_toggle(newButton({}, ButtonRole::Icon, ButtonSize::Card, this))
    , m_animation(new QPropertyAnimation(m_content, "maximumHeight", this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(10);
    body()->addWidget(m_content);
    addToHeader(m_toggle);
    m_animation->setDuration(120);
    connect(m_toggle, &QPushButton::clicked, this, [this] { setOpen(!m_isOpen); });
    connect(m_animation, &QPropertyAnimation::finished, this, [this] {
        m_content->setMaximumHeight(QWIDGETSIZE_MAX);
        m_content->setVisible(m_isOpen);
    });
    describe();
}

void Expander::setOpen(bool isOpen)
{
    if (m_isOpen == isOpen)
        return;
    m_isOpen = isOpen;
    describe();
    if (isVisible() && theme().wantsMotion())
        animate();
    else
        m_content->setVisible(isOpen);
    Q_EMIT openChanged(isOpen);
}

void Expander::animate()
{
    const int width = m_content->width();
    const int full
        = m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(width) : m_layout->sizeHint().height();
    m_animation->stop();
    m_animation->setStartValue(m_isOpen ? 0 : m_content->height());
    m_animation->setEndValue(m_isOpen ? full : 0);
    if (m_isOpen)
        m_content->setMaximumHeight(0);
    m_content->show();
    m_animation->start();
}

void Expander::describe()
{
    m_toggle->setIcon(icon(m_isOpen ? IconName::ChevronUp : IconName::ChevronDown, Ink::Text2));
    const QString deed
        = m_isOpen ? tr("Hide the details of: %1").arg(title()) : tr("Show the details of: %1").arg(title());
    m_toggle->setAccessibleName(deed);
    m_toggle->setToolTip(deed);
}

} // namespace cw::ui
