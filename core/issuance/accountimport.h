// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// An account in the files of another client.
struct FoundAccount {
    QString origin; // "certbot", "acme.sh", "lego", "dehydrated", "pem", "jwk"
    QString path; // of its key
    QString directoryUrl; // empty: the files do not say
    QString host; // of the CA, for people; may be empty
    QString url; // of the account; may be empty
    QString contact; // e-mail addresses, comma between
    QDateTime created; // UTC; invalid when not known
    std::optional<crypto::PrivateKey> key {};
    std::optional<Failure> fault {}; // why there is no key: BadPrivateKey, WrongKeyPassphrase, AccountFileUnreadable
};

// Looks into a file or folder, and everything below it: certbot's /etc/letsencrypt (or its accounts folder, or one account),
// ~/.acme.sh, ~/.lego, dehydrated's folder, or a single key as PEM or JWK. Links to folders are not followed. Blocking.
// AccountFileUnreadable, AccountFileWithoutAccount.
Result<QList<FoundAccount>> findAccounts(const QString &path, const QByteArray &passphrase = {});

// Those that can be at this directory; without one all, if they are at one directory or say none. AccountFileAmbiguous.
Result<QList<FoundAccount>> accountsFor(const QString &directoryUrl, const QList<FoundAccount> &found, const QString &path);

// Asks the CA of `order` for the account of this key (onlyReturnExisting, RFC 8555 7.3.1) and keeps it, with its key in the
// secret store. One that we have gets this key. AccountUnknownAtCa, AccountClosed.
Result<store::AccountRecord> importAccount(Tools &tools, const store::OrderRecord &order, const FoundAccount &found,
                                           CancelToken &token);

} // namespace cw::issuance
