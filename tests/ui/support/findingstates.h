// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

// States of the preflight with findings of every kind.
namespace cw::test
{

checks::Finding finding(const char *check, checks::Severity severity, const char *where, const char *saw);

issuance::IssueState manyFindingsState(); // example.org has findings in every group, and checks that passed
issuance::IssueState dnssecState(); // intranet.lab.example.org is bogus
issuance::IssueState lostRecordState(); // the place of the record of example.org could not be found
issuance::IssueState workstationState(); // split horizon and a blocked port 53; the names are ready
issuance::IssueState silentState(); // nobody answered about any name
issuance::IssueState allRefusedState();
issuance::IssueState runningState(); // two names are known, one is at 6 of 9
issuance::IssueState droppedState(); // one refused name was left out

} // namespace cw::test
