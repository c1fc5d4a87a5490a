// SPDX-License-Identifier: MIT
// The questions of a look that come last: to recursive resolvers, and where the value may be instead.
#include "checks/looker.h"

#include "checks/querybatch.h"
#include "checks/recordnames.h"
#include "checks/replies.h"
#include "checks/sights.h"

#include <algorithm>

namespace cw::checks
{

using namespace std::chrono_literals;

namespace
{

constexpr int ServFail = 2;
constexpr dns::QueryFlags Checked{true, false, true, true, true, 1232};
constexpr dns::QueryFlags Unchecked{true, true, true, true, true, 1232};

bool isOwnValueSeenAnywhere(const NameSight &sight)
{
    return std::any_of(
        sight.servers.cbegin(), sight.servers.cend(), [](const ServerSight &server) { return server.isOwnValueSeen; });
}

std::optional<QHostAddress> firstWorkingServer(const NameSight &sight)
{
    for (const ServerSight &server : sight.servers) {
        if (server.state == SeenState::Missing || server.state == SeenState::Other)
            return QHostAddress(server.address);
    }
    return std::nullopt;
}

// A resolver of our own that asked just now and was told otherwise: no cache is to blame, so the CA's may fare the same.
bool isContradiction(const ServerSight &resolver)
{
    if (resolver.state == SeenState::Error)
        return resolver.rcode == ServFail;
    const bool isNegative = resolver.state == SeenState::Missing || resolver.state == SeenState::Other;
    return isNegative && resolver.goneIn.value_or(0s) == 0s;
}

void takeContradiction(LookEntry &entry, qsizetype ownResolvers)
{
    const QList<ServerSight> &resolvers = entry.sight.resolvers;
    const bool isSeenByOne = std::any_of(resolvers.cbegin(), resolvers.cend(),
        [](const ServerSight &resolver) { return resolver.state == SeenState::Seen; });
    const auto contradiction = std::find_if(resolvers.cbegin(), resolvers.cbegin() + ownResolvers, isContradiction);
    if (isSeenByOne || contradiction == resolvers.cbegin() + ownResolvers)
        return;
    entry.clues.contradictingResolver = contradiction->server;
    entry.clues.contradiction = contradiction->detail;
    entry.sight.isComplete = false;
}

// A name next to the validation name that nobody has: what it gets, it gets of a wildcard.
std::optional<dns::Name> siblingOf(const dns::Name &name)
{
    return name.parent().child("_certwright-sibling");
}

} // namespace

// All at once: one that does not answer costs the time of one that does not answer.
void Looker::askResolvers()
{
    struct Asked {
        QString name;
        dns::Endpoint endpoint;
    };
    QList<Asked> resolvers;
    const bool isChosen = !m_settings.resolvers.isEmpty();
    for (const dns::Endpoint &endpoint :
        isChosen ? m_settings.resolvers : dns::systemResolvers(m_settings.resolvConf))
        resolvers.append({endpoint.toString(), endpoint});
    const qsizetype own = resolvers.size();
    for (const dns::PublicResolver &resolver : m_settings.publicResolvers)
        resolvers.append({resolver.name, resolver.endpoint});

    QList<dns::Query> queries;
    for (const LookEntry *entry : entriesWith([](const LookEntry &one) { return one.sight.isComplete; })) {
        for (const Asked &resolver : resolvers)
            queries.append(queryFor({entry->expected.validationName, dns::Type::TXT}, resolver.endpoint, Checked));
    }
    const QList<dns::Reply> replies = queries.isEmpty() ? QList<dns::Reply>() : m_transport.askAll(queries, m_token);
    qsizetype next = 0;
    for (LookEntry &entry : m_entries) {
        for (const Asked &resolver : std::as_const(resolvers)) {
            entry.sight.resolvers.append(
                entry.sight.isComplete ? sightOfResolver(entry.expected, replies.at(next++)) : notAsked(resolver.endpoint));
            entry.sight.resolvers.last().server = resolver.name;
        }
    }
    findBrokenSignatures(replies);
    for (LookEntry *entry : entriesWith([](const LookEntry &one) { return one.sight.isComplete; }))
        takeContradiction(*entry, own);
}

void Looker::findBrokenSignatures(const QList<dns::Reply> &replies)
{
    QList<dns::Query> queries;
    for (const dns::Reply &reply : replies) {
        if (!reply.message || reply.message->rcode != ServFail)
            continue;
        for (const dns::QueryFlags &flags : {Checked, Unchecked}) {
            queries.append(reply.query);
            queries.last().flags = flags;
        }
    }
    const QList<dns::Reply> again = queries.isEmpty() ? QList<dns::Reply>() : m_transport.askAll(queries, m_token);
    for (qsizetype i = 0; i + 1 < again.size(); i += 2) {
        const auto &checked = again.at(i).message;
        const auto &unchecked = again.at(i + 1).message;
        if (!checked || checked->rcode != ServFail || !unchecked || unchecked->rcode != NoError)
            continue;
        for (LookEntry *entry : entriesWith([&again, i](const LookEntry &one) {
                 return one.expected.validationName == again.at(i).query.question.name;
             })) {
            entry->clues.isBogus = true;
            entry->sight.isComplete = false;
        }
    }
}

void Looker::lookElsewhere()
{
    struct Asked {
        LookEntry *entry;
        dns::Name name;
        bool isSibling;
    };
    QList<Asked> asked;
    QueryBatch batch;
    for (LookEntry *entry : entriesWith([](const LookEntry &one) {
             return one.place && !one.sight.failure && !isOwnValueSeenAnywhere(one.sight);
         })) {
        const auto server = firstWorkingServer(entry->sight);
        if (!server)
            continue;
        const dns::Name &owner = entry->place->owner;
        for (const dns::Name &name : misspelledNames(owner, entry->place->zone.apex)) {
            asked.append({entry, name, false});
            batch.add(queryFor({name, dns::Type::TXT}, *server));
        }
        if (const auto sibling = siblingOf(entry->expected.validationName)) {
            asked.append({entry, *sibling, true});
            batch.add(queryFor({*sibling, dns::Type::TXT}, entry->wayServer.value_or(*server)));
        }
    }
    const QList<dns::Reply> replies = batch.send(m_transport, m_token);
    for (qsizetype i = 0; i < replies.size(); ++i) {
        LookEntry &entry = *asked.at(i).entry;
        if (!replies.at(i).message)
            continue;
        const dns::Message &message = *replies.at(i).message;
        if (asked.at(i).isSibling)
            takeSibling(entry, asked.at(i).name, message);
        else if (!entry.clues.misplaced
            && textsAt(asked.at(i).name, message).contains(entry.expected.values.value(0)))
            entry.clues.misplaced = asked.at(i).name;
    }
}

void Looker::takeSibling(LookEntry &entry, const dns::Name &sibling, const dns::Message &message)
{
    const dns::Name target = endOfChain(sibling, message);
    const QList<dns::Hop> &hops = entry.place->hops;
    const bool isSameAlias = std::any_of(
        hops.cbegin() + 1, hops.cend(), [&target](const dns::Hop &hop) { return hop.name == target; });
    if (isSameAlias)
        entry.clues.wildcardTarget = target;
    const QList<QByteArray> texts = textsAt(sibling, message);
    if (texts.isEmpty())
        return;
    // A wildcard with the value: it is everywhere where nothing else is, and says nothing about slips.
    if (texts.contains(entry.expected.values.value(0)))
        entry.clues.misplaced.reset();
    entry.clues.isWildcardText = std::any_of(entry.sight.servers.cbegin(), entry.sight.servers.cend(),
        [&texts](const ServerSight &server) { return server.state == SeenState::Other && server.found == texts; });
}

} // namespace cw::checks
