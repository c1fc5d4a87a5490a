// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "dns/name.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace cw::publish
{

// What an acme-dns server gave out at its registration: one name below its own, and who may change its TXT values.
struct AcmeDnsAccount {
    QString domain; // the name it was registered for, "example.org" or "*.example.org"; empty: the file does not say
    QString fullDomain; // where that name's CNAME has to lead, "<subdomain>.auth.example.net"; empty: the file does not say
    QString subdomain;
    QString username;
    QString password; // secret
    QString serverUrl; // "https://auth.example.net"; empty: the file does not say
    QStringList allowFrom {}; // networks whose computers may update, "192.0.2.0/24"; empty: all, or the file does not say
    bool operator==(const AcmeDnsAccount &) const = default;
};

// Reads what other programs keep: the JSON of acme-dns-client, goacmedns and lego (an object of accounts by domain), that of
// the certbot hook acme-dns-auth.py (without server_url), a bare answer to /register, and the ACMEDNS_ lines of acme.sh's
// account.conf or <domain>.conf. Our own form is the first of them. `fileName` is only named in the failure: BadInput
// AcmeDnsFileDamaged, AcmeDnsFileWithoutAccount or AcmeDnsAccountIncomplete, never with a part of the file that may be secret.
Result<QList<AcmeDnsAccount>> readAcmeDnsAccounts(const QByteArray &text, const QString &fileName);

// The form that acme-dns-client and lego read as well.
QByteArray writeAcmeDnsAccounts(const QList<AcmeDnsAccount> &accounts);

// Of one JSON object, as /register answers; `label` is what the failure calls it (AcmeDnsAccountIncomplete).
Result<AcmeDnsAccount> acmeDnsAccountFromJson(const QJsonObject &json, const QString &label, const QString &fileName);

// The account whose name is `owner`; where its full name is not known, the first label decides. Null: there is none.
const AcmeDnsAccount *accountOfOwner(const QList<AcmeDnsAccount> &accounts, const dns::Name &owner);
// The account that was registered for a name; "*.example.org" and "example.org" share theirs. Null: there is none.
const AcmeDnsAccount *accountOfDomain(const QList<AcmeDnsAccount> &accounts, const QString &domain);

// The record for the main zone: "_acme-challenge.example.org. IN CNAME abcd.auth.example.net."; empty when the account's full
// name is not known. `domain` may be a wildcard.
QString cnameLine(const QString &domain, const AcmeDnsAccount &account);

} // namespace cw::publish
