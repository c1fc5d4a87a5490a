// SPDX-License-Identifier: MIT
#pragma once

#include "command.h"
#include "publish/acmednsaccounts.h"

namespace cw::cli
{

// acme-dns register: opens accounts and keeps them in a file.
int acmeDnsRegister(const Invocation &invocation);
// acme-dns check: whether the CNAME records lead to the accounts.
int acmeDnsCheck(const Invocation &invocation);

// The accounts in a file of any form; BadInput AcmeDnsFileUnreadable, or what is wrong with it.
Result<QList<publish::AcmeDnsAccount>> readAcmeDnsFile(const QString &path);

// A-labels without "*.", each once: a name and its wildcard share an account. BadInput.
Result<QStringList> readAcmeDnsNames(const QStringList &texts);

} // namespace cw::cli
