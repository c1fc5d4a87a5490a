// SPDX-License-Identifier: MIT
#include "dns/zonefinder.h"

namespace cw::dns
{

namespace
{

constexpr int NoError = 0;
constexpr int NxDomain = 3;

// The names above and at `name`, from the top level domain down.
QList<Name> wayTo(const Name &name)
{
    QList<Name> way;
    for (Name n = name; !n.isRoot(); n = n.parent())
        way.prepend(n);
    return way;
}

bool hasDnameAbove(const QList<Record> &records, const Name &name)
{
    return std::any_of(records.begin(), records.end(), [&](const Record &record) {
        return record.type == Type::DNAME && name.isAtOrBelow(record.owner) && !(name == record.owner);
    });
}

// The servers said something, if only that they do not serve the zone.
bool isAnswering(const Failure &failure)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    return dns && (dns->kind == DnsFailure::Kind::Rcode || dns->kind == DnsFailure::Kind::NotAuthoritative);
}

bool isErrorCode(const Result<Message> &heard)
{
    const auto *failure = heard ? nullptr : std::get_if<DnsFailure>(&heard.failure());
    return failure && failure->kind == DnsFailure::Kind::Rcode;
}

} // namespace

// How far the way to a name is known.
struct ZoneFinder::Position {
    std::optional<Name> apex; // deepest cut known
    std::optional<Name> next; // to be asked at that zone's servers
    std::optional<Name> askResolverFor; // nothing above is known
    std::optional<Failure> failure;
};

ZoneFinder::ZoneFinder(RecursiveResolver &recursive, ServerPanel &panel, Clock &clock, ActivityLog &log)
    : m_recursive(recursive), m_panel(panel), m_builder(recursive, panel), m_clock(clock), m_log(log)
{
}

QList<Result<Zone>> ZoneFinder::zonesOf(const QList<Name> &names, CancelToken &token)
{
    m_wanted = names;
    startAtRoot(token);
    while (!token.isCanceled() && takeOneStep(names, token)) { }

    QList<Result<Zone>> result;
    for (const Name &name : names) {
        const Position position = positionOf(name);
        if (token.isCanceled())
            result.append(Failure(Canceled()));
        else if (position.failure)
            result.append(*position.failure);
        else
            result.append(m_zones.value(*position.apex));
    }
    return result;
}

std::optional<Zone> ZoneFinder::knownZone(const Name &name) const
{
    const std::optional<Name> apex = positionOf(name).apex;
    return apex ? std::optional(m_zones.value(*apex)) : std::nullopt;
}

void ZoneFinder::startAtRoot(CancelToken &token)
{
    if (m_hasStarted || m_panel.areServersLeftOut())
        return;
    QueryFlags flags;
    flags.dnssecOk = false;
    const Reply reply = m_recursive.ask({Name(), Type::NS}, flags, token);
    m_hasStarted = !token.isCanceled();
    const QList<Record> nameServers = reply.message ? recordsAt(reply.message->answer, Name(), Type::NS) : QList<Record>();
    if (!nameServers.isEmpty())
        build({delegationFrom(nameServers, reply.message->additional, Delegation::Source::Resolver)},
              ServerPanel::Patience::Short, token);
    if (m_broken.contains(Name()))
        m_zones.remove(Name()); // out of reach: the way begins at the resolver
}

ZoneFinder::Position ZoneFinder::positionOf(const Name &name) const
{
    Position position;
    if (m_zones.contains(Name()))
        position.apex = Name();
    const Name identifier = identifierOf(name);
    for (const Name &at : wayTo(name)) {
        const auto step = m_steps.find(at);
        if (step == m_steps.end()) {
            if (position.apex)
                position.next = at;
            break;
        }
        const bool isLast = step->kind == Step::Kind::Missing || step->kind == Step::Kind::Failed;
        if (step->kind == Step::Kind::Cut)
            position.apex = at;
        if (step->kind == Step::Kind::Failed)
            position.failure = step->failure;
        // A top level domain that the root does not know may be one of a closed network.
        if (step->kind == Step::Kind::Missing && at.labelCount() == 1 && !m_askedResolver.contains(identifier))
            position.askResolverFor = identifier;
        if (isLast)
            break;
    }
    // Its servers cannot be asked for a deeper cut; the resolver may know of one at or above the identifier.
    if (position.apex && m_zones.value(*position.apex).isHearsay) {
        position.next.reset();
        if (!m_askedResolver.contains(identifier))
            position.askResolverFor = identifier;
    }
    // Servers that answer, but not for this zone, may have a zone below it: asked until the end of the name.
    if (position.apex && m_broken.contains(*position.apex)) {
        const Failure failure = m_broken.value(*position.apex);
        const bool isAtEnd = !position.next && !(name == *position.apex);
        if (isAtEnd || (position.next && !isAnswering(failure)))
            position.failure = failure;
    }
    if (!position.apex && !m_askedResolver.contains(identifier))
        position.askResolverFor = identifier;
    else if (!position.apex)
        position.failure = m_askedResolver.value(identifier);
    return position;
}

