// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caaservers.h"

namespace cw::checks
{

// A label whose CAA records could not be looked up, and the name for whose climb that matters.
struct CaaFailure {
    QString name; // may begin with "*."
    dns::Name label;
    QString errorText; // what the resolver said
    dns::Reply reply; // of the resolver
};

// Why a look-up failed, told apart by what resolvers say without DNSSEC checks and what each name server says to
// variations of the question (dns-checks section 1.1, D4/C2). All failures together: a few batches for any number.
// The findings have severity Fail and come in the order of the failures, each with its evidence.
QList<Finding> explainCaaFailures(dns::Resolver &resolver, const QList<CaaFailure> &failures, CancelToken &token);

} // namespace cw::checks
