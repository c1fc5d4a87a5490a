// SPDX-License-Identifier: MIT
#pragma once

#include "dns/recursiveresolver.h"

namespace cw::dns
{

// A zone cut as recursive resolvers see it.
struct ResolverCut {
    Record soa; // its owner is the apex
    QList<Record> nameServers;
    QList<Record> additional; // what came with them
};

// The zone that holds `identifier`, which must be no validation name nor below one. CD=1: a broken signature must not hide
// where the zone is. DnsFailure NoResolver (silent, or with rcode REFUSED), Rcode, NotFound, NoServers.
Result<ResolverCut> askResolverForCut(RecursiveResolver &resolver, const Name &identifier, CancelToken &token);

// The records of one type at one name.
QList<Record> recordsAt(const QList<Record> &records, const Name &owner, Type type);

} // namespace cw::dns
