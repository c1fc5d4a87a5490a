// SPDX-License-Identifier: MIT
#include "issuance/validateflow.h"

#include "acme/polling.h"
#include "issuance/certificatekey.h"
#include "issuance/downloadflow.h"
#include "issuance/orderflow.h"
#include "issuance/standing.h"

#include <QSet>

namespace cw::issuance
{

using acme::Status;
using store::NameRecord;
using store::OrderRecord;
using store::OrderStage;

namespace
{

// A refused name closes the order (RFC 8555 7.1.6); the others get this many more looks to tell their own results.
constexpr int LooksAfterRefusal = 2;

struct Run {
    Tools &tools;
    OrderRecord &order;
    const OrderProgress &progress;
    acme::Client &client;
    CancelToken &token;

    Result<Nothing> save() const
    {
        const Result<Nothing> saved = tools.save(order);
        progress(order);
        return saved;
    }
};

bool isFinalStatus(const QString &status)
{
    return status != acme::statusName(Status::Pending) && status != acme::statusName(Status::Processing);
}

const NameRecord *refusedName(const OrderRecord &order)
{
    for (const NameRecord &record : order.records) {
        if (isFinalStatus(record.status) && record.status != acme::statusName(Status::Valid))
            return &record;
    }
    return nullptr;
}

Failure refusalOf(const OrderRecord &order)
{
    if (const NameRecord *refused = refusedName(order); refused && !refused->problem.isEmpty())
        return problemFromJson(refused->problem);
    if (!order.problem.isEmpty())
        return problemFromJson(order.problem);
    const NameRecord *refused = refusedName(order);
    return ProtocolFailure {ProtocolFailure::Kind::Inconsistent, QUrl(order.orderUrl), 0,
                            refused ? refused->name + u' ' + refused->status : QString(), {}};
}

// "the client ... MUST NOT [respond] until it believes the server's queries will succeed" RFC 8555 8.2: the caller knows.
// The moment is in the journal before the CA hears of it.
Result<Nothing> answerPending(const Run &run)
{
    QStringList urls;
    for (NameRecord &record : run.order.records) {
        if (record.status != acme::statusName(Status::Pending) || record.challengeUrl.isEmpty())
            continue;
        record.answered = run.tools.clock().now();
        urls.append(record.challengeUrl);
    }
    if (urls.isEmpty())
        return Nothing();
    run.order.stage = OrderStage::Answered;
    if (const Result<Nothing> saved = run.save(); !saved)
        return saved.failure();
    const QList<Result<acme::Challenge>> answers = run.client.answerChallenges(urls, run.token);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        if (answers[i])
            continue;
        // A challenge that was answered before a crash is refused as "malformed"; its authorization tells how it went.
        const Problem *problem = std::get_if<Problem>(&answers[i].failure());
        if (!problem || problem->kind() != u"malformed")
            return answers[i].failure();
    }
    return Nothing();
}

Result<acme::PollLook> lookAtNames(const Run &run, int &looksAfterRefusal)
{
    QStringList urls;
    for (const NameRecord &record : std::as_const(run.order.records)) {
        if (!isFinalStatus(record.status))
            urls.append(record.authorizationUrl);
    }
    acme::PollLook look;
    for (const Result<acme::Authorization> &authorization : run.client.authorizations(urls, run.token)) {
        if (!authorization)
            return authorization.failure();
        applyAuthorization(run.order, *authorization);
        look.retryAfterSeconds = std::max(look.retryAfterSeconds, authorization->retryAfterSeconds);
    }
    run.progress(run.order);
    look.isFinal = std::all_of(run.order.records.cbegin(), run.order.records.cend(),
                               [](const NameRecord &record) { return isFinalStatus(record.status); });
    if (refusedName(run.order) && ++looksAfterRefusal > LooksAfterRefusal)
        look.isFinal = true;
    return look;
}

Result<Nothing> followNames(const Run &run)
{
    int looksAfterRefusal = 0;
    const Result<Nothing> polled = acme::pollUntilFinal(
        run.tools.clock(), {}, [&](CancelToken &) { return lookAtNames(run, looksAfterRefusal); }, run.token);
    if (!polled) {
        // What is known by now is kept; the failure itself is what the caller has to hear of.
        if (const Result<Nothing> saved = run.save(); !saved)
            return saved.failure();
        return polled.failure();
    }
    if (refusedName(run.order)) {
        run.order.stage = OrderStage::Failed;
        if (const Result<Nothing> saved = run.save(); !saved)
            return saved.failure();
        return refusalOf(run.order);
    }
    return run.save();
}

Result<Nothing> failOrder(const Run &run, const acme::Order &current)
{
    run.order.stage = OrderStage::Failed;
    if (current.error)
        run.order.problem = problemToJson(*current.error);
    if (const Result<Nothing> saved = run.save(); !saved)
        return saved.failure();
    return refusalOf(run.order);
}

// Polls the order until it has one of the wanted statuses or is invalid.
Result<acme::Order> followOrder(const Run &run, const QList<Status> &wanted)
{
    acme::Order current;
    const Result<Nothing> polled = acme::pollUntilFinal(
        run.tools.clock(), {},
        [&](CancelToken &token) -> Result<acme::PollLook> {
            Result<acme::Order> order = run.client.order(run.order.orderUrl, token);
            if (!order)
                return order.failure();
            current = std::move(*order);
            return acme::PollLook {wanted.contains(current.status) || current.status == Status::Invalid,
                                   current.retryAfterSeconds};
        },
        run.token);
    if (!polled)
        return polled.failure();
    return current;
}

bool mayBeUnderWay(const Failure &failure)
{
    if (const auto *refusal = std::get_if<Problem>(&failure))
        return refusal->kind() == u"orderNotReady";
    return std::holds_alternative<NetworkFailure>(failure) || std::holds_alternative<ProtocolFailure>(failure);
}

// What got no answer may have been carried out, and then a second request would be refused: the order tells.
Result<acme::Order> finalize(const Run &run, const QByteArray &csrDer)
{
    const auto send = [&] { return run.client.finalize(QUrl(run.order.finalizeUrl), run.order.orderUrl, csrDer, run.token); };
    const Result<acme::Order> sent = send();
    if (sent || !mayBeUnderWay(sent.failure()))
        return sent;
    const Result<acme::Order> current = run.client.order(run.order.orderUrl, run.token);
    if (!current)
        return sent;
    if (current->status == Status::Ready && std::holds_alternative<NetworkFailure>(sent.failure()))
        return send();
    const bool isUnderWay = current->status != Status::Ready && current->status != Status::Pending;
    return isUnderWay ? current : sent;
}

Result<Nothing> finalizeAndDownload(const Run &run)
{
    const Result<CertificateRequest> request = requestOf(run.tools, run.order);
    if (!request)
        return request.failure();
    Result<acme::Order> current = followOrder(run, {Status::Ready, Status::Processing, Status::Valid});
    if (!current)
        return current.failure();
    if (current->status == Status::Ready) {
        run.order.stage = OrderStage::Finalizing;
        if (const Result<Nothing> saved = run.save(); !saved)
            return saved.failure();
        current = finalize(run, request->csrDer);
        if (!current)
            return current.failure();
    }
    if (current->status != Status::Valid && current->status != Status::Invalid) {
        current = followOrder(run, {Status::Valid});
        if (!current)
            return current.failure();
    }
    if (current->status == Status::Invalid)
        return failOrder(run, *current);
    return downloadCertificate(run.tools, run.order, current->certificate, request->publicKey, run.client, run.progress, run.token);
}

} // namespace

Result<Nothing> validateAndIssue(Tools &tools, OrderRecord &order, const OrderProgress &progress, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(order, token);
    if (!client)
        return client.failure();
    const Run run {tools, order, progress, **client, token};
    if (const Result<Nothing> answered = answerPending(run); !answered)
        return answered.failure();
    if (const Result<Nothing> followed = followNames(run); !followed)
        return followed.failure();
    if (const Result<Nothing> noted = noteStanding(tools, order); !noted)
        return noted.failure();
    return finalizeAndDownload(run);
}

} // namespace cw::issuance
