// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QString>

namespace cw::publish
{

// The lines NAME='value' of acme.sh's account.conf and <domain>.conf; others are passed over, and nothing is run. The name
// loses the prefix SAVED_ (a line without it wins over one with it), the value its quotes and its base64 wrapping.
QMap<QString, QString> readAcmeShSettings(const QByteArray &text);

} // namespace cw::publish
