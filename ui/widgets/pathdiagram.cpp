// SPDX-License-Identifier: MIT
#include "ui/widgets/pathdiagram.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/pathnode.h"

#include <QClipboard>
#include <QEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cw::ui
{

namespace
{

constexpr int LeastNodeWidth = 140;
constexpr int RowGap = 16;

} // namespace

// How many nodes stand side by side; the next rows begin with an arrow.
struct PathDiagram::Grid {
    int columns = 1;
    int arrowWidth = 56;
    int nodeWidth = 0;
    int nodeHeight = 0;
    int rows = 1;
    int width = 0;
};

PathDiagram::PathDiagram(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::List);
    setAccessibleName(accessibleName);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QList<PathDiagram::Node> PathDiagram::nodes() const
{
    QList<Node> nodes;
    for (const PathNode *node : m_nodes)
        nodes.append(node->node());
    return nodes;
}

void PathDiagram::setNodes(const QList<Node> &nodes)
{
    if (nodes == this->nodes())
        return;
    while (m_nodes.size() > nodes.size())
        delete m_nodes.takeLast();
    while (m_nodes.size() < nodes.size()) {
        auto *node = new PathNode(this);
        node->installEventFilter(this);
        m_nodes.append(node);
    }
    for (qsizetype i = 0; i < nodes.size(); ++i)
        m_nodes.at(i)->setNode(nodes.at(i));
    qsizetype stop = 0; // stays where the focus is
    for (qsizetype i = 0; i < m_nodes.size(); ++i) {
        if (m_nodes.at(i)->hasFocus())
            stop = i;
    }
    updateTabStops(stop);
    place();
    for (PathNode *node : std::as_const(m_nodes))
        node->show();
    updateGeometry();
}

QString PathDiagram::asText() const
{
    QString text;
    for (const PathNode *node : m_nodes) {
        const QString arrow = node->node().arrow;
        if (!text.isEmpty())
            text += arrow.isEmpty() ? QStringLiteral("\n-> ") : QStringLiteral("\n-> (%1) ").arg(arrow);
        text += node->sentence();
    }
    return text;
}

PathDiagram::Grid PathDiagram::gridFor(int width) const
{
    Grid grid;
    grid.width = width;
    const auto count = std::max(1, static_cast<int>(m_nodes.size()));
    const QFontMetrics metrics(textFont(TextSize::Sub, QFont::DemiBold));
    for (const PathNode *node : m_nodes) {
        grid.arrowWidth = std::max(grid.arrowWidth, metrics.horizontalAdvance(node->node().arrow) + 14);
        grid.nodeHeight = std::max(grid.nodeHeight, node->sizeHint().height());
    }
    grid.columns = count;
    const auto nodeWidth = [&](int columns) {
        const int arrows = columns < count ? columns : columns - 1; // later rows begin with an arrow
        return (width - arrows * grid.arrowWidth) / columns;
    };
    while (grid.columns > 1 && nodeWidth(grid.columns) < LeastNodeWidth)
        --grid.columns;
    grid.nodeWidth = std::max(nodeWidth(grid.columns), 60);
    grid.rows = (count + grid.columns - 1) / grid.columns;
    return grid;
}

QRect PathDiagram::placeOf(qsizetype index, const Grid &grid) const
{
    const auto column = static_cast<int>(index % grid.columns);
    const auto row = static_cast<int>(index / grid.columns);
    const int indent = grid.rows > 1 ? grid.arrowWidth : 0;
    // Divided from the whole width, so that the last node ends where the diagram ends.
    const int x = indent + column * (grid.nodeWidth + grid.arrowWidth);
    const bool isLast = column == grid.columns - 1;
    const int width = isLast ? grid.width - x : grid.nodeWidth;
    const QRect leftToRight(row == 0 && grid.rows > 1 && column == 0 ? 0 : x, row * (grid.nodeHeight + RowGap),
        row == 0 && grid.rows > 1 && column == 0 ? width + indent : width, grid.nodeHeight);
    return QStyle::visualRect(layoutDirection(), QRect(0, 0, grid.width, 1), leftToRight);
}

void PathDiagram::place()
{
    const Grid grid = gridFor(width());
    for (qsizetype i = 0; i < m_nodes.size(); ++i)
        m_nodes.at(i)->setGeometry(placeOf(i, grid));
    update();
}

int PathDiagram::heightForWidth(int width) const
{
    const Grid grid = gridFor(width);
    return grid.rows * grid.nodeHeight + (grid.rows - 1) * RowGap;
}

QSize PathDiagram::sizeHint() const
{
    const auto count = static_cast<int>(m_nodes.size());
    const int width = std::max(LeastNodeWidth, count * 200 + (count - 1) * 56);
    return {width, heightForWidth(std::max(width, this->width()))};
}

QSize PathDiagram::minimumSizeHint() const
{
    return {LeastNodeWidth + 56, gridFor(width()).nodeHeight};
}

void PathDiagram::paintArrow(QPainter &painter, const PathNode &node) const
{
    const Tokens &tokens = theme().tokens();
    const Grid grid = gridFor(width());
    const QRect target = QStyle::visualRect(layoutDirection(), rect(), node.geometry());
    const QRect room(target.left() - grid.arrowWidth, target.top(), grid.arrowWidth, target.height());
    const double y = room.center().y() + 1.5;
    const double from = room.left() + 4;
    const double to = room.right() - 4;

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (isRightToLeft()) {
        painter.translate(width(), 0);
        painter.scale(-1, 1);
    }
    QPen pen(tokens.strong, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF({QPointF(to - 5, y - 5), QPointF(to, y), QPointF(to - 5, y + 5)}));
    if (!node.node().isReached)
        pen.setDashPattern({3, 2.5});
    painter.setPen(pen);
    painter.drawLine(QPointF(from, y), QPointF(to, y));
    painter.restore();

    painter.setFont(textFont(TextSize::Sub, QFont::Medium));
    painter.setPen(tokens.text2);
    const QRect label(room.left(), static_cast<int>(y) - painter.fontMetrics().height() - 2, room.width(),
        painter.fontMetrics().height());
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), label), Qt::AlignCenter, node.node().arrow);
}

void PathDiagram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (qsizetype i = 1; i < m_nodes.size(); ++i)
        paintArrow(painter, *m_nodes.at(i));
}

void PathDiagram::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void PathDiagram::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange
        || event->type() == QEvent::StyleChange) {
        place();
        updateGeometry();
    }
}

bool PathDiagram::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        updateTabStops(m_nodes.indexOf(qobject_cast<PathNode *>(watched)));
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *press = static_cast<QKeyEvent *>(event);
    if (press->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(asText());
        return true;
    }
    const qsizetype here = m_nodes.indexOf(qobject_cast<PathNode *>(watched));
    switch (press->key()) {
    case Qt::Key_Right:
        focusNode(isRightToLeft() ? here - 1 : here + 1);
        return true;
    case Qt::Key_Left:
        focusNode(isRightToLeft() ? here + 1 : here - 1);
        return true;
    case Qt::Key_Home:
        focusNode(0);
        return true;
    case Qt::Key_End:
        focusNode(m_nodes.size() - 1);
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void PathDiagram::focusNode(qsizetype index)
{
    if (index >= 0 && index < m_nodes.size())
        m_nodes.at(index)->setFocus(Qt::OtherFocusReason);
}

void PathDiagram::updateTabStops(qsizetype stop)
{
    for (qsizetype i = 0; i < m_nodes.size(); ++i)
        m_nodes.at(i)->setFocusPolicy(i == stop ? Qt::StrongFocus : Qt::ClickFocus);
}

} // namespace cw::ui
