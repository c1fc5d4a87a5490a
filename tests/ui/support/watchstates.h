// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

// More states of step 5: what is remembered, what does no harm, what holds back although all have it.
namespace cw::test
{

issuance::IssueState rememberedState(); // all have it, Quad9 remembers the time before, and so may the CA
issuance::IssueState harmlessState(); // one of three servers is silent, that does no harm
issuance::IssueState heldBackState(); // every server has every value, but signatures do not hold
issuance::IssueState blindState(); // port 53 is blocked: nobody was asked
issuance::IssueState restoredState(); // the last look of before a restart, the next one is on its way
issuance::IssueState manyServersState(); // 8 servers and 4 resolvers

} // namespace cw::test
