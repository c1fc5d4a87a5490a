// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace cw::ui
{

class StateIcon;

// A box of the page with a title line and a body. The title line is hidden while there is nothing in it.
class Card : public QFrame
{
    Q_OBJECT

public:
    enum class Fill { Surface, Raised, Soft }; // Soft is the soft colour of the edge's tone

    explicit Card(QWidget *parent = nullptr);
    explicit Card(const QString &title, QWidget *parent = nullptr);

    QString title() const;
    void setTitle(const QString &title);
    void setIcon(IconName name, Tone tone = Tone::Accent);
    void setEdge(Tone tone); // Neutral: the plain border
    void setEdgeWidth(int width); // 2 for a selected card or one in error
    void setFill(Fill fill);

    void addBesideTitle(QWidget *widget); // badge, state
    void addToHeader(QWidget *widget); // at the far end of the title line
    QVBoxLayout *body() const { return m_body; }
    void addDivider(); // a line across the body

protected:
    void paintEvent(QPaintEvent *event) override;
    QHBoxLayout *header() const { return m_header; }

private:
    void showHeader();

    QWidget *m_headerLine;
    QHBoxLayout *m_header;
    QHBoxLayout *m_besideTitle;
    QVBoxLayout *m_body;
    StateIcon *m_icon;
    QLabel *m_title;
    Tone m_edge = Tone::Neutral;
    int m_edgeWidth = 1;
    Fill m_fill = Fill::Surface;
};

// A line of 1 px.
QWidget *newDivider(QWidget *parent = nullptr);

} // namespace cw::ui
