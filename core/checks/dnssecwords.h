// SPDX-License-Identifier: MIT
#pragma once

#include "checks/dnsseczone.h"

namespace cw::checks
{

// The same fault in one or more answers, at every server or at one.
struct FaultGroup {
    DnssecFault fault; // of the first answer
    QStringList subjects; // "www.example.org. CAA"
    QString server; // "ns1.example.org (192.0.2.1)"; empty: all that answer
    QList<dns::Reply> replies;
    QList<dns::Record> keys; // that the zone has, for NoKeys and NoKeyFits
    std::optional<dns::Name> parent;
};

// Whole sentences, translated; names and times are put in.
QString sawText(const FaultGroup &group);
QStringList todoTexts(const FaultGroup &group);
// What the answer had, in one line, untranslated like dig's.
QString resultText(const DnssecFault &fault);

QString timeText(const QDateTime &time); // "2026-11-22 14:00 UTC"
// "%1" … "%9" filled in at once, so that what is filled in is never read again.
QString fill(const char *text, const QStringList &parts);

} // namespace cw::checks
