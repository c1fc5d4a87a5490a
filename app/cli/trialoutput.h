// SPDX-License-Identifier: MIT
#pragma once

#include "output.h"
#include "publish/trial.h"

namespace cw::cli
{

void printTrial(const Output &output, const publish::Trial &trial);

} // namespace cw::cli