// Brings every name one label further; false when there is nothing left to find out.
bool ZoneFinder::takeOneStep(const QList<Name> &names, CancelToken &token)
{
    QList<ZoneQuestion> questions;
    QSet<Name> asked;
    for (const Name &name : names) {
        const Position position = positionOf(name);
        if (position.askResolverFor) {
            takeCutOfResolver(*position.askResolverFor, token);
            return true;
        }
        if (!position.next || position.failure || asked.contains(*position.next))
            continue;
        asked.insert(*position.next);
        const Zone &zone = m_zones[*position.apex];
        const Type type = m_silentForNs.contains(zone.apex) ? Type::A : Type::NS;
        questions.append({zone.apex, zone.servers, {*position.next, type}});
    }
    if (questions.isEmpty())
        return false;
    QList<Heard> heard = m_panel.ask(questions, ServerPanel::Patience::Full, token);
    askOtherwise(questions, heard, token);
    if (token.isCanceled())
        return false;
    QList<Delegation> found;
    for (qsizetype i = 0; i < heard.size(); ++i)
        takeAnswer(questions[i], heard[i], found);
    build(found, ServerPanel::Patience::Full, token);
    return true;
}

// Servers that fail at NS may well refer us at another question: resolvers that minimise names ask for A (RFC 9156 3).
void ZoneFinder::askOtherwise(const QList<ZoneQuestion> &questions, QList<Heard> &heard, CancelToken &token)
{
    QList<ZoneQuestion> others;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < heard.size(); ++i) {
        if (!isErrorCode(heard.at(i).message))
            continue;
        others.append(questions.at(i));
        others.last().question.type = Type::A;
        places.append(i);
    }
    const QList<Heard> second = m_panel.ask(others, ServerPanel::Patience::Short, token);
    for (qsizetype i = 0; i < second.size(); ++i) {
        if (second.at(i).message)
            heard[places.at(i)] = second.at(i);
    }
}

void ZoneFinder::takeAnswer(const ZoneQuestion &asked, const Heard &heard, QList<Delegation> &found)
{
    const Name &name = asked.question.name;
    if (!heard.message) {
        // Servers that fail for one name or type only may still have what is below: as if there were no cut here.
        const bool isCanceledNow = isCanceled(heard.message.failure());
        m_steps.insert(name, isCanceledNow ? Step {Step::Kind::Failed, heard.message.failure()} : Step {Step::Kind::NoCut});
        return;
    }
    const Message &message = *heard.message;
    const QList<Record> referral = delegationIn(message, asked.apex, name);
    const QList<Record> own = recordsAt(message.answer, name, Type::NS);
    if (!referral.isEmpty()) {
        found.append(delegationFrom(referral, message.additional, Delegation::Source::Parent));
    } else if (!own.isEmpty()) { // this server has both zones
        found.append(delegationFrom(own, message.additional, Delegation::Source::Child));
        found.last().shared = {heard.from};
    } else if (hasDnameAbove(message.answer, name)) {
        m_steps.insert(name, {Step::Kind::Missing}); // "no data below a DNAME", RFC 6672 2.3
    } else if (message.rcode == NxDomain && recordsAt(message.answer, name, Type::CNAME).isEmpty()) {
        m_steps.insert(name, {Step::Kind::Missing}); // nothing below either: RFC 8020 2
    } else {
        m_steps.insert(name, {Step::Kind::NoCut}); // the rcode of an alias is about its target: RFC 6604 3
    }
}

// Builds these zones and those that their servers refer us to on the way.
void ZoneFinder::build(QList<Delegation> delegations, ServerPanel::Patience patience, CancelToken &token)
{
    while (!delegations.isEmpty() && !token.isCanceled()) {
        for (Delegation &delegation : delegations)
            delegation.ahead = questionsBelow(delegation.apex);
        delegations = buildOnce(delegations, patience, token);
    }
}

// The next label of every name that is looked for below this cut.
QList<Question> ZoneFinder::questionsBelow(const Name &apex) const
{
    QList<Question> questions;
    QSet<Name> asked;
    for (const Name &name : m_wanted) {
        if (!name.isAtOrBelow(apex) || name == apex)
            continue;
        const Name next = wayTo(name).at(apex.labelCount());
        if (m_steps.contains(next) || asked.contains(next))
            continue;
        asked.insert(next);
        questions.append({next, Type::NS});
    }
    return questions;
}

