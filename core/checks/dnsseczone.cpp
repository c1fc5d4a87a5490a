// SPDX-License-Identifier: MIT
#include "checks/dnsseczone.h"

#include "checks/publicsuffix.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using Trust = JudgedZone::Trust;
using Worth = JudgedAnswer::Worth;

constexpr qsizetype MostServers = 16; // of one zone
constexpr qsizetype EnoughServers = 2; // of the root and of top level domains: others watch over these

bool isRegistry(const dns::Name &apex)
{
    return apex.labelCount() <= 1 || isIcannSuffix(apex.withoutFinalDot());
}

// IPv4 first: not every network has a way to IPv6.
QList<dns::ServerAddress> serversToAsk(const dns::Zone &zone)
{
    QList<dns::ServerAddress> servers = zone.servers;
    std::stable_partition(servers.begin(), servers.end(),
        [](const dns::ServerAddress &server) { return server.address.protocol() == QAbstractSocket::IPv4Protocol; });
    return servers.first(std::min(servers.size(), MostServers));
}

QList<dns::Record> recordsOf(const dns::Reply &reply, dns::Type type)
{
    QList<dns::Record> found;
    for (const dns::Record &record : reply.message ? reply.message->answer : QList<dns::Record>()) {
        if (record.type == type && record.owner == reply.query.question.name)
            found.append(record);
    }
    return found;
}

bool isUsable(const dns::Reply &reply)
{
    return reply.message && (reply.message->rcode == 0 || reply.message->rcode == 3) && !reply.message->isTruncated;
}

// A question at servers, and which of them were asked already.
struct Errand {
    JudgedQuestion *question;
    QList<dns::ServerAddress> servers;
    qsizetype asked = 0;
    bool isDone = false;

    qsizetype next(qsizetype enough) const { return isDone ? 0 : std::min(enough, servers.size() - asked); }
};

} // namespace

int JudgedQuestion::count(Worth worth) const
{
    const auto has = [worth](const Server &server) { return server.answer.worth == worth; };
    return int(std::count_if(servers.cbegin(), servers.cend(), has));
}

bool JudgedQuestion::isRefused() const
{
    return count(Worth::Good) == 0 && count(Worth::Faulty) > 0;
}

std::optional<dns::SignatureCheck::State> JudgedQuestion::timeFault() const
{
    using State = dns::SignatureCheck::State;
    std::optional<State> common;
    for (const Server &server : servers) {
        if (server.answer.worth != Worth::Faulty)
            continue;
        const DnssecFault &fault = server.answer.fault;
        const bool isDenial = fault.kind == DnssecFault::Kind::Denial || fault.kind == DnssecFault::Kind::Wildcard;
        const State state = worstOf(isDenial ? fault.denial.signatures : fault.signatures).state;
        if ((state != State::Expired && state != State::NotYetValid) || (common && *common != state))
            return std::nullopt;
        common = state;
    }
    return isRefused() ? common : std::nullopt;
}

bool JudgedZone::isAnswering(const dns::ServerAddress &server) const
{
    return std::any_of(keyAnswers.servers.cbegin(), keyAnswers.servers.cend(),
        [&server](const auto &asked) { return asked.address == server && isUsable(asked.reply); });
}

const JudgedZone *JudgedZones::find(const dns::Name &apex) const
{
    const auto found = m_zones.constFind(apex);
    return found == m_zones.cend() ? nullptr : &*found;
}

QList<const JudgedZone *> JudgedZones::chainOf(const dns::Name &apex) const
{
    QList<const JudgedZone *> chain;
    for (const JudgedZone *zone = find(apex); zone; zone = zone->parent ? find(*zone->parent) : nullptr)
        chain.prepend(zone);
    return chain;
}

void JudgedZones::learn(const QList<dns::Zone> &zones, CancelToken &token)
{
    QList<JudgedZone> unknown = findUnknown(zones, token);
    ask(unknown, token);
    if (token.isCanceled())
        return;
    // A parent before its children: what is judged about a zone depends on the keys above.
    std::sort(unknown.begin(), unknown.end(), [](const JudgedZone &one, const JudgedZone &other) {
        return one.zone.apex.labelCount() < other.zone.apex.labelCount();
    });
    for (JudgedZone &zone : unknown) {
        judge(zone);
        m_zones.insert(zone.zone.apex, zone);
    }
}

// Those zones and the ones above them that were not met before, with their parents.
QList<JudgedZone> JudgedZones::findUnknown(const QList<dns::Zone> &zones, CancelToken &token) const
{
    QList<JudgedZone> unknown;
    QList<dns::Zone> next = zones;
    while (!next.isEmpty() && !token.isCanceled()) {
        QList<dns::Name> above;
        for (const dns::Zone &zone : next) {
            const auto isThis = [&zone](const JudgedZone &known) { return known.zone.apex == zone.apex; };
            if (m_zones.contains(zone.apex) || std::any_of(unknown.cbegin(), unknown.cend(), isThis))
                continue;
            JudgedZone judged;
            judged.zone = zone;
            judged.isAssumed = true;
            unknown.append(judged);
            above.append(zone.apex.parent());
        }
        next.clear();
        const qsizetype first = unknown.size() - above.size();
        const QList<Result<dns::Zone>> parents = m_resolver.zonesOf(above, token);
        for (qsizetype i = 0; i < parents.size(); ++i) {
            JudgedZone &child = unknown[first + i];
            const bool isRoot = child.zone.apex.isRoot();
            child.isAssumed = !isRoot;
            if (isRoot || !parents.at(i) || parents.at(i)->apex == child.zone.apex)
                continue;
            child.isAssumed = false;
            child.parent = parents.at(i)->apex;
            next.append(*parents.at(i));
        }
    }
    return unknown;
}

