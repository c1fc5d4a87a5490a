// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "dns/name.h"

#include <QMap>
#include <QStringList>

namespace cw::checks
{

// Where the TXT records of names are kept once the main zone leads there for good: pure.

// How a name in the alias zone is made of an identifier.
//
// Host: the labels from the top down with dashes between them, "www.example.org" becomes "org-example-www". A dash of a
// label is written twice, "www.example-x.com" becomes "com-example--x-www"; as no label begins or ends with a dash, a
// single dash always stands for a dot, and the name can be read back. A label whose third and fourth characters would
// be dashes, which is the form of A-labels (RFC 5891 4.2.3.1), gets "0-" in front: "xn--p1ai" becomes "0-xn----p1ai".
// What is longer than 63 octets goes on in another label to the left; where one label of the identifier does not fit
// into one of the alias zone, SHA-1 is used. Sha1: 40 hexadecimal digits of the SHA-1 of the identifier in lower case
// without final dot; `printf %s NAME | sha1sum`. Uuid: random, made once and kept.
enum class AliasScheme { Host, Sha1, Uuid };
QString aliasSchemeName(AliasScheme scheme); // "host"
std::optional<AliasScheme> aliasSchemeFromName(QStringView name);

// How the main zone hands the validation name over: as an alias of a name in the alias zone, or as a zone of its own
// that other name servers have.
enum class AliasVariant { Cname, NameServers };
QString aliasVariantName(AliasVariant variant); // "cname", "ns"
std::optional<AliasVariant> aliasVariantFromName(QStringView name);

struct AliasChoice {
    dns::Name zone; // the alias zone
    AliasScheme scheme = AliasScheme::Host;
    AliasVariant variant = AliasVariant::Cname;
    QList<dns::Name> servers; // of the NameServers variant
    QMap<QString, QString> uuids; // by identifier
};
// With a UUID for each identifier that has none yet; "*." is left out of account.
AliasChoice withUuids(AliasChoice choice, const QStringList &identifiers);

struct AliasPlan {
    QString identifier; // "www.example.org": without "*.", which shares the alias
    dns::Name validationName; // "_acme-challenge.www.example.org."
    dns::Name target; // where the TXT record goes: in the alias zone, or the validation name itself when it is a zone
    dns::Name aliasZone; // the zone that holds `target`
    AliasScheme scheme = AliasScheme::Host; // Sha1 where Host did not fit
    AliasVariant variant = AliasVariant::Cname;
    QList<dns::Name> servers{};
    bool operator==(const AliasPlan &) const = default;
};
// One plan for each identifier and its wildcard, in their order; no two have the same target. BadInput: NoNames,
// EmptyName (no zone), NameTooLong, MissingOption (a variant without servers, a UUID scheme without a UUID).
Result<QList<AliasPlan>> planAliases(const QStringList &identifiers, const AliasChoice &choice);

// The identifier that a target of scheme Host was made of; null when it was not made by it.
std::optional<QString> identifierOfTarget(const dns::Name &target, const dns::Name &aliasZone);

// What has to be added to the main zone, as a panel asks for it.
constexpr int AliasTtl = 3600; // seconds: it stays for years, and yet can be mended within the hour
struct MainZoneRecord {
    dns::Name owner;
    dns::Name zone; // that holds the owner; the root when it is not known
    QString type; // "CNAME", "NS"
    QString value; // "org-example-www.alias.example."
    int ttl = AliasTtl;
    QString nameWithinZone() const; // "_acme-challenge.www"; the full name when the zone is not known
    QString line() const; // of a zone file with $ORIGIN of the zone
};
// `mainZone` holds the validation name and ends above it.
QList<MainZoneRecord> mainZoneRecords(const AliasPlan &plan, const dns::Name &mainZone);
// Of many names: a zone file with a $ORIGIN line for each zone.
QString zoneFileLines(const QList<MainZoneRecord> &records);

} // namespace cw::checks
