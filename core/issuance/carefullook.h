// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"
#include "checks/propagation.h"
#include "issuance/tools.h"

#include <atomic>
#include <functional>

namespace cw::issuance
{

// For whom CAA is checked; asked only when every server has every value. Empty: CAA is not checked.
using PolicySource = std::function<checks::CaaPolicy(CancelToken &)>;

// The looks of one watch, with what surrounds them. Where name servers cannot be asked from here (port 53 is blocked, or a
// box answers in their place) no look is taken and none of them is blamed: the names get the cause "local_resolver", and
// no question for a validation name leaves this computer. Where the servers would do, CAA is checked again, as the CA does
// after it has seen the TXT records (dns-checks section 3, P6): a fault there would waste the attempt. One worker thread at
// a time; the next one may be another.
class CarefulLook
{
public:
    // A failure when nobody answers at all; it says nothing about the names.
    Result<checks::Look> take(
        Tools &tools, const QList<checks::ExpectedRecord> &expected, const PolicySource &policy, CancelToken &token);

private:
    std::atomic_bool m_canAskServers = false; // found out before the first look, and again after one that failed
    std::atomic_bool m_hasSplitHorizon = false;
};

// Puts what CAA forbids, or what keeps it from being looked up, into the look: such a name is not complete. When no resolver
// could tell anything it stays as it is.
void checkCaaAgain(dns::Resolver &resolver, const checks::CaaPolicy &policy, checks::Look &look, CancelToken &token);

// Of an order: the identities of its CA, of `directory` or read now, and its account. Of a CA that cannot be reached
// nothing is known, and asking it will fail anyway.
checks::CaaPolicy policyOf(Tools &tools, const store::OrderRecord &order, const std::optional<acme::Directory> &directory,
                           CancelToken &token);

} // namespace cw::issuance
