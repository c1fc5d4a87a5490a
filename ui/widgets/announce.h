// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

class QLabel;
class QWidget;

namespace cw::ui
{

// Has a screen reader say `text`: at most one a window in five seconds, the last one wins, repetitions are not spoken.
void announce(QWidget *where, const QString &text);

// What announce() keeps for each window.
class Announcer : public QObject
{
    Q_OBJECT

public:
    Announcer(QWidget *window, std::chrono::milliseconds pause);

    void say(const QString &text);
    bool isPausing() const { return m_pause.isActive(); }
    QLabel *live() const { return m_live; }

Q_SIGNALS:
    void spoken(const QString &text);

private:
    void speak();

    QLabel *m_live;
    QString m_next;
    QTimer m_pause;
};

} // namespace cw::ui
