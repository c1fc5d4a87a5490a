// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace cw::ui
{

// A certificate authority we know by name. The preset gives name and hint; everything else is decided by its directory.
struct Authority {
    QString id; // "letsencrypt"
    QString name; // a proper name: not translated
    QString hint; // translated
    QString badge; // translated; may be empty
    QUrl directory;
    bool isForTests = false;
    bool hasWildcards = false;
    bool sendsExpiryMail = false;
    bool operator==(const Authority &) const = default;
};

// resources/authorities.json, in its order.
QList<Authority> knownAuthorities();
std::optional<Authority> authorityAt(const QList<Authority> &authorities, const QUrl &directory);

} // namespace cw::ui
