// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"

namespace cw::checks
{

// What a failed look at one label was followed by, to tell causes apart (dns-checks section 1.1, D4/C2).
struct CaaProbe {
    dns::Reply answer; // the CAA question that failed
    bool isAnsweredUnchecked = false; // the same question with CD=1 had an answer: DNSSEC is at fault
    bool isSoaAnswered = false; // other questions about the label are answered: only CAA is at fault
};

// The words for a verdict whose climb is done.
Finding allowedFinding(
    const CaaVerdict &verdict, const CaaRuling &ruling, const QString &name, const CaaPolicy &policy);
Finding forbiddenFinding(
    const CaaVerdict &verdict, const CaaRuling &ruling, const QString &name, const CaaPolicy &policy);
Finding errorFinding(const CaaVerdict &verdict, const CaaProbe &probe, const QString &name);
// No resolver told us anything.
Finding notAskedFinding(const QString &name);

} // namespace cw::checks
