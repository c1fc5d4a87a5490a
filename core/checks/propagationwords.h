// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagationcause.h"

namespace cw::checks
{

// What a name's cause means here, for people: sets detail, todo and note of a sight whose cause is known.
void putIntoWords(NameSight &sight, const ExpectedRecord &expected, const Clues &clues);

// "somebody may remember until 14:20 that the record was missing": translated, with the time in the local zone.
QString waitingInWords(const Waiting &waiting);

} // namespace cw::checks