QList<Delegation> ZoneFinder::buildOnce(const QList<Delegation> &delegations, ServerPanel::Patience patience,
                                        CancelToken &token)
{
    const auto start = m_clock.ticks();
    QList<Delegation> found;
    const QList<BuiltZone> zones = m_builder.build(delegations, patience, token);
    for (qsizetype i = 0; i < zones.size() && !token.isCanceled(); ++i) {
        const Zone &zone = zones[i].zone;
        m_zones.insert(zone.apex, zone);
        m_steps.insert(zone.apex, {Step::Kind::Cut});
        if (zones[i].isSilentForNs)
            m_silentForNs.insert(zone.apex);
        if (zones[i].failure)
            m_broken.insert(zone.apex, *zones[i].failure);
        m_log.add(LogEntry::Kind::Dns,
                  QStringLiteral("zone %1: %2 server addresses, serial %3 (%4 ms)")
                      .arg(zone.apex.toString())
                      .arg(zone.servers.size())
                      .arg(zone.soa.serial)
                      .arg((m_clock.ticks() - start).count()));
        for (qsizetype n = 0; n < zones[i].ahead.size() && !zones[i].failure; ++n) {
            if (!isErrorCode(zones[i].ahead[n].message)) // else asked otherwise, in its turn
                takeAnswer({zone.apex, {}, delegations[i].ahead[n]}, zones[i].ahead[n], found);
        }
    }
    return found;
}

void ZoneFinder::learn(const QList<Record> &nameServers, const QList<Record> &additional, CancelToken &token)
{
    openWayTo(nameServers.first().owner);
    build({delegationFrom(nameServers, additional, Delegation::Source::Parent)}, ServerPanel::Patience::Full, token);
}

// There is something below: whatever was thought to be missing on the way is not.
void ZoneFinder::openWayTo(const Name &apex)
{
    for (const Name &above : wayTo(apex.parent())) {
        if (m_steps.value(above).kind != Step::Kind::Cut)
            m_steps.insert(above, {Step::Kind::NoCut});
    }
}

bool ZoneFinder::isKnownMissing(const Name &name) const
{
    const QList<Name> way = wayTo(name);
    return std::any_of(way.begin(), way.end(),
                       [this](const Name &at) { return m_steps.value(at).kind == Step::Kind::Missing; });
}

// The name that may be asked recursively: above every guarded name and every label that begins with an underscore.
Name ZoneFinder::identifierOf(Name name) const
{
    Name identifier = name;
    for (; !name.isRoot(); name = name.parent()) {
        if (m_guarded.contains(name) || name.labels().first().startsWith('_'))
            identifier = name.parent();
    }
    return identifier;
}

void ZoneFinder::takeCutOfResolver(const Name &identifier, CancelToken &token)
{
    const Result<ResolverCut> cut = askResolverForCut(m_recursive, identifier, token);
    if (!cut) {
        m_askedResolver.insert(identifier, cut.failure());
        return;
    }
    DnsFailure nothingMore;
    nothingMore.kind = DnsFailure::Kind::NotFound;
    nothingMore.question = identifier.toString() + QStringLiteral(" SOA");
    m_askedResolver.insert(identifier, nothingMore);
    const Name &apex = cut->soa.owner;
    if (m_zones.value(apex).isHearsay)
        return;
    openWayTo(apex);
    // Where even the root does not answer, waiting longer is of no use.
    const bool isRootReached = m_zones.contains(Name());
    const auto patience = isRootReached ? ServerPanel::Patience::Full : ServerPanel::Patience::Short;
    build({delegationFrom(cut->nameServers, cut->additional, Delegation::Source::Resolver)}, patience, token);
    if (!isRootReached && m_broken.remove(apex) > 0)
        takeHearsay(*cut);
}

// Nobody answers from here, neither the root nor the servers of this zone: port 53 is blocked or intercepted, and it would
// be wrong to blame the servers. What the resolver says has to do; it is not asked for anything below the identifier.
void ZoneFinder::takeHearsay(const ResolverCut &cut)
{
    Zone &zone = m_zones[cut.soa.owner];
    zone.isHearsay = true;
    zone.soa = soaOf(cut.soa).value_or(Soa());
    for (const Record &record : cut.nameServers)
        zone.childServers.append(targetOf(record).value_or(Name()));
    std::sort(zone.childServers.begin(), zone.childServers.end());
}

void ZoneFinder::forget()
{
    m_hasStarted = false;
    m_zones.clear();
    m_broken.clear();
    m_steps.clear();
    m_askedResolver.clear();
}

} // namespace cw::dns
