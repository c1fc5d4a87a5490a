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

// All names side by side. `progress` is called on this thread as soon as a name is done, with its index.
QList<NamePreflight> preflight(dns::Resolver &resolver, const QList<CheckedName> &names, const CaaPolicy &policy,
    Clock &clock, const std::function<void(int index, const NamePreflight &)> &progress, CancelToken &token);

} // namespace cw::checks
