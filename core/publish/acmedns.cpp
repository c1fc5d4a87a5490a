// SPDX-License-Identifier: MIT
#include "publish/acmedns.h"

#include "publish/acmednsapi.h"

#include <algorithm>

namespace cw::publish
{

namespace
{

constexpr qsizetype ValuesKept = 2; // "Rolling update of two TXT records", README of acme-dns

// The server replaces the value whose last change is older, and counts in whole seconds: after an earlier attempt or trial in
// the same second our second value would replace our first. Seen when an order went on right after its answer got lost.
constexpr std::chrono::milliseconds SecondOfTheServer { 1100 };

Failure placed(const Failure &failure, const TxtRecord &record)
{
    PublishFailure publish;
    if (const auto *evidence = std::get_if<PublishFailure>(&failure))
        publish = *evidence;
    else
        return failure;
    publish.name = record.owner.toString();
    publish.zone = record.zone.toString();
    return publish;
}

Failure noAccount(const QList<AcmeDnsAccount> &accounts, const TxtRecord &record)
{
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::NoAccount;
    if (const AcmeDnsAccount *account = accountOfDomain(accounts, record.identifier))
        failure.detail = cnameLine(record.identifier, *account);
    return placed(failure, record);
}

Failure tooManyValues(const TxtRecord &record)
{
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::TooManyValues;
    return placed(failure, record);
}

} // namespace

AcmeDnsPublisher::AcmeDnsPublisher(net::HttpTransport &http, AcmeDnsAccess access, Clock &clock)
    : m_http(http)
    , m_access(std::move(access))
    , m_clock(clock)
{
}

Result<QList<AcmeDnsPublisher::Task>> AcmeDnsPublisher::tasksOf(const QList<TxtRecord> &records) const
{
    QList<Task> tasks;
    for (const TxtRecord &record : records) {
        const AcmeDnsAccount *account = accountOfOwner(m_access.accounts, record.owner);
        if (!account)
            return noAccount(m_access.accounts, record);
        auto task = std::find_if(tasks.begin(), tasks.end(), [account](const Task &t) { return t.account == account; });
        if (task == tasks.end()) {
            const Result<QUrl> server = acmeDnsServer(account->serverUrl.isEmpty() ? m_access.server : account->serverUrl);
            if (!server)
                return server.failure();
            task = tasks.insert(tasks.end(), {account, *server, {}});
        }
        // The same value twice would push the other one out.
        const bool isThere = std::any_of(task->records.begin(), task->records.end(), [&record](const TxtRecord &other) {
            return other.value == record.value && other.identifier == record.identifier;
        });
        if (!isThere)
            task->records.append(record);
        if (task->records.size() > ValuesKept)
            return tooManyValues(record);
    }
    return tasks;
}

Result<Nothing> AcmeDnsPublisher::rehearse(const QList<TxtRecord> &records, CancelToken &token)
{
    const Result<QList<Task>> tasks = tasksOf(records);
    if (!tasks)
        return tasks.failure();
    QList<net::HttpRequest> requests;
    for (const Task &task : *tasks)
        requests.append(acmeDnsRehearsal(task.server, *task.account));
    const QList<Result<net::HttpResponse>> answers = m_http.sendAll(requests, token);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const Task &task = tasks->at(i);
        if (const Result<Nothing> judged = judgeAcmeDnsRehearsal(answers[i], task.server, *task.account); !judged)
            return placed(judged.failure(), task.records.first());
    }
    return Nothing();
}

Result<Nothing> AcmeDnsPublisher::present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token)
{
    const Result<QList<Task>> tasks = tasksOf(records);
    if (!tasks)
        return tasks.failure();
    const bool isAnyFull = std::any_of(tasks->begin(), tasks->end(), [](const Task &task) { return task.records.size() == ValuesKept; });
    if (isAnyFull && !m_clock.sleep(SecondOfTheServer, token))
        return Failure(Canceled());
    for (qsizetype round = 0; round < ValuesKept; ++round) {
        if (const Result<Nothing> sent = sendRound(*tasks, round, note, token); !sent)
            return sent.failure();
    }
    return Nothing();
}

// Side by side over accounts. Two values of one account go one after the other: which of them the server replaces is decided
// by what came before.
Result<Nothing> AcmeDnsPublisher::sendRound(const QList<Task> &tasks, qsizetype round, const PresenceNote &note,
                                            CancelToken &token)
{
    QList<const Task *> due;
    QList<TxtRecord> records;
    QList<net::HttpRequest> requests;
    for (const Task &task : tasks) {
        if (task.records.size() <= round)
            continue;
        due.append(&task);
        records.append(task.records[round]);
        requests.append(acmeDnsUpdate(task.server, *task.account, task.records[round].value));
    }
    if (due.isEmpty())
        return Nothing();
    if (const Result<Nothing> noted = note(records, Presence::MayBeThere); !noted)
        return noted.failure();

    const QList<Result<net::HttpResponse>> answers = m_http.sendAll(requests, token);
    QList<TxtRecord> taken;
    std::optional<Failure> failure;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const Result<Nothing> judged = judgeAcmeDnsUpdate(answers[i], due[i]->server, *due[i]->account, records[i].value);
        if (judged)
            taken.append(records[i]);
        else if (!failure)
            failure = placed(judged.failure(), records[i]);
    }
    if (!taken.isEmpty()) {
        if (const Result<Nothing> noted = note(taken, Presence::Published); !noted)
            return noted.failure();
    }
    if (failure)
        return *failure;
    return Nothing();
}

Result<Nothing> AcmeDnsPublisher::cleanUp(const QList<TxtRecord> &, CancelToken &)
{
    return Nothing();
}

} // namespace cw::publish
