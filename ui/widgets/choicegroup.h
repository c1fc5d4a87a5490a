// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QWidget>

class QAbstractButton;
class QBoxLayout;
class QButtonGroup;

namespace cw::ui
{

class ChoiceRow;

// Rows of which one is chosen. Tab enters at the chosen row, arrows (and Home, End) move the choice.
class ChoiceGroup : public QWidget
{
    Q_OBJECT

public:
    explicit ChoiceGroup(const QString &accessibleName, QWidget *parent = nullptr);
    ChoiceGroup(const QString &accessibleName, Qt::Orientation orientation, QWidget *parent = nullptr);

    void addHeading(const QString &text);
    void addChoice(const QString &id, ChoiceRow *row); // takes the row
    void addWidget(QWidget *widget); // between the rows, no choice
    void setSpacing(int pixels); // 6
    void clear();

    QString current() const; // id; empty: none
    void setCurrent(const QString &id); // does not emit chosen()
    ChoiceRow *row(const QString &id) const;
    QStringList ids() const { return m_ids; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void currentChanged(const QString &id); // by the user or by the program
    void chosen(const QString &id); // by the user

private:
    void moveBy(int step);
    void moveTo(qsizetype index, int step);
    void updateTabStops();

    QBoxLayout *m_layout;
    QButtonGroup *m_group;
    QStringList m_ids;
    QHash<QString, ChoiceRow *> m_rows;
};

} // namespace cw::ui
