// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "command.h"
#include "issuance/accountwork.h"
#include "output.h"

namespace cw::cli
{

// The parts of “account”, each with the arguments behind that word.
int accountList(const Invocation &invocation);
int accountRegister(const Invocation &invocation);
int accountUpdate(const Invocation &invocation);
int accountRollover(const Invocation &invocation);
int accountDeactivate(const Invocation &invocation);
int accountImport(const Invocation &invocation);
int accountExport(const Invocation &invocation);

QJsonObject accountToJson(const store::AccountRecord &account);
// "ID  valid  Let's Encrypt  admin@example.org"
QString accountLine(const store::AccountRecord &account);
// Of --key-type; every type that an account can have.
void addAccountKeyType(Arguments &arguments);
Result<crypto::KeyType> readAccountKeyType(const Arguments &arguments);
// The account that the first argument names.
Result<store::AccountRecord> accountNamed(const Arguments &arguments, const QString &home);

inline const QString AccountSchema = QStringLiteral("certwright/account/1");

} // namespace cw::cli
