// SPDX-License-Identifier: MIT
#include "ui/pages/zonerow.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stateicon.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cw::ui
{

namespace
{

constexpr int Side = 8; // left and right of the content
constexpr int Above = 3;
constexpr int IconSide = 15;
constexpr int Gap = 8;

} // namespace

ZoneRow::ZoneRow(QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(new StateIcon(IconName::None, Tone::Pend, this))
{
    setCheckable(true);
    setAutoExclusive(true); // what screen readers take for a radio button
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    m_icon->setSide(IconSide);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ZoneRow::setContent(const Content &content)
{
    if (m_content == content)
        return;
    m_content = content;
    m_icon->setIcon(content.icon, content.tone);
    const QString description = content.stateWord.isEmpty()
        ? content.way
        : tr("%1, %2", "way of a zone and how its trial went").arg(content.way, content.stateWord);
    setAccessibleText(this, content.name, description);
    setToolTip(content.stateWord);
    updateGeometry();
    update();
}

void ZoneRow::setChoice(bool isChoice)
{
    setFocusPolicy(isChoice ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents, !isChoice);
    setAutoExclusive(isChoice);
    if (!isChoice)
        setChecked(false);
}

QFont ZoneRow::nameFont() const
{
    return m_content.isName ? fixedFont() : textFont(TextSize::Body);
}

QRect ZoneRow::wayPlace(int width) const
{
    const int wanted = QFontMetrics(textFont(TextSize::Small)).horizontalAdvance(m_content.way) + 2;
    const int here = std::min(wanted, width / 2);
    return {width - Side - here, 0, here, height()};
}

QRect ZoneRow::namePlace(int width) const
{
    const int wanted = QFontMetrics(textFont(TextSize::Small)).horizontalAdvance(m_content.way);
    const int left = Side + IconSide + Gap;
    const int right = width - Side - std::min(wanted, width / 2) - Gap;
    const int room = std::max(60, right - left);
    return {left, Above, room, wrappedHeight(nameFont(), m_content.name, room, Wrap::Anywhere)};
}

QSize ZoneRow::sizeHint() const
{
    const int name = QFontMetrics(nameFont()).horizontalAdvance(m_content.name);
    const int way = QFontMetrics(textFont(TextSize::Small)).horizontalAdvance(m_content.way);
    const int width = Side + IconSide + Gap + name + Gap + way + Side + 2;
    return {width, heightForWidth(width)};
}

QSize ZoneRow::minimumSizeHint() const
{
    return {200, heightForWidth(std::max(200, width()))};
}

int ZoneRow::heightForWidth(int width) const
{
    return std::max(24, namePlace(width).height() + 2 * Above);
}

void ZoneRow::placeIcon()
{
    const QRect place(Side, (height() - IconSide) / 2, IconSide, IconSide);
    m_icon->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

void ZoneRow::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    placeIcon();
}

void ZoneRow::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        placeIcon();
    }
}

void ZoneRow::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const auto mirrored = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    QPainter painter(this);
    if (isChecked())
        paintBox(painter, rect(), {.fill = tokens.accentSoft, .edge = tokens.accent, .radius = ButtonRadius});
    else if (isEnabled() && underMouse())
        paintBox(painter, rect(), {.fill = tokens.surface, .edge = {}, .radius = ButtonRadius});
    painter.setFont(nameFont());
    painter.setPen(tokens.text);
    QRect name = namePlace(width());
    name.moveTop((height() - name.height()) / 2);
    paintText(painter, mirrored(name), m_content.name, layoutDirection(), Wrap::Anywhere);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(tokens.text2);
    paintText(painter, mirrored(wayPlace(width())), m_content.way, layoutDirection());
}

} // namespace cw::ui
