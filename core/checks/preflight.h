// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"
#include "checks/names.h"

#include <functional>
#include <optional>

namespace cw::checks
{

enum class Verdict { Ready, Warning, Refused, Unknown };
QString verdictName(Verdict verdict); // "ready": as the command line writes it

// Everything that was found about one name before an order.
struct NamePreflight {
    CheckedName name;
    std::optional<dns::RecordPlace> place; // null when it could not be found: `findings` says why
    CaaVerdict caa;
    QList<Finding> findings; // the worst first; CAA among them
    Verdict verdict = Verdict::Unknown;
    QDateTime asked; // UTC
    std::chrono::milliseconds duration{0};
};

// What a preflight found about each name, and about this computer: what is no name's fault.
struct PreflightReport {
    QList<NamePreflight> names; // all Unknown and without findings when there is an outage
    std::optional<Failure> outage; // nobody answers: says nothing about the names
    QList<Finding> workstation; // "split_horizon", "interception", "port53", "resolver", "authority"
};

// Called on the thread that asks, while results stream in. Each may be empty.
struct PreflightProgress {
    std::function<void(int index, const NamePreflight &)> nameDone;
    std::function<void(int index, int done, int of)> advanced; // so many of the checks of a name are done
    std::function<void(const QList<Finding> &)> workstationDone;
};

// All names side by side.
PreflightReport preflight(dns::Resolver &resolver, const QList<CheckedName> &names, const CaaPolicy &policy,
    Clock &clock, const PreflightProgress &progress, CancelToken &token);

} // namespace cw::checks
