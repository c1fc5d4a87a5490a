// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"
#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

namespace cw::ui
{

// Where on the page a finding is told.
enum class FindingGroup { Caa, Place, Servers, Dnssec, Workstation };
FindingGroup groupOf(const checks::Finding &finding);
// "Serial numbers": what was checked, for a heading. A check we have no words for is told as "DNS".
QString checkTitle(const QString &check);

Tone toneOf(checks::Severity severity);
IconName iconOf(checks::Severity severity);
bool isBad(checks::Severity severity); // worse than something to know
bool isWorse(checks::Severity one, checks::Severity other);
// What is not plainly good, the worst first.
QList<checks::Finding> worthTelling(const QList<checks::Finding> &findings);
QList<checks::Finding> worthTelling(const checks::NamePreflight &name, FindingGroup group);
QList<checks::Finding> passed(const checks::NamePreflight &name);
// Of findings that are worth telling: Ok when there are none.
checks::Severity worstOf(const QList<checks::Finding> &findings);

// Nobody could be asked about any of the names: that is about the network, not about the names.
bool isOffline(const QList<checks::NamePreflight> &names);

} // namespace cw::ui
