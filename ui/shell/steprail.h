// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/stepmodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace cw::ui
{

class RailDelegate;
class StateIcon;

// The step list at the leading edge: the way home, the order's name, the seven steps, and until when the order is kept.
class StepRail : public QWidget
{
    Q_OBJECT

public:
    explicit StepRail(QWidget *parent = nullptr);

    StepModel *model() const { return m_model; }
    QListView *list() const { return m_list; }

    void setOrder(const QString &title, const QString &state);
    void setSavedText(const QString &text); // empty: nothing is there yet that was saved
    void setNarrow(bool isNarrow);
    bool isNarrow() const { return m_isNarrow; }

Q_SIGNALS:
    void homeRequested();
    void stepRequested(cw::issuance::Step step);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeSaved();
    void refresh();

    StepModel *m_model;
    RailDelegate *m_delegate;
    QPushButton *m_home;
    QLabel *m_title;
    QLabel *m_state;
    QListView *m_list;
    QWidget *m_saved;
    StateIcon *m_savedIcon;
    QLabel *m_savedTitle;
    QLabel *m_savedText;
    bool m_isNarrow = false;
};

} // namespace cw::ui
