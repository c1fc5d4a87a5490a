// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace cw::ui
{

class PathNode;

// Boxes joined by arrows: the way up from a name to the CAA record, the way from a name to its alias, the steps of the
// validation. Left and Right move between the nodes, Ctrl+C copies the path as text.
class PathDiagram : public QWidget
{
    Q_OBJECT

public:
    struct Node {
        QString title = {}; // a name (fixed font) or a word
        QString sub = {}; // what is there
        Tone tone = Tone::Neutral;
        IconName icon = IconName::None;
        QString word = {}; // the state in words
        bool isReached = true; // false: dashed
        bool isSelected = false; // edge of 2 px: here it stops
        bool isName = true; // the title is a name
        QString arrow = {}; // label of the arrow that leads to this node; the first has none
        QString sentence = {}; // for screen readers; empty: made of title, sub and word
        bool operator==(const Node &) const = default;
    };

    explicit PathDiagram(const QString &accessibleName, QWidget *parent = nullptr);

    QList<Node> nodes() const;
    void setNodes(const QList<Node> &nodes);
    QString asText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Grid;
    Grid gridFor(int width) const;
    QRect placeOf(qsizetype index, const Grid &grid) const;
    void place();
    void paintArrow(QPainter &painter, const PathNode &node) const;
    void updateTabStops(qsizetype stop);
    void focusNode(qsizetype index);

    QList<PathNode *> m_nodes;
};

} // namespace cw::ui
