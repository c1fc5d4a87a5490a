// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

#include <QJsonObject>
#include <QStringList>

namespace cw::cli
{

// The members of a "look" line: safe, names, servers, resolvers.
QJsonObject lookToJson(const checks::Look &look, bool isSafe);
// The same for people: who sees which value, what is wrong and what to do.
QStringList lookAsText(const checks::Look &look, bool isSafe);
// "7 of 9 answers have the value; ns3.dns.example lacks it for *.example.org."
QString lookInWords(const checks::Look &look);

} // namespace cw::cli
