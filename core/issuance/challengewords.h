// SPDX-License-Identifier: MIT
#pragma once

#include "store/orderrecord.h"

namespace cw::issuance
{

// What became of the wish for a kind of challenge, in translated whole sentences: one for each kind that the CA does not offer,
// with its names. Empty when every name is proved as it was wanted.
QStringList fallbackSentences(const store::OrderRecord &order);

// Why records of the wanted kind cannot be put into DNS in the way that is chosen for `zone` (empty: the order's own way).
// Empty when they can.
QString misfitSentence(const store::OrderRecord &order, const QString &zone);

} // namespace cw::issuance
