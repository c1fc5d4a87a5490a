// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

// What replies are, in the words that several checks need.
namespace cw::checks
{

constexpr int NoError = 0; // rcodes
constexpr int NameError = 3;

// A message that says something about the name: there is a record, there is none, or there is no such name.
inline bool isAnswer(const dns::Reply &reply)
{
    return reply.message && (reply.message->rcode == NoError || reply.message->rcode == NameError);
}

} // namespace cw::checks
