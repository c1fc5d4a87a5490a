// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

namespace cw::cli
{

// What scripts see; design of the command line.
enum ExitCode {
    Done = 0,
    Refused = 1, // by the CA, or our check found that it would be
    BadUsage = 2, // nothing was sent
    CouldNotAsk = 3, // says nothing about the names
    Stopped = 4, // canceled, or a time limit of the user ran out
    PublishingFailed = 5, // no challenge was answered
};

ExitCode exitCodeOf(const Failure &failure);

} // namespace cw::cli
