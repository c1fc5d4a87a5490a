// SPDX-License-Identifier: MIT
#pragma once

#include "checks/names.h"
#include "crypto/csr.h"
#include "crypto/privatekey.h"
#include "issuance/tools.h"

namespace cw::issuance
{

// The key that a certificate is for: one of ours (made for the order, or that of an earlier certificate), or one that we
// never see, behind the user's own request.

// Before the CA hears of the order, whose account exists: the key is in the secret store, the passphrase for its file is where
// saveCertificate() looks for it. StoreFailure KeyMissing when a key that is to be used again is gone; BadInput
// CsrKeyIsAccountKey for it and for a request, and those of crypto::readCsr().
Result<Nothing> keepKey(Tools &tools, store::OrderRecord &order);

// What the CA gets when all names are validated (RFC 8555 7.4), and whose certificate has to come back.
struct CertificateRequest {
    QByteArray csrDer;
    QByteArray publicKey; // SubjectPublicKeyInfo, DER
};
Result<CertificateRequest> requestOf(Tools &tools, const store::OrderRecord &order);

// PrivateKey of the secret store. StoreFailure KeyMissing, BadInput BadPrivateKey.
Result<crypto::PrivateKey> storedKey(store::SecretStore &secrets, const QString &id);

// Whether an open order or a certificate other than `id` needs this key.
bool isKeyNeededBesides(const QString &home, const QDateTime &now, const QString &keyId, const QString &id);

// Certificates whose key is in the secret store and may be used again, newest first; one for each key. None that was revoked
// because its key is known to others.
QList<store::CertificateRecord> certificatesWithKeys(Tools &tools);

// The names of a request, which become those of the order: BadInput of checks::checkName(), CsrForeignName for one that the
// CA would read otherwise than it stands there.
Result<QList<checks::CheckedName>> namesOf(const crypto::Csr &csr, checks::CaScope scope);

// The passphrase that files with the key are written under. BadInput PassphraseTooShort; the least length is its `detail`.
Result<Nothing> checkPassphrase(const QString &passphrase);
QString passphraseIdOf(const QString &orderId); // in the secret store; a certificate has the id of its order
// Keeps it for `order`, which has its id; empty: forgets the one that was kept.
Result<Nothing> keepPassphrase(store::SecretStore &secrets, store::OrderRecord &order, const QString &passphrase);

} // namespace cw::issuance
