// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"

#include <QObject>
#include <QTimer>

namespace cw::ui
{

// Reminds of certificates that should be renewed, each mark once, also over restarts. GUI thread. look() whenever the list was
// read; looks are asked for a minute after the start and then every hour.
class ReminderWatch : public QObject
{
    Q_OBJECT

public:
    explicit ReminderWatch(QString settingsFile, QObject *parent = nullptr);

    void look(const QList<store::CertificateRecord> &certificates, const QDateTime &now);

Q_SIGNALS:
    void isTimeToLook();
    void due(const QString &title, const QString &text);

private:
    const QString m_settingsFile;
    QTimer m_timer;
};

} // namespace cw::ui
