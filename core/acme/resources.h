// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace cw::acme
{

// RFC 8555 resources as values. Unknown members, statuses, challenge types and identifier types are accepted and kept.

struct Identifier {
    QString type; // "dns"
    QString value; // without "*."
    bool operator==(const Identifier &) const = default;
};

// RFC 8555 7.1.1
struct Directory {
    QUrl url;
    QUrl newNonce, newAccount, newOrder, revokeCert, keyChange, renewalInfo; // the last three may be empty
    QUrl termsOfService;
    QUrl website;
    QStringList caaIdentities;
    bool externalAccountRequired = false;
    QMap<QString, QString> profiles; // name -> description (draft-ietf-acme-profiles)
    QStringList issuerDomainNames {}; // draft-ietf-acme-dns-persist-02 3.2
    QString accountHashPrefix {}; // draft-ietf-acme-dns-persist-02 4.1; empty: standing records name the account itself
    bool operator==(const Directory &) const = default;
};

enum class Status { Unknown, Pending, Processing, Ready, Valid, Invalid, Deactivated, Expired, Revoked };
QString statusName(Status status); // "pending"

// RFC 8555 7.1.2
struct Account {
    QString url; // the "kid"
    Status status = Status::Unknown;
    QStringList contacts; // "mailto:..."
    QString ordersUrl;
};

// RFC 8555 7.1.3
struct Order {
    QString url;
    Status status = Status::Unknown;
    QDateTime expires; // UTC; invalid when not given
    QList<Identifier> identifiers; // wildcards with "*."
    QStringList authorizations; // URLs
    QUrl finalize;
    QUrl certificate; // set when valid
    std::optional<Problem> error;
    int retryAfterSeconds = -1; // of the answer it came with
    QString profile {}; // draft-ietf-acme-profiles
    QDateTime notAfter {}; // as asked for
    QString replaces {}; // RFC 9773 5
};

// What a new order asks for, RFC 8555 7.4. Empty members are left out.
struct NewOrder {
    QList<Identifier> identifiers;
    QString profile {}; // draft-ietf-acme-profiles
    QDateTime notAfter {};
    QString replaces {}; // RFC 9773 5
};

// RFC 9773 4.2; the window in which the CA wants a certificate to be renewed.
struct RenewalInfo {
    QDateTime start; // UTC
    QDateTime end;
    QUrl explanationUrl; // may be empty
    int retryAfterSeconds = -1; // "Clients SHOULD NOT ... before"; -1: the CA did not say
};

// A chain and where the CA offers others for the same certificate, RFC 8555 7.4.2.
struct Download {
    QByteArray pem; // leaf first
    QStringList alternates; // URLs of Link: rel="alternate"
};

// RFC 8555 7.1.5
struct Challenge {
    QString type; // "dns-01"
    QString url;
    QString token;
    Status status = Status::Unknown;
    QDateTime validated;
    std::optional<Problem> error;
    QStringList issuerDomainNames {}; // dns-persist-01: what the record may name as the issuer
    QString accountUri {}; // dns-persist-01: as the challenge says, if it does
};

// RFC 8555 7.1.4
struct Authorization {
    QString url;
    Identifier identifier;
    bool isWildcard = false;
    Status status = Status::Unknown;
    QDateTime expires;
    QList<Challenge> challenges; // all types, unknown ones too
    int retryAfterSeconds = -1;

    const Challenge *challenge(QStringView type) const;
    QString displayName() const { return isWildcard ? QStringLiteral("*.") + identifier.value : identifier.value; }
};

} // namespace cw::acme
