// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace cw::issuance
{

// The secret of a hook (see store::PublishSettings::secretId) after some of its secret variables were entered anew: those of
// `names` that `entered` does not hold keep their value, others go; what a script has saved stays.
QByteArray mergedHookSecret(const QByteArray &kept, const QByteArray &entered, const QStringList &names);

} // namespace cw::issuance
