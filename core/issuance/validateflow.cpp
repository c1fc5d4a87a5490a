// SPDX-License-Identifier: MIT
#include "issuance/validateflow.h"

#include "acme/polling.h"
#include "issuance/certificatekey.h"
#include "issuance/downloadflow.h"
#include "issuance/orderflow.h"
#include "issuance/refusednames.h"
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
constexpr int MostFinalizeTries = 3;
constexpr std::chrono::seconds PauseWhenNotReady(2);

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
    // "deactivated", "expired" or "revoked": somebody, or time, has closed it, and there is no document that says why.
    if (const NameRecord *refused = refusedName(order); refused && refused->status != acme::statusName(Status::Invalid))
        return BadInput {BadInput::Fault::OrderClosed, order.id, refused->name + u' ' + refused->status};
    return ProtocolFailure {ProtocolFailure::Kind::Inconsistent, QUrl(order.orderUrl), 0, QStringLiteral("invalid"), {}};
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

// "ready: The server agrees that the requirements have been fulfilled" RFC 8555 7.4: then no name has to be asked for.
void markAllValid(const Run &run)
{
    for (NameRecord &record : run.order.records) {
        record.problem = {};
        record.status = acme::statusName(Status::Valid);
        if (!record.validated.isValid())
            record.validated = run.tools.clock().now();
    }
    run.progress(run.order);
}

// The order tells in one answer whether all names are validated; only when they are not, each is asked for.
Result<acme::PollLook> lookAtOrder(const Run &run, acme::Order &current, int &looksAfterRefusal)
{
    Result<acme::Order> order = run.client.order(run.order.orderUrl, run.token);
    if (!order)
        return order.failure();
    current = std::move(*order);
    if (current.status == Status::Ready || current.status == Status::Processing || current.status == Status::Valid) {
        markAllValid(run);
        return acme::PollLook {true, -1};
    }
    Result<acme::PollLook> look = lookAtNames(run, looksAfterRefusal);
    if (look)
        look->retryAfterSeconds = std::max(look->retryAfterSeconds, current.retryAfterSeconds);
    return look;
}

bool areAllValid(const OrderRecord &order)
{
    return std::all_of(order.records.cbegin(), order.records.cend(),
                       [](const NameRecord &record) { return record.status == acme::statusName(Status::Valid); });
}

