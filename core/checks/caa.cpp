// SPDX-License-Identifier: MIT
#include "checks/caa.h"

#include "checks/caaclimb.h"
#include "checks/caafinding.h"
#include "checks/caanotes.h"
#include "checks/evidence.h"
#include "checks/replies.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using State = CaaStep::State;

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

bool isSameSet(QList<dns::Caa> one, QList<dns::Caa> other)
{
    QStringList texts = textsOf(one);
    QStringList others = textsOf(other);
    texts.sort();
    others.sort();
    return texts == others;
}

CaaStep withView(CaaStep step, const CaaView &view)
{
    step.records = view.records;
    step.ttl = view.ttl;
    step.state = view.records.isEmpty() ? State::Empty : State::Records;
    return step;
}

// One name on its way to a verdict.
class Judgement
{
public:
    Judgement(const QString &name, const CaaPolicy &policy, QList<CaaStep> steps, const CaaClimbs &climbs)
        : m_name(name)
        , m_policy(&policy)
        , m_climbs(&climbs)
    {
        m_verdict.steps = std::move(steps);
    }

    // The labels that matter: up to the one that decides.
    QList<dns::Name> labels() const
    {
        QList<dns::Name> names;
        const CaaStep *last = decidingStep(m_verdict.steps);
        for (const CaaStep &step : m_verdict.steps) {
            names.append(step.name);
            if (&step == last)
                break;
        }
        return names;
    }

    // Where all servers agree on something that the resolver does not say, they are right: it has an old answer.
    void believeServers(const QHash<dns::Name, CaaLabel> &asked)
    {
        for (CaaStep &step : m_verdict.steps) {
            const auto label = asked.constFind(step.name);
            if (label == asked.cend() || step.state == State::Error || step.state == State::NotReached)
                continue;
            const QList<CaaView> views = viewsOf(*label);
            const bool isKnown = std::any_of(views.cbegin(), views.cend(),
                [&step](const CaaView &view) { return isSameSet(view.records, step.records); });
            if (views.isEmpty() || isKnown)
                continue;
            if (views.size() == 1)
                m_verdict.notes.append(cachedFinding(*label, step, views.first()));
            step = withView(step, views.first());
        }
    }

    bool isError() const
    {
        const CaaStep *step = decidingStep(m_verdict.steps);
        return step && step->state != State::Records && !m_policy->identities.isEmpty();
    }

    void decide()
    {
        const CaaStep *step = decidingStep(m_verdict.steps);
        CaaRuling ruling;
        if (step) {
            m_verdict.owner = step->name;
            m_verdict.records = textsOf(step->records);
            ruling = rule(m_verdict.steps);
            if (step->state == State::Records)
                m_verdict.notes += caaNotes(*step, isWildcard(m_name));
        }
        m_verdict.decision = ruling.isAllowed ? CaaDecision::Allowed : CaaDecision::Forbidden;
        m_verdict.finding = ruling.isAllowed ? allowedFinding(m_verdict, ruling, m_name, *m_policy)
                                             : forbiddenFinding(m_verdict, ruling, m_name, *m_policy);
        m_verdict.finding.evidence.append(evidenceOf(m_climbs->replyFor(step ? step->name : baseOf(m_name))));
    }

    // A CA's resolver asks any of the servers: the worst answer decides.
    void decideByWorst(const QHash<dns::Name, CaaLabel> &asked)
    {
        for (qsizetype i = 0; i < m_verdict.steps.size(); ++i) {
            const auto label = asked.constFind(m_verdict.steps.at(i).name);
            const QList<CaaView> views = label == asked.cend() ? QList<CaaView>() : viewsOf(*label);
            if (views.size() > 1)
                decideAmong(views, *label, i);
            if (m_verdict.steps.at(i).name == m_verdict.owner)
                break;
        }
    }

    // Servers that fail at capitals: our resolver sends none, those of CAs do.
    void failAtCapitals(const QHash<dns::Name, CaaLabel> &asked)
    {
        for (const dns::Name &name : labels()) {
            const auto label = asked.constFind(name);
            if (label == asked.cend() || !failsInMixedCase(*label))
                continue;
            CaaTrouble trouble{CaaTrouble::Kind::LetterCase, {}, {}, name};
            QList<Evidence> evidence;
            for (const CaaAtServer &one : label->servers) {
                trouble.servers.append(one.server);
                evidence += {evidenceOf(one.reply), evidenceOf(one.inMixedCase)};
            }
            m_verdict.decision = CaaDecision::Error;
            m_verdict.owner = name;
            m_verdict.records.clear();
            m_verdict.finding = troubleFinding(
                {m_name, name, errorLine(label->servers.first().inMixedCase), {}}, trouble);
            m_verdict.finding.evidence = evidence;
            return;
        }
    }

