// SPDX-License-Identifier: MIT
#include "checks/caa.h"

#include "checks/caafinding.h"
#include "checks/evidence.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using State = CaaStep::State;

constexpr int NoError = 0;
constexpr int NameError = 3;

// As the CA's resolver is asked: RD, AD, no CD (dns-checks section 0).
constexpr dns::QueryFlags Checked{true, false, true, false, true, 1232};
constexpr dns::QueryFlags Unchecked{true, true, true, false, true, 1232};

bool isWildcard(const QString &name)
{
    return name.startsWith(u"*.");
}

dns::Name baseOf(const QString &name)
{
    return dns::Name::parse(isWildcard(name) ? name.mid(2) : name).value_or(dns::Name());
}

// From the name up to and including the TLD; the root is not asked.
QList<dns::Name> climb(const QString &name)
{
    QList<dns::Name> names;
    for (dns::Name label = baseOf(name); !label.isRoot(); label = label.parent())
        names.append(label);
    return names;
}

// A CAA of less than two bytes counts as an unknown property, as it does for Let's Encrypt; null when the tag is longer
// than the data.
std::optional<dns::Caa> caaOfAny(const dns::Record &record)
{
    if (record.rdata.size() < 2)
        return dns::Caa{quint8(record.rdata.isEmpty() ? 0 : record.rdata.front()), {}, {}};
    const qsizetype tagLength = quint8(record.rdata.at(1));
    if (2 + tagLength > record.rdata.size())
        return std::nullopt;
    return dns::Caa{quint8(record.rdata.front()), record.rdata.mid(2, tagLength), record.rdata.mid(2 + tagLength)};
}

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

CaaStep stepOf(const dns::Name &name, const dns::Reply &reply)
{
    CaaStep step;
    step.name = name;
    step.owner = name;
    if (!reply.message && isCanceled(reply.message.failure()))
        return step;
    if (!reply.message || (reply.message->rcode != NoError && reply.message->rcode != NameError)) {
        step.state = State::Error;
        step.rcode = reply.message ? reply.message->rcode : -1;
        step.errorText = errorLine(reply);
        return step;
    }
    step.rcode = reply.message->rcode;
    // "No such name" is an empty set, but a TLD has to exist: else there is nobody to ask.
    if (step.rcode == NameError) {
        step.state = name.labelCount() == 1 ? State::Error : State::NoSuchName;
        step.errorText = errorLine(reply);
        return step;
    }
    step.state = State::Empty;
    takeRecords(*reply.message, step);
    return step;
}

// All labels of all names, each asked once.
class Climbs
{
public:
    Climbs(dns::Resolver &resolver, const QStringList &names, CancelToken &token)
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
        m_replies = resolver.askRecursiveAll(questions, Checked, token);
    }

    const dns::Reply &replyFor(const dns::Name &label) const { return m_replies.at(m_indexes.value(label)); }

    QList<CaaStep> stepsOf(const QString &name) const
    {
        QList<CaaStep> steps;
        for (const dns::Name &label : climb(name))
            steps.append(stepOf(label, replyFor(label)));
        return steps;
    }

private:
    QHash<dns::Name, qsizetype> m_indexes;
    QList<dns::Reply> m_replies;
};

// The first error or set from the name upwards: what is above it does not matter.
const CaaStep *decidingStep(const QList<CaaStep> &steps)
{
    const auto step = std::find_if(steps.cbegin(), steps.cend(), [](const CaaStep &one) {
        return one.state == State::Records || one.state == State::Error || one.state == State::NotReached;
    });
    return step == steps.cend() ? nullptr : &*step;
}

// When not even the TLD can be looked up, it is our resolver or network that fails, not the name's servers.
bool knowsNothing(const QList<CaaStep> &steps)
{
    return std::all_of(steps.cbegin(), steps.cend(), [](const CaaStep &step) {
        return step.state == State::NotReached
            || (step.state == State::Error && step.rcode != NameError && step.rcode != NoError);
    });
}

