// SPDX-License-Identifier: MIT
#pragma once

#include "dns/tsig.h"
#include "issuance/tools.h"
#include "output.h"

namespace cw::cli
{

struct ContinueOptions {
    std::optional<dns::TsigKey> tsigKey; // given on the command line: put into the secret store first
    bool validateAnyway = false; // skips the waiting for propagation
    bool force = false; // replaces files
};

// From wherever the order is to the files in order.outFolder; worker thread. Prints what happens and gives the exit code.
int continueOrder(issuance::EnvironmentPtr environment, store::OrderRecord order, const ContinueOptions &options,
                  const Output &output, CancelToken &token);

} // namespace cw::cli
