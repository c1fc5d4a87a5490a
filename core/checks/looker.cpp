// SPDX-License-Identifier: MIT
#include "checks/looker.h"

#include "checks/propagationwords.h"
#include "checks/querybatch.h"
#include "checks/quorum.h"
#include "checks/serials.h"
#include "checks/sights.h"
#include "checks/waiting.h"
#include "checks/zoneprobe.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

// The servers would do, if those that were slow had been quicker.
bool couldBeCertain(QList<ServerSight> servers)
{
    for (ServerSight &server : servers) {
        if (server.state == SeenState::Seen)
            server.trouble = Trouble::None;
    }
    return isCertain(servers);
}

bool hasSilence(const QList<ServerSight> &servers)
{
    return std::any_of(servers.cbegin(), servers.cend(),
        [](const ServerSight &server) { return server.trouble == Trouble::Silent; });
}

QList<qsizetype> serversThatHaveIt(const LookEntry &entry)
{
    QList<qsizetype> indexes;
    for (qsizetype i = 0; i < entry.sight.servers.size(); ++i) {
        if (entry.sight.servers.at(i).state == SeenState::Seen)
            indexes.append(i);
    }
    return indexes;
}

// Whether it may help to ask the servers of the validation name themselves: the walk says only what one of them did.
bool isAboutServers(const Failure &failure)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    if (!dns)
        return false;
    using Kind = DnsFailure::Kind;
    return dns->kind == Kind::Rcode || dns->kind == Kind::NotAuthoritative || dns->kind == Kind::NoAnswer
        || dns->kind == Kind::Unreachable || dns->kind == Kind::Malformed || dns->kind == Kind::NotFound;
}

std::optional<dns::Name> aliasAt(const dns::Name &owner, const dns::Reply &reply)
{
    for (const dns::Record &record : reply.message ? reply.message->answer : QList<dns::Record>()) {
        if (record.type == dns::Type::CNAME && record.owner == owner)
            return dns::targetOf(record);
    }
    return std::nullopt;
}

// A server that follows aliases inside its own zones and gives up (SERVFAIL, with the aliases so far) tells what is wrong.
std::optional<DnsFailure> aliasFailure(const dns::Name &owner, const dns::Reply &reply)
{
    if (!aliasAt(owner, reply) || reply.message->rcode != 2)
        return std::nullopt;
    QList<dns::Name> passed;
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::TooManyAliases;
    failure.question = owner.toString() + QStringLiteral(" TXT");
    for (const dns::Record &record : reply.message->answer) {
        passed.append(record.owner);
        if (record.type == dns::Type::CNAME && passed.contains(dns::targetOf(record).value_or(dns::Name())))
            failure.kind = DnsFailure::Kind::Loop;
    }
    return failure;
}

// Of servers that have the value: whom a resolver that mixes capitals into its questions (0x20) gets none from. Another one
// is asked after an error, but never after "no such name". Silence may be chance.
QStringList thoseThatFail(const QList<std::pair<QString, dns::Reply>> &inCapitals)
{
    QStringList failing;
    bool isAnyDenying = false;
    bool areAllFailing = true;
    for (const auto &[server, reply] : inCapitals) {
        const bool isFailing = reply.message && reply.message->rcode != 0;
        isAnyDenying = isAnyDenying || (isFailing && reply.message->rcode == 3);
        areAllFailing = areAllFailing && isFailing;
        if (isFailing && !failing.contains(server))
            failing.append(server);
    }
    return areAllFailing || isAnyDenying ? failing : QStringList();
}

} // namespace

dns::Query Looker::queryFor(const dns::Question &question, const dns::Endpoint &server, dns::QueryFlags flags) const
{
    dns::Query query;
    query.question = question;
    query.flags = flags;
    query.server = server;
    query.timeout = m_settings.timeout;
    query.tries = m_settings.tries;
    return query;
}

dns::Query Looker::queryFor(const dns::Question &question, const QHostAddress &server) const
{
    dns::Endpoint endpoint;
    endpoint.address = server;
    endpoint.port = m_settings.authoritativePort;
    return queryFor(question, endpoint, {});
}

QList<LookEntry *> Looker::entriesWith(const std::function<bool(const LookEntry &)> &isWanted)
{
    QList<LookEntry *> wanted;
    for (LookEntry &entry : m_entries) {
        if (isWanted(entry))
            wanted.append(&entry);
    }
    return wanted;
}