    void fail(const Finding &finding)
    {
        const CaaStep *step = decidingStep(m_verdict.steps);
        m_verdict.decision = CaaDecision::Error;
        m_verdict.owner = step->name;
        m_verdict.finding = finding;
    }

    const QString &name() const { return m_name; }
    const CaaVerdict &verdict() const { return m_verdict; }
    const CaaStep &failedStep() const { return *decidingStep(m_verdict.steps); }
    const dns::Reply &failedReply() const { return m_climbs->replyFor(failedStep().name); }

private:
    CaaRuling rule(const QList<CaaStep> &steps) const
    {
        const CaaStep *step = decidingStep(steps);
        if (step && step->state == State::Records)
            return ruleCaa(step->records, isWildcard(m_name), *m_policy);
        CaaRuling ruling;
        ruling.isAllowed = !step || m_policy->identities.isEmpty();
        return ruling;
    }

    void decideAmong(const QList<CaaView> &views, const CaaLabel &label, qsizetype at)
    {
        QList<CaaStep> forbiddingSteps;
        const CaaView *forbidding = nullptr;
        bool isAllowedSomewhere = false;
        for (const CaaView &view : views) {
            QList<CaaStep> steps = m_verdict.steps;
            steps[at] = withView(steps.at(at), view);
            if (rule(steps).isAllowed) {
                isAllowedSomewhere = true;
            } else if (!forbidding) {
                forbidding = &view;
                forbiddingSteps = steps;
            }
        }
        if (!forbidding || !isAllowedSomewhere) {
            m_verdict.notes.append(unevenFinding(label, views));
            return;
        }
        const CaaStep *step = decidingStep(forbiddingSteps);
        m_verdict.decision = CaaDecision::Forbidden;
        m_verdict.owner = step->name;
        m_verdict.records = textsOf(step->records);
        m_verdict.finding = differingFinding(label, views, *forbidding, m_name);
        for (const CaaAtServer &one : label.servers)
            m_verdict.finding.evidence.append(evidenceOf(one.reply));
        m_verdict.steps = forbiddingSteps;
    }

    QString m_name;
    const CaaPolicy *m_policy;
    const CaaClimbs *m_climbs;
    CaaVerdict m_verdict;
};

QHash<dns::Name, CaaLabel> askServers(
    dns::Resolver &resolver, const QList<Judgement> &judgements, const CaaClimbs &climbs, CancelToken &token)
{
    QList<dns::Name> labels;
    QHash<dns::Name, dns::Name> targets;
    for (const Judgement &judgement : judgements) {
        if (knowsNothing(judgement.verdict().steps))
            continue;
        labels += judgement.labels();
    }
    for (const dns::Name &label : std::as_const(labels)) {
        if (const dns::Reply &reply = climbs.replyFor(label); reply.message)
            targets.insert(label, endOfAliases(*reply.message, label));
    }
    return askCaaAtServers(resolver, labels, targets, token);
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
    const CaaClimbs climbs(resolver, names, token);
    QList<Judgement> judgements;
    for (const QString &name : names)
        judgements.append(Judgement(name, policy, climbs.stepsOf(name), climbs));
    const QHash<dns::Name, CaaLabel> asked = askServers(resolver, judgements, climbs, token);

    QList<CaaFailure> failures;
    QList<Judgement *> failed;
    for (Judgement &judgement : judgements) {
        judgement.believeServers(asked);
        if (!judgement.isError()) {
            judgement.decide();
            judgement.decideByWorst(asked);
            judgement.failAtCapitals(asked);
        } else if (knowsNothing(judgement.verdict().steps)) {
            Finding finding = notAskedFinding(judgement.name());
            finding.evidence.append(evidenceOf(judgement.failedReply()));
            judgement.fail(finding);
        } else {
            const CaaStep &step = judgement.failedStep();
            failures.append({judgement.name(), step.name, step.errorText, judgement.failedReply()});
            failed.append(&judgement);
        }
    }
    const QList<Finding> findings = explainCaaFailures(resolver, failures, token);
    for (qsizetype i = 0; i < failed.size(); ++i)
        failed[i]->fail(findings.at(i));

    QList<CaaVerdict> verdicts;
    for (const Judgement &judgement : std::as_const(judgements))
        verdicts.append(judgement.verdict());
    return verdicts;
}

} // namespace cw::checks
