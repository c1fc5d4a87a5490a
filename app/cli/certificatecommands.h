// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "store/certificates.h"

namespace cw::cli
{

// The certificate whose ID is the only argument: MissingOption, UnknownId.
Result<store::CertificateRecord> certificateNamed(const Arguments &arguments, const QString &home);

// Entries of the store that could not be read, on stderr.
void sayDamaged(const QStringList &files);

} // namespace cw::cli