void JudgedZones::ask(QList<JudgedZone> &zones, CancelToken &token) const
{
    QList<Errand> errands;
    for (JudgedZone &zone : zones) {
        const dns::Name &apex = zone.zone.apex;
        const auto isParent = [&zone](const JudgedZone &other) { return other.zone.apex == *zone.parent; };
        zone.keyAnswers.question = {apex, dns::Type::DNSKEY};
        errands.append({&zone.keyAnswers, serversToAsk(zone.zone), 0, false});
        if (!zone.parent)
            continue;
        const auto parent = std::find_if(zones.cbegin(), zones.cend(), isParent);
        zone.dsAnswers.question = {apex, dns::Type::DS};
        errands.append({&zone.dsAnswers,
            serversToAsk(parent == zones.cend() ? m_zones[*zone.parent].zone : parent->zone), 0, false});
    }
    // First as many servers as are enough; where none of them answers, all others.
    for (const bool isFirst : {true, false}) {
        QList<dns::Query> queries;
        QList<std::pair<Errand *, dns::ServerAddress>> asked;
        for (Errand &errand : errands) {
            const dns::Name &apex = errand.question->question.name;
            const bool isAboutRegistry
                = isRegistry(errand.question->question.type == dns::Type::DS ? apex.parent() : apex);
            const qsizetype count = errand.next(isFirst && isAboutRegistry ? EnoughServers : MostServers);
            for (const dns::ServerAddress &server : errand.servers.mid(errand.asked, count)) {
                queries.append(m_resolver.queryFor(errand.question->question, server.address));
                asked.append({&errand, server});
            }
            errand.asked += count;
        }
        const QList<dns::Reply> replies = m_resolver.askAll(queries, token);
        for (qsizetype i = 0; i < replies.size() && i < asked.size(); ++i) {
            Errand &errand = *asked.at(i).first;
            errand.question->servers.append({asked.at(i).second, replies.at(i), {}});
            errand.isDone = errand.isDone || isUsable(replies.at(i));
        }
    }
}

void JudgedZones::judge(JudgedZone &zone) const
{
    for (const JudgedQuestion::Server &server : zone.keyAnswers.servers)
        zone.hasKeys = zone.hasKeys || !recordsOf(server.reply, dns::Type::DNSKEY).isEmpty();
    const JudgedZone *parent = zone.parent ? find(*zone.parent) : nullptr;
    if (!parent) {
        const auto isHeard = [](const JudgedQuestion::Server &server) { return server.reply.message.isOk(); };
        const bool isAnswered
            = std::any_of(zone.keyAnswers.servers.cbegin(), zone.keyAnswers.servers.cend(), isHeard);
        if (isAnswered && !zone.hasKeys)
            zone.trust = Trust::Unsigned; // a closed network: resolvers there have no trust anchor for it
        else
            judgeOwnKeys(zone);
        return;
    }
    zone.isAssumed = parent->isAssumed;
    zone.trust = parent->trust;
    zone.brokenAt = parent->brokenAt;
    if (parent->trust == Trust::Signed)
        judgeDs(zone, *parent);
}

void JudgedZones::judgeDs(JudgedZone &zone, const JudgedZone &parent) const
{
    const AnswerJudge judge(parent.zone.apex, parent.keys, m_now, m_budget);
    zone.trust = Trust::Unknown;
    for (JudgedQuestion::Server &server : zone.dsAnswers.servers) {
        server.answer = judge.judge(server.reply);
        if (server.answer.worth != Worth::Good)
            continue;
        if (zone.ds.isEmpty())
            zone.ds = recordsOf(server.reply, dns::Type::DS);
        zone.trust = Trust::Unsigned;
    }
    if (zone.dsAnswers.isRefused()) {
        zone.trust = Trust::Broken;
        zone.brokenAt = zone.zone.apex;
    } else if (!dns::countsAsUnsigned(dns::checkDs(zone.ds, {}))) {
        judgeOwnKeys(zone);
    }
}

void JudgedZones::judgeOwnKeys(JudgedZone &zone) const
{
    const bool isTop = !zone.parent;
    zone.trust = Trust::Unknown;
    for (JudgedQuestion::Server &server : zone.keyAnswers.servers) {
        QList<dns::Record> ds = zone.ds;
        if (isTop) { // nobody above vouches for a key: each counts
            for (const dns::Record &key : recordsOf(server.reply, dns::Type::DNSKEY))
                ds.append(dns::dsFor(key));
        }
        server.answer = judgeKeys(server.reply, zone.zone.apex, ds, m_now, m_budget);
        if (server.answer.worth != Worth::Good)
            continue;
        zone.trust = Trust::Signed;
        for (const dns::Record &key : server.answer.keys) {
            if (!zone.keys.contains(key))
                zone.keys.append(key);
        }
    }
    if (zone.trust == Trust::Signed || !zone.keyAnswers.isRefused())
        return;
    if (isTop && !zone.hasKeys) {
        zone.trust = Trust::Unsigned;
    } else {
        zone.trust = Trust::Broken;
        zone.brokenAt = zone.zone.apex;
    }
}

} // namespace cw::checks
