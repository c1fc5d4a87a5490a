// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"

#include <QHash>

namespace cw::checks
{

// What one name server itself says about the CAA records of a label.
struct CaaAtServer {
    dns::ServerAddress server;
    dns::Reply reply;
    dns::Reply inMixedCase; // the same question with capitals in the name (0x20)
};

// All servers of the zone that holds a label. Where an alias leads away from the label, its target is asked as well: the
// target's records count for the label (RFC 8659 3).
struct CaaLabel {
    dns::Name label;
    dns::Name target; // the end of the alias chain; equal to `label` without one
    std::optional<dns::Zone> zone; // of the label; null when it could not be found
    QList<CaaAtServer> servers; // asked about the label
    QList<CaaAtServer> targetServers; // asked about the target; empty without an alias
};

// One of the record sets that servers give for a label, and who gives it.
struct CaaView {
    QList<dns::Caa> records; // in a fixed order
    quint32 ttl = 0; // seconds
    QList<dns::ServerAddress> servers;
};

// Asks the servers about the labels, all in one batch after their zones are found. `targets`: where the alias at a label
// leads, for labels that are one. Labels above everybody's zone (top level domains, ICANN suffixes) are left out.
QHash<dns::Name, CaaLabel> askCaaAtServers(dns::Resolver &resolver, const QList<dns::Name> &labels,
    const QHash<dns::Name, dns::Name> &targets, CancelToken &token);

// The different sets that the servers give, the one of most servers first; empty when none gave an answer with
// authority. A CA's resolver gets one of them by chance.
QList<CaaView> viewsOf(const CaaLabel &label);

// Every server that answers in lower case fails when the question has capitals, as resolvers send it: they get no answer.
bool failsInMixedCase(const CaaLabel &label);

} // namespace cw::checks