QStringList textsOf(const QList<dns::Caa> &records)
{
    QStringList texts;
    for (const dns::Caa &record : records)
        texts.append(caaText(record));
    return texts;
}

bool isAnswer(const dns::Reply &reply)
{
    return reply.message && (reply.message->rcode == NoError || reply.message->rcode == NameError);
}

void judge(const QString &name, const CaaPolicy &policy, CaaVerdict &verdict, const Climbs &climbs)
{
    const CaaStep *step = decidingStep(verdict.steps);
    CaaRuling ruling;
    if (step) {
        verdict.owner = step->name;
        verdict.records = textsOf(step->records);
        ruling = ruleCaa(step->records, isWildcard(name), policy);
    }
    verdict.decision = ruling.isAllowed ? CaaDecision::Allowed : CaaDecision::Forbidden;
    verdict.finding = ruling.isAllowed ? allowedFinding(verdict, ruling, name, policy)
                                       : forbiddenFinding(verdict, ruling, name, policy);
    verdict.finding.evidence.append(evidenceOf(climbs.replyFor(step ? step->name : baseOf(name))));
}

// Asks once more about the labels that failed, in two batches for all names, to find out what is at fault.
void explainErrors(dns::Resolver &resolver, const QStringList &names, const QList<int> &failed,
    QList<CaaVerdict> &verdicts, const Climbs &climbs, CancelToken &token)
{
    QList<dns::Question> caaQuestions;
    QList<dns::Question> soaQuestions;
    for (const int i : failed) {
        caaQuestions.append({verdicts.at(i).owner, dns::Type::CAA});
        soaQuestions.append({verdicts.at(i).owner, dns::Type::SOA});
    }
    const QList<dns::Reply> unchecked = resolver.askRecursiveAll(caaQuestions, Unchecked, token);
    const QList<dns::Reply> soa = resolver.askRecursiveAll(soaQuestions, Checked, token);
    for (qsizetype i = 0; i < failed.size(); ++i) {
        CaaVerdict &verdict = verdicts[failed.at(i)];
        const CaaProbe probe{climbs.replyFor(verdict.owner), isAnswer(unchecked.at(i)), isAnswer(soa.at(i))};
        verdict.finding = errorFinding(verdict, probe, names.at(failed.at(i)));
        verdict.finding.evidence = {evidenceOf(probe.answer), evidenceOf(unchecked.at(i)), evidenceOf(soa.at(i))};
    }
}

} // namespace

QString caaDecisionName(CaaDecision decision)
{
    switch (decision) {
    case CaaDecision::Allowed:
        return QStringLiteral("allowed");
    case CaaDecision::Forbidden:
        return QStringLiteral("forbidden");
    case CaaDecision::Error:
        break;
    }
    return QStringLiteral("error");
}

QList<CaaVerdict> checkCaa(
    dns::Resolver &resolver, const QStringList &names, const CaaPolicy &policy, CancelToken &token)
{
    const Climbs climbs(resolver, names, token);
    QList<CaaVerdict> verdicts;
    QList<int> failed;
    for (int i = 0; i < names.size(); ++i) {
        const QString &name = names.at(i);
        CaaVerdict verdict;
        verdict.steps = climbs.stepsOf(name);
        const CaaStep *step = decidingStep(verdict.steps);
        const bool isError = step && step->state != State::Records && !policy.identities.isEmpty();
        if (!isError) {
            judge(name, policy, verdict, climbs);
        } else {
            verdict.decision = CaaDecision::Error;
            verdict.owner = step->name;
            verdict.finding = notAskedFinding(name);
            if (knowsNothing(verdict.steps))
                verdict.finding.evidence.append(evidenceOf(climbs.replyFor(step->name)));
            else
                failed.append(i);
        }
        verdicts.append(verdict);
    }
    if (!failed.isEmpty())
        explainErrors(resolver, names, failed, verdicts, climbs, token);
    return verdicts;
}

} // namespace cw::checks
