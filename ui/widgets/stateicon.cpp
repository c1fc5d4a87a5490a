// SPDX-License-Identifier: MIT
#include "ui/widgets/stateicon.h"

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

#include <QPainter>
#include <QVariantAnimation>

namespace cw::ui
{

StateIcon::StateIcon(IconName name, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_tone(tone)
    , m_turn(new QVariantAnimation(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::Graphic);
    m_turn->setStartValue(0.0);
    m_turn->setEndValue(360.0);
    m_turn->setDuration(1200);
    m_turn->setLoopCount(-1);
    connect(m_turn, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&theme(), &Theme::changed, this, &StateIcon::turnOrStand);
}

void StateIcon::setIcon(IconName name, Tone tone)
{
    if (m_name == name && m_tone == tone)
        return;
    m_name = name;
    m_tone = tone;
    turnOrStand();
    update();
}

void StateIcon::setSide(int pixels)
{
    m_side = pixels;
    updateGeometry();
}

bool StateIcon::isTurning() const
{
    return m_turn->state() == QAbstractAnimation::Running;
}

QSize StateIcon::sizeHint() const
{
    return {m_side, m_side};
}

void StateIcon::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QRectF place(0, 0, m_side, m_side);
    place.moveCenter(QRectF(rect()).center());
    const qreal turn = isTurning() ? m_turn->currentValue().toReal() : 0;
    paintIcon(painter, place, m_name, theme().tokens().ink(m_tone), turn);
}

void StateIcon::showEvent(QShowEvent *event)
{
    turnOrStand();
    QWidget::showEvent(event);
}

void StateIcon::hideEvent(QHideEvent *event)
{
    m_turn->stop();
    QWidget::hideEvent(event);
}

void StateIcon::turnOrStand()
{
    if (m_name == IconName::StateRun && isVisible() && theme().wantsMotion())
        m_turn->start();
    else
        m_turn->stop();
}

} // namespace cw::ui
