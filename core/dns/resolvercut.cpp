// SPDX-License-Identifier: MIT
#include "dns/resolvercut.h"

namespace cw::dns
{

namespace
{

constexpr int NoError = 0;
constexpr int NxDomain = 3;
constexpr int Refused = 5;

DnsFailure failureAbout(DnsFailure::Kind kind, const Name &name, Type type)
{
    DnsFailure failure;
    failure.kind = kind;
    failure.question = name.toString() + u' ' + typeName(type);
    return failure;
}

// The last resolver that was asked said nothing.
Failure noResolver(const Reply &reply)
{
    const auto *why = std::get_if<DnsFailure>(&reply.message.failure());
    if (!why)
        return reply.message.failure();
    DnsFailure failure = *why;
    failure.kind = DnsFailure::Kind::NoResolver;
    return failure;
}

// The SOA record of the zone.
Result<Record> soaAbove(
    RecursiveResolver &resolver, const Name &identifier, const QueryFlags &flags, CancelToken &token)
{
    for (Name name = identifier; !name.isRoot(); name = name.parent()) {
        const Reply reply = resolver.ask({name, Type::SOA}, flags, token);
        if (!reply.message)
            return noResolver(reply);
        const Message &message = *reply.message;
        if (message.rcode != NoError && message.rcode != NxDomain) {
            DnsFailure failure = failureAbout(DnsFailure::Kind::Rcode, name, Type::SOA);
            if (message.rcode == Refused) // the resolver serves others, not us
                failure.kind = DnsFailure::Kind::NoResolver;
            failure.server = reply.query.server.toString();
            failure.rcode = message.rcode;
            return Failure(failure);
        }
        for (const Record &record : message.answer + message.authority) {
            // Of an alias's target it would be another zone's SOA.
            if (record.type == Type::SOA && name.isAtOrBelow(record.owner) && !record.owner.isRoot())
                return record;
        }
    }
    return Failure(failureAbout(DnsFailure::Kind::NotFound, identifier, Type::SOA));
}

} // namespace

Result<ResolverCut> askResolverForCut(RecursiveResolver &resolver, const Name &identifier, CancelToken &token)
{
    QueryFlags flags;
    flags.checkingDisabled = true;
    const Result<Record> soa = soaAbove(resolver, identifier, flags, token);
    if (!soa)
        return soa.failure();
    const Reply reply = resolver.ask({soa->owner, Type::NS}, flags, token);
    const QList<Record> nameServers
        = reply.message ? recordsAt(reply.message->answer, soa->owner, Type::NS) : QList<Record>();
    if (nameServers.isEmpty())
        return Failure(failureAbout(DnsFailure::Kind::NoServers, soa->owner, Type::NS));
    return ResolverCut{*soa, nameServers, reply.message->additional};
}

QList<Record> recordsAt(const QList<Record> &records, const Name &owner, Type type)
{
    QList<Record> found;
    for (const Record &record : records) {
        if (record.owner == owner && record.type == type)
            found.append(record);
    }
    return found;
}

} // namespace cw::dns
