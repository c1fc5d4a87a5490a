// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

// Example orders in every state, as the pages are shown them: four names at Let's Encrypt, one of them an IDN, one
// behind an alias in a zone that takes updates.
namespace cw::test
{

issuance::IssueState draftState(); // names and account chosen, nothing looked at
issuance::IssueState preflightState(); // two ready, one refused by CAA (SERVFAIL), one running
issuance::IssueState preflightReadyState();
issuance::IssueState preflightWarningState();
issuance::IssueState preflightOfflineState(); // no resolver answers
issuance::IssueState methodState(); // preflight done, by hand
issuance::IssueState methodUpdateState(); // dynamic update for the alias zone alone, trial worked
issuance::IssueState methodHookState(); // certbot hooks with a secret, for all zones
issuance::IssueState methodAcmeDnsState(); // accounts for all names, one CNAME is there
issuance::IssueState hookFailedState(); // ordered; the hook failed with many lines, nothing is published
store::PublishSettings exampleUpdate();
issuance::IssueState publishState(); // by hand, in the middle of propagation, one value at a doubled name
issuance::IssueState publishSafeState();
issuance::IssueState publishByUpdateState();
issuance::IssueState resumedState(); // the last look is from before a restart
issuance::IssueState expiredState();
issuance::IssueState validatingState(); // two of four
issuance::IssueState troubledState(); // the CA was not content with one name, which stays pending
issuance::IssueState namesRefusedState(); // newOrder refused for one of the names; limits are known, and one is reached
issuance::IssueState refusedState(); // *.example.org: unauthorized, with a fresh look
issuance::IssueState issuedState();
issuance::IssueState issuedInWindowState(); // the CA says when to renew, and offers another chain
issuance::IssueState savedState();

// The state made one of the practice mode.
issuance::IssueState inPractice(issuance::IssueState state);

QDateTime exampleTime(const char *time); // "14:06:31" of the day of the pictures, UTC

} // namespace cw::test
