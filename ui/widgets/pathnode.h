// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/pathdiagram.h"

namespace cw::ui
{

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

private:
    PathDiagram::Node m_node;
};

} // namespace cw::ui
