// SPDX-License-Identifier: MIT
#include "ui/shell/reminderwatch.h"

#include "issuance/reminders.h"
#include "ui/models/certificatewords.h"
#include "ui/pages/pagewords.h"
#include "ui/shell/windowsettings.h"

#include <chrono>

namespace cw::ui
{

using issuance::Reminder;

namespace
{

constexpr std::chrono::minutes FirstLook(1);
constexpr std::chrono::hours LaterLooks(1);

QStringList namesOf(const QList<Reminder> &reminders)
{
    QStringList names;
    for (const Reminder &reminder : reminders)
        names.append(reminder.certificate.names.value(0));
    return names;
}

} // namespace

ReminderWatch::ReminderWatch(QString settingsFile, QObject *parent) : QObject(parent), m_settingsFile(std::move(settingsFile))
{
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_timer.setInterval(LaterLooks);
        Q_EMIT isTimeToLook();
    });
    m_timer.start(FirstLook);
}

void ReminderWatch::look(const QList<store::CertificateRecord> &certificates, const QDateTime &now)
{
    WindowSettings settings(m_settingsFile);
    const QStringList told = settings.toldReminders();
    const QList<Reminder> reminders = issuance::dueReminders(certificates, settings.reminders(), told, now);
    QStringList marks = issuance::marksStillNeeded(told, certificates);
    for (const Reminder &reminder : reminders)
        marks += reminder.marks;
    if (marks != told)
        settings.setToldReminders(marks);
    if (reminders.isEmpty())
        return;
    if (reminders.size() == 1) {
        const CertificateWords words = certificateWords(reminders.first().certificate, now);
        Q_EMIT due(tr("Renew the certificate for %1").arg(nameList(reminders.first().certificate.names, 2)),
                   tr("%1, until %2.", "days left, date").arg(words.days, words.date));
        return;
    }
    Q_EMIT due(tr("%n certificates should be renewed", nullptr, int(reminders.size())), nameList(namesOf(reminders), 4));
}

} // namespace cw::ui
