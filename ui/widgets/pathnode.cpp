// SPDX-License-Identifier: MIT
#include "ui/widgets/pathnode.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stateicon.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace cw::ui
{

namespace
{

constexpr int Padding = 11;
constexpr int IconSide = 14;

QFont titleFont(const PathDiagram::Node &node)
{
    return node.isName ? fixedFont() : textFont(TextSize::Body, QFont::DemiBold);
}

} // namespace

PathNode::PathNode(QWidget *parent)
    : QWidget(parent)
    , m_icon(new StateIcon(IconName::None, Tone::Neutral, this))
{
    setProperty("focusRing", true);
    setAccessibleRole(this, QAccessible::ListItem);
    m_icon->setSide(IconSide);
}

void PathNode::setNode(const PathDiagram::Node &node)
{
    m_node = node;
    m_icon->setIcon(node.icon, node.isReached ? node.tone : Tone::Pend);
    m_icon->setVisible(node.icon != IconName::None);
    setAccessibleText(this, sentence());
    setToolTip(sentence());
    updateGeometry();
    update();
}

QString PathNode::sentence() const
{
    if (!m_node.sentence.isEmpty())
        return m_node.sentence;
    QStringList parts = {m_node.title, m_node.sub, m_node.word};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QSize PathNode::sizeHint() const
{
    const QFontMetrics title(titleFont(m_node));
    const QFontMetrics small(textFont(TextSize::Small, QFont::DemiBold));
    const int width = std::max({title.horizontalAdvance(m_node.title), small.horizontalAdvance(m_node.sub),
        small.horizontalAdvance(m_node.word) + IconSide + 7});
    return {width + 2 * Padding, title.height() + 2 * small.height() + 31};
}

void PathNode::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QRect line = stateLine();
    const QRect place(line.left(), line.center().y() - IconSide / 2, IconSide, IconSide);
    m_icon->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

QRect PathNode::stateLine() const
{
    const int height = QFontMetrics(textFont(TextSize::Small)).height();
    return {Padding, this->height() - 8 - height, width() - 2 * Padding, height};
}

void PathNode::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const bool isToned = m_node.isReached && m_node.tone != Tone::Neutral && m_node.tone != Tone::Pend;
    QPainter painter(this);
    paintBox(painter, QRectF(rect()),
        {.fill = isToned ? tokens.soft(m_node.tone) : tokens.surface,
            .edge = isToned ? tokens.ink(m_node.tone) : tokens.strong,
            .edgeWidth = m_node.isSelected ? 2.0 : 1.25,
            .style = m_node.isReached ? Qt::SolidLine : Qt::DashLine,
            .radius = CardRadius});

    const auto line
        = [&](QRect place, const QFont &font, const QColor &ink, const QString &text, Qt::TextElideMode mode) {
              painter.setFont(font);
              painter.setPen(ink);
              const QString shown = painter.fontMetrics().elidedText(text, mode, place.width());
              paintText(painter, QStyle::visualRect(layoutDirection(), rect(), place), shown, layoutDirection());
          };
    const QFont small = textFont(TextSize::Small);
    const int titleHeight = QFontMetrics(titleFont(m_node)).height();
    const int smallHeight = QFontMetrics(small).height();
    const int inner = width() - 2 * Padding;
    // Names lose their beginning: their end says which zone it is.
    line({Padding, 9, inner, titleHeight}, titleFont(m_node), tokens.text, m_node.title,
        m_node.isName ? Qt::ElideLeft : Qt::ElideRight);
    line({Padding, 9 + titleHeight + 5, inner, smallHeight}, small, tokens.text2, m_node.sub, Qt::ElideRight);
    QRect state = stateLine();
    if (m_node.icon != IconName::None)
        state.setLeft(state.left() + IconSide + 7);
    line(state, textFont(TextSize::Small, QFont::DemiBold), isToned ? tokens.ink(m_node.tone) : tokens.text2,
        m_node.word, Qt::ElideRight);
}

} // namespace cw::ui
