// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"
#include "issuance/environment.h"
#include "store/vault.h"

#include <QStringList>

#include <functional>

namespace cw::cli
{

// What a command gets: the arguments behind the program's name (the command's name first), and an environment whose
// secrets are not open yet.
struct Invocation {
    QStringList arguments;
    std::shared_ptr<issuance::Environment> environment;
};

// Runs `work` in a thread of its own while the main thread keeps its event loop (signals, keychain). Ctrl+C and SIGTERM
// cancel the token. Gives back what the work returns.
int runCancelable(const std::function<int(CancelToken &)> &work);

// Sends the log's lines to stderr (--verbose).
void showLog(issuance::Environment &environment);

// Each reads its arguments, does its work and returns the exit code.
int checkCommand(const Invocation &invocation);
int issueCommand(const Invocation &invocation);
int resumeCommand(const Invocation &invocation);
int cancelCommand(const Invocation &invocation);
int cleanUpCommand(const Invocation &invocation);
int ordersCommand(const Invocation &invocation);
int certificatesCommand(const Invocation &invocation);
int showCommand(const Invocation &invocation);
int revokeCommand(const Invocation &invocation);
int exportCommand(const Invocation &invocation);
int renewalInfoCommand(const Invocation &invocation);
int addCommand(const Invocation &invocation);
int tryCommand(const Invocation &invocation);
int recordsCommand(const Invocation &invocation);
int accountCommand(const Invocation &invocation);
int acmeDnsCommand(const Invocation &invocation);
int watchCommand(const Invocation &invocation);
int aliasCommand(const Invocation &invocation);
int practiceCommand(const Invocation &invocation);

} // namespace cw::cli
