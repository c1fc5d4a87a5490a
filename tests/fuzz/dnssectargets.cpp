// SPDX-License-Identifier: MIT
#include "fuzz/target.h"

#include "checks/dnssecfault.h"
#include "checks/dnssecwords.h"

namespace cw::fuzz
{

namespace
{

using namespace cw::dns;

const QDateTime &now()
{
    static const QDateTime time(
        QDate(2027, 6, 1), QTime(12, 0), Qt::UTC); // the seeds were signed for ten years in 2026
    return time;
}

Reply replyFrom(const QByteArray &wire)
{
    Reply reply;
    reply.message = parseMessage(wire);
    if (reply.message)
        reply.query.question = reply.message->questions.value(0);
    return reply;
}

// Words can be found for whatever is wrong.
void describe(const checks::JudgedAnswer &answer)
{
    if (answer.worth != checks::JudgedAnswer::Worth::Faulty)
        return;
    checks::FaultGroup group{answer.fault, {answer.fault.owner.toString()}, {}, {}, answer.keys, {}};
    demand(!checks::sawText(group).isEmpty(), "a fault has words");
    demand(!checks::todoTexts(group).isEmpty(), "a fault has a remedy");
    checks::resultText(answer.fault);
    group.server = QStringLiteral("ns1.example.org (192.0.2.1)");
    checks::sawText(group);
}

// Parts: a DNSKEY answer, a DS answer of the parent, any answer of the zone.
void runDnssec(const QByteArray &input)
{
    const QList<QByteArray> parts = partsOf(input, 3);
    const Reply keys = replyFrom(parts[0]);
    const Reply ds = replyFrom(parts[1]);
    const Reply answer = replyFrom(parts[2]);
    const Name zone = keys.query.question.name;
    const QList<Record> dsRecords = ds.message ? ds.message->answer : QList<Record>();
    WorkBudget budget;
    budget.verifications = 100;

    const checks::JudgedAnswer judgedKeys = checks::judgeKeys(keys, zone, dsRecords, now(), budget);
    describe(judgedKeys);
    describe(checks::AnswerJudge(zone.parent(), dsRecords, now(), budget).judge(ds));
    const checks::AnswerJudge judge(zone, judgedKeys.keys, now(), budget);
    const checks::JudgedAnswer judged = judge.judge(answer);
    describe(judged);
    checks::aliasTarget(answer);
    demand(budget.verifications >= 0, "the budget is kept");
    if (judged.firstToEnd)
        demand(judged.firstToEnd->expiration >= now(), "a good signature has not ended");
}

// Parts as above, but whatever the keys are, every kind of denial is tried.
void runDenial(const QByteArray &input)
{
    const QList<QByteArray> parts = partsOf(input, 3);
    const Reply keys = replyFrom(parts[0]);
    const Reply answer = replyFrom(parts[2]);
    if (!keys.message || !answer.message)
        return;
    WorkBudget budget;
    budget.verifications = 100;
    for (const Denied::What what : {Denied::What::Type, Denied::What::Name, Denied::What::CloserMatch}) {
        const Denied denied{what, answer.query.question, 2};
        const Denial denial = checkDenial(
            answer.message->authority, denied, keys.query.question.name, keys.message->answer, now(), budget);
        demand(!denial.isSufficient() || denial.state != Denial::State::NoProof, "a proof needs a record");
    }
}

} // namespace

QList<Target> dnssecTargets()
{
    return {{"dnssec", Target::Group::Dns, runDnssec}, {"denial", Target::Group::Dns, runDenial}};
}

} // namespace cw::fuzz
