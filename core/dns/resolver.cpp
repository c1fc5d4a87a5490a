// SPDX-License-Identifier: MIT
#include "dns/resolver.h"

#include "dns/zonefinder.h"

namespace cw::dns
{

namespace
{

constexpr int MostHops = 12;

Failure failureAbout(DnsFailure::Kind kind, const Name &name)
{
    DnsFailure failure;
    failure.kind = kind;
    failure.question = name.toString() + QStringLiteral(" TXT");
    return failure;
}

// Where `name` leads according to this answer, and by what; null when it is the end of the way.
struct Alias {
    Name target;
    Type via = Type::CNAME;
};
std::optional<Alias> aliasIn(const QList<Record> &answer, const Name &name)
{
    for (const Record &record : answer) {
        const std::optional<Name> target = targetOf(record);
        const bool isAbove = name.isAtOrBelow(record.owner) && !(name == record.owner);
        if (record.type != Type::DNAME || !target || !isAbove)
            continue;
        const QList<QByteArray> front = name.labels().first(name.labelCount() - record.owner.labelCount());
        if (const auto to = Name::fromLabels(front + target->labels()))
            return Alias {*to, Type::DNAME};
    }
    for (const Record &record : answer) {
        const std::optional<Name> target = targetOf(record);
        if (record.type == Type::CNAME && record.owner == name && target)
            return Alias {*target, Type::CNAME};
    }
    return std::nullopt;
}

} // namespace

// One validation name on its way.
struct Resolver::Journey {
    RecordPlace place;
    Name at;
    bool isGuarded = true; // no resolver may hear of the names on the way
    std::optional<Failure> failure;
    bool hasArrived = false;
};

Resolver::Resolver(DnsTransport &transport, DnsSettings settings, Clock &clock, ActivityLog &log)
    : m_transport(transport), m_settings(std::move(settings)), m_clock(clock),
      m_recursive(std::make_unique<RecursiveResolver>(transport, m_settings)),
      m_panel(std::make_unique<ServerPanel>(transport, m_settings)),
      m_finder(std::make_unique<ZoneFinder>(*m_recursive, *m_panel, clock, log))
{
}

Resolver::~Resolver() = default;

Result<Zone> Resolver::zoneOf(const Name &name, CancelToken &token)
{
    return m_finder->zonesOf({name}, token).first();
}

QList<Result<Zone>> Resolver::zonesOf(const QList<Name> &names, CancelToken &token)
{
    return m_finder->zonesOf(names, token);
}

std::optional<Zone> Resolver::knownZone(const Name &name) const
{
    return m_finder->knownZone(name);
}

Result<RecordPlace> Resolver::placeOf(const Name &validationName, CancelToken &token)
{
    return placesOf({validationName}, token).first();
}

QList<Result<RecordPlace>> Resolver::placesOf(const QList<Name> &validationNames, CancelToken &token)
{
    QList<Journey> journeys;
    for (const Name &name : validationNames)
        journeys.append({{name, {}, {}, {}}, name, true, {}, false});
    while (!token.isCanceled() && goOn(journeys, token)) { }

    QList<Result<RecordPlace>> places;
    for (const Journey &journey : journeys) {
        if (journey.failure)
            places.append(*journey.failure);
        else if (journey.hasArrived)
            places.append(journey.place);
        else
            places.append(Failure(Canceled()));
    }
    return places;
}

QList<AliasEnd> Resolver::endsOf(const QList<Name> &names, CancelToken &token)
{
    QList<Journey> journeys;
    for (const Name &name : names)
        journeys.append({{name, {}, {}, {}}, name, false, {}, false});
    return endsOf(std::move(journeys), token);
}

AliasEnd Resolver::endOfWay(const Name &validationName, CancelToken &token)
{
    return endsOf(QList<Journey> {{{validationName, {}, {}, {}}, validationName, true, {}, false}}, token).first();
}

QList<AliasEnd> Resolver::endsOf(QList<Journey> journeys, CancelToken &token)
{
    while (!token.isCanceled() && goOn(journeys, token)) { }

    QList<AliasEnd> ends;
    for (const Journey &journey : journeys) {
        ends.append({journey.at, knownZone(journey.at), journey.failure});
    }
    return ends;
}

// Takes every open journey one hop further; false when there is none.
bool Resolver::goOn(QList<Journey> &journeys, CancelToken &token)
{
    QList<Journey *> open;
    QList<Name> names;
    for (Journey &journey : journeys) {
        if (journey.failure || journey.hasArrived)
            continue;
        open.append(&journey);
        names.append(journey.at);
        if (journey.isGuarded)
            m_finder->guard(journey.at);
    }
    const QList<Result<Zone>> zones = m_finder->zonesOf(names, token);

    QList<ZoneQuestion> questions;
    QList<std::pair<Journey *, Zone>> asked;
    for (qsizetype i = 0; i < open.size(); ++i) {
        if (!zones[i]) {
            open[i]->failure = zones[i].failure();
        } else if (isNowhere(*zones[i], names[i])) {
            open[i]->failure = failureAbout(DnsFailure::Kind::NotFound, names[i]);
        } else if (zones[i]->isHearsay) {
            takeHop(*open[i], *zones[i], {});
        } else {
            questions.append({zones[i]->apex, zones[i]->servers, {names[i], Type::TXT}});
            asked.append({open[i], *zones[i]});
        }
    }
    const QList<Heard> heard = m_panel->ask(questions, ServerPanel::Patience::Full, token);
    for (qsizetype i = 0; i < heard.size(); ++i) {
        auto &[journey, zone] = asked[i];
        if (!heard[i].message) {
            journey->failure = heard[i].message.failure();
            continue;
        }
        const QList<Record> deeper = delegationIn(*heard[i].message, zone.apex, journey->at);
        if (deeper.isEmpty())
            takeHop(*journey, zone, *heard[i].message);
        else
            m_finder->learn(deeper, heard[i].message->additional, token); // and once more, one zone further down
    }
    return !open.isEmpty();
}

void Resolver::takeHop(Journey &journey, const Zone &zone, const Message &message)
{
    const std::optional<Alias> alias = aliasIn(message.answer, journey.at);
    QList<Hop> &hops = journey.place.hops;
    hops.append({journey.at, zone.apex, alias ? alias->via : Type::TXT});
    const auto isTarget = [&alias](const Hop &hop) { return hop.name == alias->target; };
    if (!alias) {
        journey.place.owner = journey.at;
        journey.place.zone = zone;
        journey.hasArrived = true;
    } else if (std::any_of(hops.begin(), hops.end(), isTarget)) {
        journey.failure = failureAbout(DnsFailure::Kind::Loop, journey.place.validationName);
    } else if (hops.size() >= MostHops) {
        journey.failure = failureAbout(DnsFailure::Kind::TooManyAliases, journey.place.validationName);
    } else {
        journey.at = alias->target;
    }
}

// A name in nobody's zone: below the root, or below a top level domain that has no such domain.
bool Resolver::isNowhere(const Zone &zone, const Name &name) const
{
    if (zone.apex.isRoot())
        return true;
    return zone.apex.labelCount() == 1 && !zone.parentServers.isEmpty() && name.labelCount() > 1
        && m_finder->isKnownMissing(*Name::fromLabels(name.labels().last(2)));
}

QList<Reply> Resolver::askAllServers(const Zone &zone, const QList<Question> &questions, CancelToken &token)
{
    QList<Query> queries;
    for (const ServerAddress &server : zone.servers) {
        for (const Question &question : questions)
            queries.append(queryFor(question, server.address));
    }
    return askAll(queries, token);
}

Query Resolver::queryFor(const Question &question, const QHostAddress &address, QueryFlags flags) const
{
    return {question, flags, {address, m_settings.authoritativePort}, Carrier::UdpThenTcp, m_settings.timeout,
            m_settings.tries, {}};
}

QList<Reply> Resolver::askAll(const QList<Query> &queries, CancelToken &token)
{
    return queries.isEmpty() ? QList<Reply>() : m_transport.askAll(queries, token);
}

Reply Resolver::askRecursive(const Question &question, QueryFlags flags, CancelToken &token)
{
    return m_recursive->ask(question, flags, token);
}

QList<Reply> Resolver::askRecursiveAll(const QList<Question> &questions, QueryFlags flags, CancelToken &token)
{
    return m_recursive->askAll(questions, flags, token);
}

const QList<Endpoint> &Resolver::recursiveServers() const
{
    return m_recursive->servers();
}

void Resolver::leaveServersOut()
{
    m_asksServers = false;
    m_panel->leaveServersOut();
    m_finder->forget();
}

void Resolver::askOnlyPublicResolvers()
{
    m_recursive->askOnlyPublicOnes();
}

} // namespace cw::dns
