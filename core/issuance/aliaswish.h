// SPDX-License-Identifier: MIT
#pragma once

#include "checks/aliascheck.h"
#include "store/aliaschoices.h"

namespace cw::issuance
{

// What was typed about the alias zone, read: international names become A-labels, blanks and final dots go. BadInput: EmptyName,
// BadCharacter, BadOption (scheme or variant), MissingOption (no name server for the variant "ns").
Result<checks::AliasChoice> readAliasChoice(const store::AliasChoice &choice);

// The plans for the names of an order; UUIDs that are missing are made and written into `choice`, to be kept.
Result<QList<checks::AliasPlan>> planAliases(const QStringList &names, store::AliasChoice &choice);

} // namespace cw::issuance
