// SPDX-License-Identifier: MIT
#include "issuance/reminders.h"

#include "issuance/certificatestate.h"

#include <algorithm>

namespace cw::issuance
{

using store::CertificateRecord;

namespace
{

constexpr qint64 Day = 24 * 60 * 60;

QStringList marksReached(const CertificateRecord &certificate, const QList<int> &days, const QDateTime &now)
{
    QStringList marks;
    if (renewFrom(certificate) <= now)
        marks.append(certificate.id + QStringLiteral(" renew"));
    const qint64 life = certificate.notBefore.secsTo(certificate.notAfter);
    const qint64 left = now.secsTo(certificate.notAfter);
    for (const int day : days) {
        // A month before its end a certificate of six days is not made yet.
        const bool fits = day * Day < life / 2;
        if (fits && left <= day * Day)
            marks.append(QStringLiteral("%1 %2").arg(certificate.id).arg(day));
    }
    return marks;
}

} // namespace

QList<Reminder> dueReminders(const QList<CertificateRecord> &certificates, const ReminderSettings &settings, const QStringList &told,
                             const QDateTime &now)
{
    QList<Reminder> due;
    if (!settings.isOn)
        return due;
    for (const CertificateRecord &certificate : certificates) {
        if (certificate.isPractice || isDone(certificateState(certificate, now)))
            continue;
        QStringList marks = marksReached(certificate, settings.days, now);
        marks.removeIf([&told](const QString &mark) { return told.contains(mark); });
        if (!marks.isEmpty())
            due.append({certificate, marks});
    }
    return due;
}

QStringList marksStillNeeded(const QStringList &told, const QList<CertificateRecord> &certificates)
{
    QStringList needed = told;
    needed.removeIf([&certificates](const QString &mark) {
        return std::none_of(certificates.begin(), certificates.end(),
                            [&mark](const CertificateRecord &certificate) { return mark.startsWith(certificate.id + u' '); });
    });
    return needed;
}

} // namespace cw::issuance
