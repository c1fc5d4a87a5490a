// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "output.h"

#include <QJsonArray>

namespace cw::cli
{

// How every command writes findings.
QJsonArray findingsToJson(const QList<checks::Finding> &findings);
void print(const Output &output, const checks::Finding &finding);

} // namespace cw::cli
