// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// Why a name is not safe yet: a word of dns-checks section 4, empty when it is. `isDoubled`: a needed value was found
// at the doubled record name (_acme-challenge.example.org.example.org).
QString causeOf(const NameSight &sight, bool isDoubled);

// The same value as a person or a panel may have spoilt it: in quotes, with blanks or "=", in other case, cut or with
// more around it.
bool isSpoilt(const QByteArray &found, const QByteArray &expected);

// The record name with the zone once more behind it, as panels make it that add the zone by themselves; null when too
// long.
std::optional<dns::Name> doubledName(const dns::Name &owner, const dns::Name &zone);

} // namespace cw::checks