// `current`: the order as the CA had it last, when it was asked.
Result<Nothing> followNames(const Run &run, acme::Order &current)
{
    if (areAllValid(run.order))
        return Nothing();
    int looksAfterRefusal = 0;
    const Result<Nothing> polled = acme::pollUntilFinal(
        run.tools.clock(), {}, [&](CancelToken &) { return lookAtOrder(run, current, looksAfterRefusal); }, run.token);
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

// What the CA says about names when it refuses the order as a whole (CAA is looked up once more at the end) is kept with them.
Result<Nothing> failOrder(const Run &run, const std::optional<Problem> &error)
{
    run.order.stage = OrderStage::Failed;
    if (error) {
        run.order.problem = problemToJson(*error);
        for (const RefusedName &refused : refusedNames(*error, run.order.names)) {
            NameRecord *record = run.order.record(refused.name);
            if (record && record->problem.isEmpty())
                record->problem = problemToJson(refused.problem);
        }
    }
    if (const Result<Nothing> saved = run.save(); !saved)
        return saved.failure();
    return refusalOf(run.order);
}

bool isAboutTheOrder(const Failure &failure)
{
    const Problem *problem = std::get_if<Problem>(&failure);
    if (!problem)
        return false;
    const QString kind = problem->kind();
    return problem->status == 404
        || (kind != u"rateLimited" && kind != u"serverInternal" && kind != u"badNonce" && kind != u"userActionRequired"
            && kind != u"accountDoesNotExist" && !kind.isEmpty());
}

// A CA that refuses something may have closed the order with it (RFC 8555 7.1.6), and time may have: it is asked, so that
// nothing waits for an order that is dead.
Result<Nothing> settle(const Run &run, const Failure &failure)
{
    const bool isTimeOver = run.order.expires.isValid() && run.order.expires <= run.tools.clock().now();
    if (!run.order.isOpen() || isCanceled(failure) || !(isTimeOver || isAboutTheOrder(failure)))
        return failure;
    const Problem *problem = std::get_if<Problem>(&failure);
    if (problem)
        run.order.problem = problemToJson(*problem);
    if (!refreshOrder(run.tools, run.order, run.token))
        return failure; // the first is the one to tell
    if (run.order.stage == OrderStage::Failed)
        return failOrder(run, problemFromJson(run.order.problem));
    run.order.problem = {};
    if (const Result<Nothing> saved = run.save(); !saved)
        return saved.failure();
    if (run.order.stage == OrderStage::Expired)
        return Failure(BadInput {BadInput::Fault::OrderClosed, run.order.id, store::orderStageName(run.order.stage)});
    return failure;
}

// Polls the order until it has one of the wanted statuses or is invalid. An answer of just now counts as the first look when it
// has one of them, or when it asks for patience: "Send a POST-as-GET request after the time given in the Retry-After header
// field" RFC 8555 7.4
Result<acme::Order> followOrder(const Run &run, const QList<Status> &wanted, const acme::Order &known = {})
{
    if (wanted.contains(known.status))
        return known;
    acme::Order current;
    bool isKnown = known.retryAfterSeconds > 0;
    const Result<Nothing> polled = acme::pollUntilFinal(
        run.tools.clock(), {},
        [&](CancelToken &token) -> Result<acme::PollLook> {
            if (std::exchange(isKnown, false))
                return acme::PollLook {false, known.retryAfterSeconds};
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

bool isNotReady(const Failure &failure)
{
    const Problem *problem = std::get_if<Problem>(&failure);
    return problem && problem->kind() == u"orderNotReady";
}

bool isLost(const Failure &failure)
{
    return std::holds_alternative<NetworkFailure>(failure);
}

// What got no answer may have been carried out, and then a second request would be refused; and a CA whose servers do not agree
// yet finds an order "not ready" that is. The order tells; what it does not know of is sent again, a little later.
Result<acme::Order> finalize(const Run &run, const QByteArray &csrDer)
{
    for (int tries = 1;; ++tries) {
        const Result<acme::Order> sent = run.client.finalize(QUrl(run.order.finalizeUrl), run.order.orderUrl, csrDer, run.token);
        const bool mayBeUnderWay = !sent
            && (isNotReady(sent.failure()) || isLost(sent.failure()) || std::holds_alternative<ProtocolFailure>(sent.failure()));
        if (!mayBeUnderWay)
            return sent;
        const Result<acme::Order> current = run.client.order(run.order.orderUrl, run.token);
        if (!current)
            return sent;
        if (current->status != Status::Ready && current->status != Status::Pending)
            return current;
        if (tries == MostFinalizeTries || !(isNotReady(sent.failure()) || isLost(sent.failure())))
            return sent;
        if (isNotReady(sent.failure()) && !run.tools.clock().sleep(PauseWhenNotReady, run.token))
            return Failure(Canceled());
    }
}

Result<Nothing> finalizeAndDownload(const Run &run, const acme::Order &known)
{
    const Result<CertificateRequest> request = requestOf(run.tools, run.order);
    if (!request)
        return request.failure();
    Result<acme::Order> current = followOrder(run, {Status::Ready, Status::Processing, Status::Valid}, known);
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
        current = followOrder(run, {Status::Valid}, acme::Order(*current));
        if (!current)
            return current.failure();
    }
    if (current->status == Status::Invalid)
        return failOrder(run, current->error);
    return downloadCertificate(run.tools, run.order, current->certificate, request->publicKey, run.client, run.progress, run.token);
}

Result<Nothing> goThrough(const Run &run)
{
    if (const Result<Nothing> answered = answerPending(run); !answered)
        return answered.failure();
    acme::Order current;
    if (const Result<Nothing> followed = followNames(run, current); !followed)
        return followed.failure();
    if (const Result<Nothing> noted = noteStanding(run.tools, run.order); !noted)
        return noted.failure();
    return finalizeAndDownload(run, current);
}

} // namespace

Result<Nothing> validateAndIssue(Tools &tools, OrderRecord &order, const OrderProgress &progress, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(order, token);
    if (!client)
        return client.failure();
    const Run run {tools, order, progress, **client, token};
    const Result<Nothing> issued = goThrough(run);
    return issued ? issued : settle(run, issued.failure());
}

} // namespace cw::issuance
