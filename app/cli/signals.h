// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace cw::cli
{

// Ctrl+C and SIGTERM as a Qt signal, through a pipe: a signal handler may do nothing else. One at a time.
class Signals : public QObject
{
    Q_OBJECT

public:
    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

Q_SIGNALS:
    void stopWanted();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace cw::cli
