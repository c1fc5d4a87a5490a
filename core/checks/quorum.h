// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// Let's Encrypt's code asks with a limit of 1 s and three tries, and its resolver has learned from quick answers to wait
// little: 0.5 s passes just so, 1.2 s fails (rule 14 of data/dcv-verdicts.md).
constexpr std::chrono::milliseconds Patience{600};

// Whether a CA's resolver that may ask any of these servers of one zone is certain to get what it needs, and marks the
// servers that are in trouble without doing harm. Addresses set aside do not count. The rules, from measured outcomes:
// - a server that answers without the value is enough to fail;
// - one that refuses is passed over, one that fails at some questions only is a lottery;
// - one that is always silent costs time only, but of two the CAA look-ups came too late now and then;
// - resolvers begin with the servers that the parent names: one of these has to be good.
bool isCertain(QList<ServerSight> &servers);

} // namespace cw::checks
