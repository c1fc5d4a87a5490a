// SPDX-License-Identifier: MIT
#include "ui/widgets/badge.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painting.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace cw::ui
{

namespace
{

constexpr int Padding = 8;
constexpr int IconSide = 12;
constexpr int IconGap = 5;

QFont badgeFont()
{
    return textFont(TextSize::Small, QFont::DemiBold);
}

} // namespace

Badge::Badge(const QString &text, Tone tone, QWidget *parent)
    : Badge(text, tone, IconName::None, parent)
{
}

Badge::Badge(const QString &text, Tone tone, IconName icon, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
    , m_icon(icon)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Badge::setIcon(IconName icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return sizeFor(text(), m_icon);
}

QSize Badge::minimumSizeHint() const
{
    return sizeHint();
}

QSize Badge::sizeFor(const QString &text, IconName icon)
{
    const QFontMetrics metrics(badgeFont());
    const int iconWidth = icon == IconName::None ? 0 : IconSide + IconGap;
    return {metrics.horizontalAdvance(text) + 2 * Padding + iconWidth, metrics.height() + 4};
}

void Badge::paint(
    QPainter &painter, const QRect &rect, const QString &text, Tone tone, IconName icon, Qt::LayoutDirection direction)
{
    const Tokens &tokens = theme().tokens();
    const Tone shown = tone == Tone::Neutral ? Tone::Pend : tone;
    const QColor edge = theme().isHighContrast() ? tokens.border : QColor();
    paintBox(painter, rect, {.fill = tokens.soft(shown), .edge = edge, .radius = BadgeRadius});
    QRect inner = rect.adjusted(Padding, 0, -Padding, 0);
    if (icon != IconName::None) {
        const QRect place(inner.left(), inner.center().y() - IconSide / 2 + 1, IconSide, IconSide);
        paintIcon(painter, QStyle::visualRect(direction, rect, place), icon, tokens.ink(shown));
        inner.setLeft(inner.left() + IconSide + IconGap);
    }
    painter.setFont(badgeFont());
    painter.setPen(tokens.ink(shown));
    paintText(painter, QStyle::visualRect(direction, rect, inner), text, direction);
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), text(), m_tone, m_icon, layoutDirection());
}

} // namespace cw::ui
