// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/saveflow.h"

namespace cw::issuance
{

// What is written into a file of this kind.
Result<QByteArray> fileContent(const Environment &environment, const store::CertificateRecord &certificate, FileKind kind,
                               const SaveRequest &request);

} // namespace cw::issuance
