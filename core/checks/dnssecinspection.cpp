// SPDX-License-Identifier: MIT
#include "checks/dnssecinspection.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using Trust = JudgedZone::Trust;
using State = DnssecReport::State;

constexpr int MostHops = 12;

State stateOf(Trust trust)
{
    switch (trust) {
    case Trust::Unsigned:
        return State::Unsigned;
    case Trust::Signed:
        return State::Signed;
    case Trust::Broken:
        return State::Broken;
    case Trust::Unknown:
        break;
    }
    return State::Unknown;
}

// Elsewhere an answer says nothing about DNSSEC; but of one that a resolver refused an alias may be the reason.
bool isWorthAsking(const InspectedQuestion &question, const JudgedZone &zone)
{
    return zone.trust == Trust::Signed || (zone.trust == Trust::Unsigned && question.asked.saw == ResolverSaw::Bogus);
}

std::optional<dns::Name> targetOf(const JudgedQuestion &question)
{
    for (const JudgedQuestion::Server &server : question.servers) {
        if (std::optional<dns::Name> target = aliasTarget(server.reply))
            return target;
    }
    return std::nullopt;
}

} // namespace

QList<DnssecReport> DnssecInspection::run(const QList<DnssecInspector::Request> &requests, CancelToken &token)
{
    QList<dns::Zone> zones;
    for (const DnssecInspector::Request &request : requests)
        zones.append(request.zone);
    m_zones.learn(zones, token);
    if (!token.isCanceled())
        begin(requests);
    for (int hops = 0; hops < MostHops && !token.isCanceled(); ++hops) {
        ask(token);
        const QList<Turn> turns = newTurns();
        if (turns.isEmpty())
            break;
        follow(turns, token);
    }
    QList<DnssecReport> reports(requests.size());
    for (qsizetype i = 0; i < requests.size() && !token.isCanceled(); ++i)
        reports[i] = reportOf(i);
    return reports;
}

void DnssecInspection::begin(const QList<DnssecInspector::Request> &requests)
{
    for (qsizetype i = 0; i < requests.size(); ++i) {
        DnssecPicture &picture = pictureFor(i, requests.at(i).zone.apex);
        for (const DnssecQuestion &question : requests.at(i).questions)
            picture.questions.append({question, {question.question, {}}, picture.questions.size()});
    }
}

// All that is not answered yet, in one batch.
void DnssecInspection::ask(CancelToken &token)
{
    QList<dns::Query> queries;
    QList<std::pair<JudgedQuestion *, const JudgedZone *>> open;
    const auto add = [&](JudgedQuestion &question, const JudgedZone &zone) {
        for (const JudgedQuestion::Server &server : zone.keyAnswers.servers) {
            if (!zone.isAnswering(server.address))
                continue;
            queries.append(m_resolver.queryFor(question.question, server.address.address));
            question.servers.append({server.address, {}, {}});
        }
        open.append({&question, &zone});
    };
    for (Part &part : m_parts) {
        const JudgedZone &zone = part.picture.zone();
        if (part.picture.soa.servers.isEmpty() && zone.trust == Trust::Signed)
            add(part.picture.soa, zone);
        for (; part.asked < part.picture.questions.size(); ++part.asked) {
            InspectedQuestion &question = part.picture.questions[part.asked];
            if (isWorthAsking(question, zone))
                add(question.answers, zone);
        }
    }
    const QList<dns::Reply> replies = m_resolver.askAll(queries, token);
    qsizetype next = 0;
    for (const auto &[question, zone] : open) {
        for (JudgedQuestion::Server &server : question->servers)
            server.reply = replies.value(next++);
        judge(*question, *zone);
    }
}

void DnssecInspection::judge(JudgedQuestion &question, const JudgedZone &zone)
{
    if (zone.trust != Trust::Signed)
        return;
    const AnswerJudge judge(zone.zone.apex, zone.keys, m_now, m_budget);
    for (JudgedQuestion::Server &server : question.servers)
        server.answer = judge.judge(server.reply);
}

QList<DnssecInspection::Turn> DnssecInspection::newTurns()
{
    QList<Turn> turns;
    for (const Part &part : std::as_const(m_parts)) {
        for (const InspectedQuestion &question : part.picture.questions) {
            const std::optional<dns::Name> target = targetOf(question.answers);
            if (!target)
                continue;
            Turn turn{part.request, question};
            turn.question.asked.question.name = *target;
            turn.question.answers = {turn.question.asked.question, {}};
            if (!isKnown(part.request, turn.question.asked.question))
                turns.append(turn);
        }
    }
    return turns;
}

void DnssecInspection::follow(const QList<Turn> &turns, CancelToken &token)
{
    QList<dns::Name> names;
    for (const Turn &turn : turns)
        names.append(turn.question.asked.question.name);
    const QList<Result<dns::Zone>> found = m_resolver.zonesOf(names, token);
    QList<dns::Zone> zones;
    for (const Result<dns::Zone> &zone : found) {
        if (zone)
            zones.append(*zone);
    }
    m_zones.learn(zones, token);
    for (qsizetype i = 0; i < turns.size() && !token.isCanceled(); ++i) {
        const Turn &turn = turns.at(i);
        if (found.at(i) && m_zones.find(found.at(i)->apex) && !isKnown(turn.request, turn.question.asked.question))
            pictureFor(turn.request, found.at(i)->apex).questions.append(turn.question);
    }
}

bool DnssecInspection::isKnown(qsizetype request, const dns::Question &question) const
{
    return std::any_of(m_parts.cbegin(), m_parts.cend(), [&](const Part &part) {
        const auto isIt = [&](const InspectedQuestion &known) { return known.asked.question == question; };
        const QList<InspectedQuestion> &known = part.picture.questions;
        return part.request == request && std::any_of(known.cbegin(), known.cend(), isIt);
    });
}

DnssecPicture &DnssecInspection::pictureFor(qsizetype request, const dns::Name &apex)
{
    for (Part &part : m_parts) {
        if (part.request == request && part.picture.zone().zone.apex == apex)
            return part.picture;
    }
    DnssecPicture picture{m_zones.chainOf(apex), {}, {}, m_now};
    picture.soa.question = {apex, dns::Type::SOA};
    m_parts.append({request, picture, 0});
    return m_parts.last().picture;
}

DnssecReport DnssecInspection::reportOf(qsizetype request) const
{
    DnssecReport report;
    const auto isOurs = [request](const Part &part) { return part.request == request; };
    const DnssecPicture &first = std::find_if(m_parts.cbegin(), m_parts.cend(), isOurs)->picture;
    QList<qsizetype> refused;
    for (const Part &part : m_parts) {
        if (!isOurs(part))
            continue;
        report.findings += dnssecFaultFindings(part.picture);
        for (const InspectedQuestion &question : part.picture.questions) {
            const bool isNeeded = question.asked.need == DnssecQuestion::Need::Now;
            if (isNeeded && part.picture.isRefused(question) && !refused.contains(question.origin))
                refused.append(question.origin);
        }
    }
    for (const qsizetype origin : std::as_const(refused))
        report.refused.append(first.questions.at(origin).asked.question);
    report.state = isClockSuspect(first) ? State::Unknown : stateOf(first.zone().trust);
    if (!report.refused.isEmpty())
        report.state = State::Broken;
    if (report.findings.isEmpty())
        report.findings.append(dnssecStateFinding(first));
    std::stable_sort(report.findings.begin(), report.findings.end(),
        [](const Finding &one, const Finding &other) { return one.severity > other.severity; });
    return report;
}

} // namespace cw::checks