void Looker::findPlaces(dns::Resolver &resolver, const QList<ExpectedRecord> &expected)
{
    QList<dns::Name> names; // a name and its wildcard share one
    for (const ExpectedRecord &record : expected) {
        if (!names.contains(record.validationName))
            names.append(record.validationName);
    }
    const QList<Result<dns::RecordPlace>> places = resolver.placesOf(names, m_token);
    for (const ExpectedRecord &record : expected) {
        LookEntry entry;
        entry.expected = record;
        entry.sight.identifier = record.identifier;
        entry.sight.expected = record.values;
        entry.sight.owner = record.validationName;
        takePlace(resolver, entry, places.at(names.indexOf(record.validationName)));
        m_entries.append(entry);
    }
}

void Looker::takePlace(dns::Resolver &resolver, LookEntry &entry, const Result<dns::RecordPlace> &place)
{
    if (place) {
        entry.place = *place;
        entry.clues.isAlias = place->hops.size() > 1;
        const Result<dns::Zone> first = resolver.zoneOf(place->hops.first().zone, m_token);
        if (first && !first->servers.isEmpty() && first->apex != place->zone.apex)
            entry.wayServer = first->servers.first().address;
    } else {
        entry.sight.failure = place.failure();
        const dns::Name &name = entry.expected.validationName;
        const Result<dns::Zone> zone
            = isAboutServers(place.failure()) ? resolver.zoneOf(name, m_token) : Result<dns::Zone>(place.failure());
        if (!zone)
            return;
        entry.place = dns::RecordPlace{name, {{name, zone->apex, dns::Type::TXT}}, name, *zone};
    }
    entry.sight.owner = entry.place->owner;
    entry.sight.zone = entry.place->zone.apex;
}

void Looker::askServers()
{
    const QList<LookEntry *> entries = entriesWith([](const LookEntry &entry) { return entry.place.has_value(); });
    QueryBatch batch;
    for (const LookEntry *entry : entries) {
        for (const dns::ServerAddress &server : entry->place->zone.servers) {
            batch.add(queryFor({entry->place->owner, dns::Type::TXT}, server.address));
            batch.add(queryFor({entry->place->zone.apex, dns::Type::SOA}, server.address));
        }
    }
    const QList<dns::Reply> replies = batch.send(m_transport, m_token);
    qsizetype next = 0;
    for (LookEntry *entry : entries) {
        QList<ServerReplies> ofZone;
        for (qsizetype i = 0; i < entry->place->zone.servers.size(); ++i, next += 2)
            ofZone.append({replies.at(next), replies.at(next + 1)});
        readZone(*entry, ofZone);
    }
}

void Looker::readZone(LookEntry &entry, const QList<ServerReplies> &replies)
{
    NameSight &sight = entry.sight;
    const dns::RecordPlace &place = *entry.place;
    bool isElsewhere = false;
    bool isMissing = true;
    for (qsizetype i = 0; i < replies.size(); ++i) {
        const ServerReplies &said = replies.at(i);
        sight.servers.append(sightOf(place.zone.servers.at(i), entry.expected, place, said));
        entry.texts.append(said.txt);
        isElsewhere = isElsewhere || aliasAt(place.owner, said.txt);
        if (const auto failure = sight.failure ? aliasFailure(place.owner, said.txt) : std::nullopt)
            sight.failure = *failure;
        const bool isNoSuchName = said.txt.message && said.txt.message->rcode == 3;
        isMissing = isMissing && (!said.txt.message || isNoSuchName);
        if (said.txt.message && !sight.negativeTtl)
            sight.negativeTtl = negativeTtlIn(said.txt.message->authority);
    }
    for (const ServerReplies &said : replies) {
        if (said.soa.message && !sight.negativeTtl)
            sight.negativeTtl = negativeTtlIn(said.soa.message->answer);
    }
    setAsideUnreachableIpv6(sight.servers, entry.texts);
    compareSerials(sight.servers);
    sight.refresh = std::chrono::seconds(place.zone.soa.refresh);
    entry.clues.isOwnerMissing = isMissing;
    if (sight.failure && isElsewhere) {
        entry.clues.isAlias = true;
        sight.servers.clear(); // they are not the ones who fail
        entry.texts.clear();
    }
    sight.isComplete = !sight.failure && isCertain(sight.servers);
}

