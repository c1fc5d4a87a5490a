// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/pathdiagram.h"

namespace cw::ui
{

class StateIcon;

// One box of a PathDiagram.
class PathNode : public QWidget
{
    Q_OBJECT

public:
    explicit PathNode(QWidget *parent);

    const PathDiagram::Node &node() const { return m_node; }
    void setNode(const PathDiagram::Node &node);
    QString sentence() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect stateLine() const;

    PathDiagram::Node m_node;
    StateIcon *m_icon;
};

} // namespace cw::ui
