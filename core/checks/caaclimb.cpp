// SPDX-License-Identifier: MIT
#include "checks/caaclimb.h"

#include "checks/evidence.h"
#include "checks/replies.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using State = CaaStep::State;

void takeRecords(const dns::Message &message, CaaStep &step)
{
    for (const dns::Record &record : message.answer) {
        if (record.type != dns::Type::CAA)
            continue;
        const auto caa = caaOfAny(record);
        if (!caa) {
            step.state = State::Error;
            step.errorText = QStringLiteral("a CAA record that cannot be read");
            return;
        }
        step.state = State::Records;
        step.records.append(*caa);
        step.owner = record.owner;
        step.ttl = record.ttl;
    }
}

} // namespace

bool isWildcard(const QString &name)
{
    return name.startsWith(u"*.");
}

dns::Name baseOf(const QString &name)
{
    return dns::Name::parse(isWildcard(name) ? name.mid(2) : name).value_or(dns::Name());
}

QList<dns::Name> climb(const QString &name)
{
    QList<dns::Name> names;
    for (dns::Name label = baseOf(name); !label.isRoot(); label = label.parent())
        names.append(label);
    return names;
}

std::optional<dns::Caa> caaOfAny(const dns::Record &record)
{
    if (record.rdata.size() < 2)
        return dns::Caa{quint8(record.rdata.isEmpty() ? 0 : record.rdata.front()), {}, {}};
    const qsizetype tagLength = quint8(record.rdata.at(1));
    if (2 + tagLength > record.rdata.size())
        return std::nullopt;
    return dns::Caa{quint8(record.rdata.front()), record.rdata.mid(2, tagLength), record.rdata.mid(2 + tagLength)};
}

dns::Name endOfAliases(const dns::Message &answer, const dns::Name &name)
{
    constexpr int MostHops = 16;
    dns::Name at = name;
    for (int hop = 0; hop < MostHops; ++hop) {
        const auto alias = std::find_if(answer.answer.cbegin(), answer.answer.cend(), [&at](const dns::Record &record) {
            return record.type == dns::Type::CNAME && record.owner == at;
        });
        const auto target = alias == answer.answer.cend() ? std::nullopt : dns::targetOf(*alias);
        if (!target)
            break;
        at = *target;
    }
    return at;
}

qsizetype aliasesIn(const dns::Message &answer)
{
    return std::count_if(answer.answer.cbegin(), answer.answer.cend(),
        [](const dns::Record &record) { return record.type == dns::Type::CNAME; });
}

CaaStep stepOf(const dns::Name &label, const dns::Reply &reply)
{
    CaaStep step;
    step.name = label;
    step.owner = label;
    if (!reply.message && isCanceled(reply.message.failure()))
        return step;
    if (!reply.message || (reply.message->rcode != NoError && reply.message->rcode != NameError)) {
        step.state = State::Error;
        step.rcode = reply.message ? reply.message->rcode : -1;
        step.errorText = errorLine(reply);
        return step;
    }
    step.rcode = reply.message->rcode;
    if (aliasesIn(*reply.message) > MostAliases) {
        step.state = State::Error;
        step.errorText = QStringLiteral("a chain of %1 aliases").arg(aliasesIn(*reply.message));
        return step;
    }
    step.isAuthenticated = reply.message->authenticData;
    // "No such name" is an empty set, but a TLD has to exist: else there is nobody to ask.
    if (step.rcode == NameError) {
        step.state = label.labelCount() == 1 ? State::Error : State::NoSuchName;
        step.errorText = errorLine(reply);
        return step;
    }
    step.state = State::Empty;
    takeRecords(*reply.message, step);
    return step;
}

const CaaStep *decidingStep(const QList<CaaStep> &steps)
{
    const auto step = std::find_if(steps.cbegin(), steps.cend(), [](const CaaStep &one) {
        return one.state == State::Records || one.state == State::Error || one.state == State::NotReached;
    });
    return step == steps.cend() ? nullptr : &*step;
}

CaaClimbs::CaaClimbs(dns::Resolver &resolver, const QStringList &names, CancelToken &token)
{
    QList<dns::Question> questions;
    for (const QString &name : names) {
        for (const dns::Name &label : climb(name)) {
            if (!m_indexes.contains(label)) {
                m_indexes.insert(label, questions.size());
                questions.append({label, dns::Type::CAA});
            }
        }
    }
    m_replies = resolver.askRecursiveAll(questions, AskedAsCa, token);
}

QList<CaaStep> CaaClimbs::stepsOf(const QString &name) const
{
    QList<CaaStep> steps;
    for (const dns::Name &label : climb(name))
        steps.append(stepOf(label, replyFor(label)));
    return steps;
}

} // namespace cw::checks