void Looker::askAliases(dns::Resolver &resolver)
{
    struct Step {
        LookEntry *entry;
        dns::Zone zone;
        dns::Name alias;
        dns::Name target;
    };
    QList<Step> steps;
    QueryBatch batch;
    for (LookEntry *entry :
        entriesWith([](const LookEntry &one) { return one.sight.isComplete || couldBeCertain(one.sight.servers); })) {
        const QList<dns::Hop> &hops = entry->place->hops;
        for (qsizetype i = 0; i + 1 < hops.size(); ++i) {
            const Result<dns::Zone> zone = resolver.zoneOf(hops.at(i).zone, m_token);
            if (!zone)
                continue;
            steps.append({entry, *zone, hops.at(i).name, hops.at(i + 1).name});
            for (const dns::ServerAddress &server : zone->servers) {
                batch.add(queryFor({hops.at(i).name, dns::Type::TXT}, server.address));
                batch.add(queryFor({zone->apex, dns::Type::SOA}, server.address));
            }
        }
    }
    const QList<dns::Reply> replies = batch.send(m_transport, m_token);
    qsizetype next = 0;
    for (const Step &step : steps) {
        QList<ServerSight> servers;
        QList<dns::Reply> texts;
        for (const dns::ServerAddress &server : step.zone.servers) {
            texts.append(replies.at(next));
            servers.append(
                sightOfAlias(server, step.zone, step.alias, step.target, {replies.at(next), replies.at(next + 1)}));
            next += 2;
        }
        setAsideUnreachableIpv6(servers, texts);
        LookEntry &entry = *step.entry;
        entry.zonesWithSilence += hasSilence(servers) ? 1 : 0;
        // Silent servers in two zones of one way can take longer than the CA waits.
        const bool isTooSlow = entry.zonesWithSilence + (hasSilence(entry.sight.servers) ? 1 : 0) > 1;
        entry.isWayCertain = isCertain(servers) && !isTooSlow && entry.isWayCertain;
        entry.sight.isComplete = entry.sight.isComplete && entry.isWayCertain;
        servers.removeIf([](const ServerSight &server) {
            return server.state == SeenState::NotAsked
                || (server.state == SeenState::Seen && server.trouble == Trouble::None);
        });
        entry.onTheWay += servers;
    }
}

void Looker::askAgain()
{
    const QList<LookEntry *> entries = entriesWith(
        [](const LookEntry &one) { return !one.sight.failure && one.isWayCertain && couldBeCertain(one.sight.servers); });
    if (entries.isEmpty() || !m_clock.sleep(RepeatDistance, m_token))
        return;
    QueryBatch batch;
    for (const LookEntry *entry : entries) {
        for (const qsizetype i : serversThatHaveIt(*entry)) {
            const QHostAddress &server = entry->place->zone.servers.at(i).address;
            batch.add(queryFor({entry->place->owner, dns::Type::TXT}, server));
            batch.add(queryFor({entry->place->owner, dns::Type::A}, server));
            batch.add(queryFor({inMixedCase(entry->place->owner), dns::Type::TXT}, server));
        }
    }
    const QList<dns::Reply> replies = batch.send(m_transport, m_token);
    qsizetype next = 0;
    for (LookEntry *entry : entries) {
        QList<std::pair<QString, dns::Reply>> inCapitals;
        for (const qsizetype i : serversThatHaveIt(*entry)) {
            takeSecondAnswer(*entry, i, replies.at(next), replies.at(next + 1));
            inCapitals.append({entry->sight.servers.at(i).server, replies.at(next + 2)});
            next += 3;
        }
        entry->clues.failAtCapitals = thoseThatFail(inCapitals);
        entry->sight.isComplete = entry->isWayCertain && !entry->clues.aliasBeside
            && entry->clues.failAtCapitals.isEmpty() && isCertain(entry->sight.servers);
    }
}

// The second answer counts: of two that differ the worse one, of two that are good the quicker one.
void Looker::takeSecondAnswer(LookEntry &entry, qsizetype i, const dns::Reply &text, const dns::Reply &other)
{
    ServerSight &first = entry.sight.servers[i];
    ServerSight second = sightOf(entry.place->zone.servers.at(i), entry.expected, *entry.place, {text, other});
    second.serial = first.serial;
    second.behind = first.behind;
    const bool isQuickOnce = first.trouble == Trouble::None && second.state == SeenState::Seen;
    if (!isQuickOnce) {
        first = second;
        entry.texts[i] = text;
    }
    if (const auto target = aliasAt(entry.place->owner, other)) {
        entry.clues.aliasBeside = target;
    } else if (!other.message && first.state == SeenState::Seen) {
        first.trouble = Trouble::Doubtful; // resolvers that minimise names begin with such a question
        first.detail = QStringLiteral("no answer to A");
    }
}

QList<NameSight> Looker::result() const
{
    QList<NameSight> names;
    for (const LookEntry &entry : m_entries) {
        NameSight sight = entry.sight;
        sight.servers += entry.onTheWay;
        sight.cause = causeOf(sight, entry.expected, entry.clues);
        sight.waiting = waitingFor(sight, entry.expected, m_clock.now());
        const bool isLagging = std::any_of(sight.servers.cbegin(), sight.servers.cend(),
            [](const ServerSight &server) { return server.behind > 0 && server.state != SeenState::Seen; });
        if (isLagging)
            sight.expectedBy = m_clock.now().addSecs(sight.refresh.count());
        putIntoWords(sight, entry.expected, entry.clues);
        names.append(sight);
    }
    return names;
}

} // namespace cw::checks
