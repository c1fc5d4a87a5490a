// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"

namespace cw::issuance
{

struct ReminderSettings {
    bool isOn = true;
    QList<int> days {30, 14, 3}; // before the end; besides, when it is time to renew
    bool asksAuthorities = true; // when to renew, in the background (RFC 9773)
    bool operator==(const ReminderSettings &) const = default;
};

// A certificate that somebody should be told of now. `marks` go into what was told, so that it is said once.
struct Reminder {
    store::CertificateRecord certificate;
    QStringList marks;
};

// Of those in use the ones that have come to a further mark ("<id> renew", "<id> 14") than was told before; one reminder each,
// whatever has come together. Marks that a life is too short for are left out. Practice certificates remind of nothing.
QList<Reminder> dueReminders(const QList<store::CertificateRecord> &certificates, const ReminderSettings &settings,
                             const QStringList &told, const QDateTime &now);

// Without the marks of certificates that are gone.
QStringList marksStillNeeded(const QStringList &told, const QList<store::CertificateRecord> &certificates);

} // namespace cw::issuance
