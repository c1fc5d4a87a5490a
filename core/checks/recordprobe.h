// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/resolver.h"

namespace cw::checks
{

// What is there already where the TXT record of one name will go, and near it (dns-checks section 2d, K16 to K21).
struct RecordProbe {
    dns::Name identifier; // without "*."
    dns::RecordPlace place;
    dns::Zone zone; // that holds the identifier
    QList<dns::Reply> texts; // TXT at the place, by every server of its zone
    QList<dns::Reply> aliases; // CNAME at the place, by every server of its zone
    dns::Reply siblingText; // TXT of a name beside the validation name that nobody has made: a wildcard answers
    dns::Reply siblingAddress; // the same for A
    QList<dns::Reply> misplaced; // TXT at names where the record lands by mistake
};

// One server of each zone, that answers for it; zones without one are missing.
using GoodServers = QHash<dns::Name, dns::ServerAddress>;

// Everything in one batch. `probes` come with identifier, place and zone, and get their replies. The place is asked at
// authoritative servers only (no resolver may hear of it before the record exists).
void askAboutRecords(
    dns::Resolver &resolver, QList<RecordProbe> &probes, const GoodServers &good, CancelToken &token);

// Where the alias in an answer leads, if the name that was asked about is one.
std::optional<dns::Name> aliasIn(const dns::Reply &reply);

// A wildcard answers for the validation name with the alias that leads away from it: a TXT record made at the validation
// name itself ends that.
bool isSwallowedByWildcard(const RecordProbe &probe);

// Where the record has to be made: at the place, or, where a wildcard swallows the validation name, at that name itself.
dns::RecordPlace publishingPlace(const RecordProbe &probe);
// The same for names about which nothing else is known yet; in their order.
QList<Result<dns::RecordPlace>> publishingPlaces(
    dns::Resolver &resolver, const QList<dns::Name> &validationNames, CancelToken &token);

// The findings "alias", "own_zone", "wildcard", "old_values" and "misplaced"; warnings and facts only, but for an alias
// beside a TXT record.
QList<Finding> recordFindings(const RecordProbe &probe);

// K23: zones whose operators keep one TXT value a name only, when the order needs two.
std::optional<Finding> oneValueFinding(const dns::Name &validationName, const dns::Name &zone);

} // namespace cw::checks
