// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace cw::issuance
{

// The names in a request, in a certificate, or in a text that lists them; as they stand there. Empty: none, or a private key.
QStringList namesInFile(const QByteArray &content);

} // namespace cw::issuance
