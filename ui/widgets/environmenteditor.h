// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/environmentrow.h"

#include <QList>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cw::ui
{

// The variables that a program finds in its environment beside those of this computer, one row each. Blank rows do not
// count.
class EnvironmentEditor : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentEditor(QWidget *parent = nullptr);

    QList<EnvironmentVariable> variables() const;
    void setVariables(const QList<EnvironmentVariable> &variables); // does not emit edited()
    // Shows at each row what is wrong with its name, and says whether all are good.
    bool check();

Q_SIGNALS:
    void edited();

private:
    EnvironmentRow *addRow();
    void removeRow(EnvironmentRow *row);
    void showNumbers();

    QLabel *m_title;
    QList<EnvironmentRow *> m_rows;
    QVBoxLayout *m_list;
    QPushButton *m_add;
};

} // namespace cw::ui
