// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace cw::ui
{

// Two to four words side by side, one of them chosen.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(const QString &accessibleName, QWidget *parent = nullptr);

    void addSegment(const QString &id, const QString &text);
    QString current() const;
    void setCurrent(const QString &id);
    QPushButton *segment(const QString &id) const;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void currentChanged(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateTabStops();

    QHBoxLayout *m_layout;
    QButtonGroup *m_group;
};

} // namespace cw::ui
