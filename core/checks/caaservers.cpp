// SPDX-License-Identifier: MIT
#include "checks/caaservers.h"

#include "checks/caaclimb.h"
#include "checks/publicsuffix.h"
#include "checks/replies.h"
#include "checks/zoneprobe.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

bool isAboveEverybody(const dns::Name &label)
{
    return label.labelCount() < 2 || isIcannSuffix(label.withoutFinalDot());
}

bool isAlias(const dns::Message &message, const dns::Name &name)
{
    return std::any_of(message.answer.cbegin(), message.answer.cend(), [&name](const dns::Record &record) {
        return (record.type == dns::Type::CNAME && record.owner == name)
            || (record.type == dns::Type::DNAME && name.isAtOrBelow(record.owner) && !(name == record.owner));
    });
}

bool hasAuthority(const dns::Reply &reply)
{
    return isAnswer(reply) && reply.message->isAuthoritative && !reply.message->isTruncated;
}

bool isBefore(const dns::Caa &one, const dns::Caa &other)
{
    return std::tie(one.tag, one.value, one.flags) < std::tie(other.tag, other.value, other.flags);
}

bool isSame(const dns::Caa &one, const dns::Caa &other)
{
    return one.tag == other.tag && one.value == other.value && one.flags == other.flags;
}

// The records of `owner` alone: resolvers drop what others' names carry. Null when one cannot be read.
std::optional<CaaView> viewOf(const dns::Reply &reply, const dns::Name &owner)
{
    CaaView view;
    for (const dns::Record &record : reply.message->answer) {
        if (record.type != dns::Type::CAA || !(record.owner == owner))
            continue;
        const auto caa = caaOfAny(record);
        if (!caa)
            return std::nullopt;
        view.records.append(*caa);
        view.ttl = record.ttl;
    }
    std::sort(view.records.begin(), view.records.end(), isBefore);
    return view;
}

void add(QList<CaaView> &views, const CaaView &view, const dns::ServerAddress &server)
{
    const auto known = std::find_if(views.begin(), views.end(), [&view](const CaaView &one) {
        return std::equal(one.records.cbegin(), one.records.cend(), view.records.cbegin(), view.records.cend(), isSame);
    });
    CaaView &to = known == views.end() ? (views.append(view), views.last()) : *known;
    to.servers.append(server);
}

// The questions of all labels, sent together.
class Round
{
public:
    explicit Round(dns::Resolver &resolver)
        : m_resolver(resolver)
    {
    }

    void add(const dns::Zone &zone, const dns::Name &name, QList<CaaAtServer> &into)
    {
        for (const dns::ServerAddress &server : zone.servers) {
            m_queries.append(m_resolver.queryFor({name, dns::Type::CAA}, server.address));
            m_queries.append(m_resolver.queryFor({inMixedCase(name), dns::Type::CAA}, server.address));
            m_queries.last().tries = 1;
            into.append({server, {}, {}});
        }
        m_into.append(&into);
    }

    void send(CancelToken &token)
    {
        const QList<dns::Reply> replies = m_resolver.askAll(m_queries, token);
        qsizetype next = 0;
        for (QList<CaaAtServer> *into : std::as_const(m_into)) {
            for (CaaAtServer &one : *into) {
                one.reply = replies.at(next++);
                one.inMixedCase = replies.at(next++);
            }
        }
    }

private:
    dns::Resolver &m_resolver;
    QList<dns::Query> m_queries;
    QList<QList<CaaAtServer> *> m_into;
};

} // namespace

QHash<dns::Name, CaaLabel> askCaaAtServers(dns::Resolver &resolver, const QList<dns::Name> &labels,
    const QHash<dns::Name, dns::Name> &targets, CancelToken &token)
{
    if (!resolver.asksServers())
        return {};
    QList<dns::Name> names;
    for (const dns::Name &label : labels) {
        if (!isAboveEverybody(label) && !names.contains(label))
            names.append(label);
    }
    const qsizetype own = names.size();
    for (qsizetype i = 0; i < own; ++i)
        names.append(targets.value(names.at(i), names.at(i)));
    const QList<Result<dns::Zone>> zones = resolver.zonesOf(names, token);

    QHash<dns::Name, CaaLabel> asked;
    for (qsizetype i = 0; i < own; ++i)
        asked.insert(names.at(i), {names.at(i), names.at(own + i), std::nullopt, {}, {}});
    Round round(resolver);
    for (qsizetype i = 0; i < own; ++i) {
        CaaLabel &label = asked[names.at(i)];
        if (!zones.at(i) || zones.at(i)->apex.isRoot())
            continue;
        label.zone = *zones.at(i);
        round.add(*zones.at(i), label.label, label.servers);
        if (!(label.target == label.label) && zones.at(own + i))
            round.add(*zones.at(own + i), label.target, label.targetServers);
    }
    round.send(token);
    return asked;
}

bool failsInMixedCase(const CaaLabel &label)
{
    int good = 0;
    int failing = 0;
    for (const CaaAtServer &one : label.servers) {
        if (!isAnswer(one.reply))
            continue;
        ++good;
        // Silence may be chance: the question was sent once.
        const bool isOther = one.inMixedCase.message && !isAnswer(one.inMixedCase);
        failing += isOther ? 1 : 0;
    }
    return good > 0 && failing == good;
}

QList<CaaView> viewsOf(const CaaLabel &label)
{
    QList<CaaView> views;
    bool isAliasSomewhere = false;
    for (const CaaAtServer &one : label.servers) {
        if (!hasAuthority(one.reply))
            continue;
        if (isAlias(*one.reply.message, label.label)) {
            isAliasSomewhere = true;
            continue;
        }
        if (const auto view = viewOf(one.reply, label.label))
            add(views, *view, one.server);
    }
    for (const CaaAtServer &one : isAliasSomewhere ? label.targetServers : QList<CaaAtServer>()) {
        if (!hasAuthority(one.reply) || isAlias(*one.reply.message, label.target))
            continue;
        if (const auto view = viewOf(one.reply, label.target))
            add(views, *view, one.server);
    }
    std::stable_sort(views.begin(), views.end(),
        [](const CaaView &one, const CaaView &other) { return one.servers.size() > other.servers.size(); });
    return views;
}

} // namespace cw::checks
