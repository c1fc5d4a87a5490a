// SPDX-License-Identifier: MIT
#include "checks/recordprobe.h"

#include "checks/recordnames.h"
#include "checks/zoneprobe.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

dns::Name siblingOf(const dns::Name &identifier)
{
    return identifier.child(unusedLabel()).value_or(identifier);
}

// The questions about one name; `Reply *` says where the answer goes.
class Questions
{
public:
    explicit Questions(dns::Resolver &resolver)
        : m_resolver(resolver)
    {
    }

    void add(const dns::Question &question, const dns::ServerAddress &server, dns::Reply &into)
    {
        m_queries.append(m_resolver.queryFor(question, server.address));
        m_into.append(&into);
    }

    void send(CancelToken &token)
    {
        const QList<dns::Reply> replies = m_resolver.askAll(m_queries, token);
        for (qsizetype i = 0; i < replies.size(); ++i)
            *m_into.at(i) = replies.at(i);
    }

private:
    dns::Resolver &m_resolver;
    QList<dns::Query> m_queries;
    QList<dns::Reply *> m_into;
};

// Without the validation names of parents: what is there may belong to another certificate. That of dns-account-01 is below
// the one of dns-01, which other clients use.
QList<dns::Name> mistakenNames(const RecordProbe &probe)
{
    const dns::Name &validationName = probe.place.validationName;
    QList<dns::Name> names = misspelledNames(validationName, probe.zone.apex);
    names.removeIf([&](const dns::Name &name) {
        const QByteArray label = name.labels().first();
        const bool isUsed = label == validationName.labels().first() || label == "_acme-challenge";
        return isUsed && probe.identifier.isAtOrBelow(name.parent());
    });
    return names;
}

} // namespace

std::optional<dns::Name> aliasIn(const dns::Reply &reply)
{
    if (!reply.message)
        return std::nullopt;
    const QList<dns::Record> &answer = reply.message->answer;
    const auto alias = std::find_if(answer.cbegin(), answer.cend(), [&reply](const dns::Record &record) {
        return record.type == dns::Type::CNAME && record.owner == reply.query.question.name;
    });
    return alias == answer.cend() ? std::nullopt : dns::targetOf(*alias);
}

void askAboutRecords(
    dns::Resolver &resolver, QList<RecordProbe> &probes, const GoodServers &good, CancelToken &token)
{
    Questions questions(resolver);
    for (RecordProbe &probe : probes) {
        const QList<dns::ServerAddress> &servers = probe.place.zone.servers;
        probe.texts.resize(servers.size());
        probe.aliases.resize(servers.size());
        for (qsizetype i = 0; i < servers.size(); ++i) {
            questions.add({probe.place.owner, dns::Type::TXT}, servers.at(i), probe.texts[i]);
            questions.add({probe.place.owner, dns::Type::CNAME}, servers.at(i), probe.aliases[i]);
        }
        const auto server = good.constFind(probe.zone.apex);
        if (server == good.cend())
            continue;
        questions.add({siblingOf(probe.identifier), dns::Type::TXT}, *server, probe.siblingText);
        questions.add({siblingOf(probe.identifier), dns::Type::A}, *server, probe.siblingAddress);
        const QList<dns::Name> mistaken = mistakenNames(probe);
        probe.misplaced.resize(mistaken.size());
        for (qsizetype i = 0; i < mistaken.size(); ++i)
            questions.add({mistaken.at(i), dns::Type::TXT}, *server, probe.misplaced[i]);
    }
    questions.send(token);
}

bool isSwallowedByWildcard(const RecordProbe &probe)
{
    const auto target = aliasIn(probe.siblingText);
    return target && probe.place.hops.size() > 1 && probe.place.hops.at(1).name == *target
        && probe.place.hops.first().via == dns::Type::CNAME;
}

dns::RecordPlace publishingPlace(const RecordProbe &probe)
{
    if (!isSwallowedByWildcard(probe))
        return probe.place;
    const dns::Name &name = probe.place.validationName;
    return {name, {{name, probe.zone.apex, dns::Type::TXT}}, name, probe.zone};
}

QList<Result<dns::RecordPlace>> publishingPlaces(
    dns::Resolver &resolver, const QList<dns::Name> &validationNames, CancelToken &token)
{
    QList<Result<dns::RecordPlace>> places = resolver.placesOf(validationNames, token);
    for (Result<dns::RecordPlace> &place : places) {
        if (!place || place->hops.size() < 2)
            continue;
        RecordProbe probe{place->validationName.parent(), *place, {}, {}, {}, {}, {}, {}};
        const Result<dns::Zone> zone = resolver.zoneOf(place->hops.first().zone, token);
        if (!zone)
            continue;
        probe.zone = *zone;
        const QList<dns::Reply> replies
            = resolver.askAllServers(*zone, {{siblingOf(probe.identifier), dns::Type::TXT}}, token);
        for (const dns::Reply &reply : replies) {
            probe.siblingText = reply;
            if (aliasIn(reply))
                break;
        }
        place = publishingPlace(probe);
    }
    return places;
}

} // namespace cw::checks
