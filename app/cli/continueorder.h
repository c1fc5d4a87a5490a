// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/publishers.h"
#include "output.h"

namespace cw::cli
{

struct ContinueOptions {
    QString keyPassphrase {}; // for privkey.pem; empty: as it was chosen before
    issuance::WaySecrets secrets; // given on the command line: put into the secret store first
    std::optional<acme::ExternalAccount> externalAccount; // for an account that is to be made
    bool triesWays = false; // a trial of every automatic way before the order is placed
    bool validateAnyway = false; // skips the waiting for propagation
    bool dropsRefused = false; // orders without the names that the CA does not issue for
    bool force = false; // replaces files
};

// privkey.pem is among them when the key is ours.
QStringList filesOf(const store::OrderRecord &order);

// From wherever the order is to the files in order.outFolder; worker thread. Prints what happens and gives the exit code.
// `tools` may have been used for this order before: what they know (connection, directory) is not asked for again.
int continueOrder(issuance::EnvironmentPtr environment, issuance::Tools &tools, store::OrderRecord order,
                  const ContinueOptions &options, const Output &output, CancelToken &token);

} // namespace cw::cli
