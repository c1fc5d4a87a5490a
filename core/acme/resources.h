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
};

// RFC 8555 7.1.5
struct Challenge {
    QString type; // "dns-01"
    QString url;
    QString token;
    Status status = Status::Unknown;
    QDateTime validated;
    std::optional<Problem> error;
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
