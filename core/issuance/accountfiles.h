// SPDX-License-Identifier: MIT
#pragma once

// Private to issuance: how other ACME clients keep their accounts.

#include "issuance/accountimport.h"

#include <QDir>

namespace cw::issuance
{

// accounts/<host>/<path of the directory URL>/<id>/{private_key.json, regr.json, meta.json}
std::optional<FoundAccount> readCertbotAccount(const QDir &folder);
// ca/<host>/<path of the directory URL>/{account.key, account.json, ca.conf}; before version 3 without the path. The port of
// the directory URL is not in it.
std::optional<FoundAccount> readAcmeShAccount(const QDir &folder, const QByteArray &passphrase);
// accounts/<host, with "_" for ":">/<mail>/{account.json, keys/<mail>.key}
std::optional<FoundAccount> readLegoAccount(const QDir &folder, const QByteArray &passphrase);
// accounts/<directory URL and a line feed, as base64url>/{account_key.pem, registration_info.json, account_id.json}
std::optional<FoundAccount> readDehydratedAccount(const QDir &folder, const QByteArray &passphrase);
// A private key as PEM or JWK; nullopt when it is neither.
std::optional<FoundAccount> readSingleKey(const QString &path, const QByteArray &passphrase);

} // namespace cw::issuance
