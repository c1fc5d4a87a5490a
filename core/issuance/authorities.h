// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/limits.h"

#include <optional>

namespace cw::issuance
{

// A limit that an authority documents.
struct AuthorityLimit {
    LimitUse::Kind kind = LimitUse::Kind::FailedValidations;
    int most = 0;
    std::chrono::hours window {0};
    bool operator==(const AuthorityLimit &) const = default;
};

// A certificate authority we know by name. The preset gives name, hint and documented limits; everything else is decided by
// its directory.
struct Authority {
    QString id; // "letsencrypt", as --ca takes it
    QString name; // a proper name: not translated
    QString hint; // translated
    QString badge; // translated; may be empty
    QUrl directory;
    bool isForTests = false;
    bool hasWildcards = false;
    bool sendsExpiryMail = false;
    bool refusesRedundantNames = false; // www.x beside *.x in one order
    int mostNames = 0; // of one certificate; 0: not documented
    QList<AuthorityLimit> limits {};
    QUrl limitsSource {}; // where it documents them
    QUrl eabHelp {}; // where its customers get their account codes; empty: none needed, or not known
    bool operator==(const Authority &) const = default;
};

// resources/authorities.json, in its order.
QList<Authority> knownAuthorities();
std::optional<Authority> authorityById(QStringView id);
std::optional<Authority> authorityAt(const QUrl &directory);

} // namespace cw::issuance
