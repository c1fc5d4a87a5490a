// SPDX-License-Identifier: MIT
#include "issuance/orderflow.h"

#include "acme/parse.h"
#include "checks/recordprobe.h"
#include "issuance/accountflow.h"
#include "issuance/certificatekey.h"
#include "issuance/challengechoice.h"
#include "issuance/lostorder.h"
#include "issuance/neworderflow.h"

#include <QJsonDocument>

namespace cw::issuance
{

using store::NameRecord;
using store::OrderRecord;
using store::OrderStage;

namespace
{

// The account key makes the TXT value out of the challenge (RFC 8555 8.4).
Result<Nothing> readAuthorizations(Tools &tools, OrderRecord &order, const QStringList &urls, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(order, token);
    if (!client)
        return client.failure();
    const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
    if (!account)
        return account.failure();
    const Result<QByteArray> pem = tools.secrets().get(account->keyId);
    if (!pem)
        return pem.failure();
    const Result<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(*pem);
    if (!key)
        return key.failure();
    const Result<ChoiceFacts> facts = choiceFacts(tools, order, *key, token);
    if (!facts)
        return facts.failure();

    const QList<Result<acme::Authorization>> authorizations = (*client)->authorizations(urls, token);
    for (const Result<acme::Authorization> &authorization : authorizations) {
        if (!authorization)
            return authorization.failure();
        NameRecord *record = order.record(authorization->displayName());
        if (!record) {
            return Failure(ProtocolFailure {ProtocolFailure::Kind::Inconsistent, QUrl(authorization->url), 0,
                                            authorization->displayName(), {}});
        }
        if (const Result<Nothing> taken = takeChallenge(*facts, order, *authorization, *record); !taken)
            return taken.failure();
        applyAuthorization(order, *authorization);
    }
    for (const NameRecord &record : std::as_const(order.records)) {
        if (record.authorizationUrl.isEmpty()) {
            return Failure(ProtocolFailure {ProtocolFailure::Kind::Inconsistent, QUrl(order.orderUrl), 0, record.name, {}});
        }
    }
    return Nothing();
}

// Where each record has to be. A place that cannot be found now is shown at its plain name; publishing will say why.
Result<Nothing> findPlaces(Tools &tools, OrderRecord &order, CancelToken &token)
{
    QList<dns::Name> names;
    for (const NameRecord &record : std::as_const(order.records))
        names.append(dns::Name::parse(record.validationName).value_or(dns::Name()));
    const std::shared_ptr<dns::Resolver> resolver = tools.publishingResolver();
    const QList<Result<dns::RecordPlace>> places = checks::publishingPlaces(*resolver, names, token);
    if (token.isCanceled())
        return Failure(Canceled());
    for (qsizetype i = 0; i < order.records.size(); ++i) {
        NameRecord &record = order.records[i];
        record.owner = places[i] ? places[i]->owner.toString() : record.validationName;
        record.zone = places[i] ? places[i]->zone.apex.toString() : QString();
    }
    return Nothing();
}

bool hasProblem(const OrderRecord &order)
{
    return !order.problem.isEmpty() || std::any_of(order.records.begin(), order.records.end(), [](const NameRecord &record) { return !record.problem.isEmpty(); });
}

// A CA that answered with a refusal has made no order: everything can be chosen anew. One with trouble of its own may have.
Failure afterRefusal(Tools &tools, OrderRecord &order, const Failure &failure)
{
    const Problem *problem = std::get_if<Problem>(&failure);
    const bool isRefused = problem ? problem->status < 500 : std::holds_alternative<BadInput>(failure);
    if (!isRefused)
        return failure;
    order.stage = OrderStage::Draft;
    const Result<Nothing> saved = tools.save(order);
    return saved ? failure : saved.failure();
}

// An order that was placed before an interruption may be closed by now. Nothing was published for it, so another takes its
// place.
Result<Nothing> dropClosedOrder(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (order.orderUrl.isEmpty())
        return Nothing();
    if (const Result<Nothing> refreshed = refreshOrder(tools, order, token); !refreshed)
        return refreshed.failure();
    if (order.isOpen())
        return Nothing();
    order.stage = OrderStage::Ordering;
    order.orderUrl.clear();
    order.records.clear();
    order.problem = {};
    return Nothing();
}

Result<acme::Order> orderAtCa(Tools &tools, const OrderRecord &order, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(order, token);
    return client ? (*client)->order(order.orderUrl, token) : client.failure();
}

} // namespace

void applyAuthorization(OrderRecord &order, const acme::Authorization &authorization)
{
    NameRecord *record = order.record(authorization.displayName());
    if (!record)
        return;
    record->status = acme::statusName(authorization.status);
    QJsonObject problem; // an error that the CA no longer shows is over: it looked again
    for (const acme::Challenge &challenge : authorization.challenges) {
        if (challenge.validated.isValid())
            record->validated = challenge.validated;
        if (challenge.error && challenge.type == record->challengeType)
            problem = problemToJson(*challenge.error);
    }
    record->problem = problem;
}

QJsonObject problemToJson(const Problem &problem)
{
    return QJsonDocument::fromJson(problem.json).object();
}

Problem problemFromJson(const QJsonObject &json)
{
    return acme::readProblem(json, QUrl());
}

Result<Nothing> placeOrder(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (order.stage != OrderStage::Draft && order.stage != OrderStage::Ordering)
        return Nothing();
    if (order.names.isEmpty())
        return Failure(BadInput {BadInput::Fault::NoNames, {}, {}});
    if (const Result<Nothing> checked = checkChallengeWish(order, tools.clock().now()); !checked)
        return checked.failure();
    if (order.id.isEmpty()) {
        order.created = tools.clock().now();
        order.id = store::Journal::newOrderId(order.created);
    }
    if (const Result<Nothing> made = ensureAccount(tools, order, token); !made)
        return made.failure();
    // The certificate's key is in the store before the CA hears of the order.
    if (const Result<Nothing> kept = keepKey(tools, order); !kept)
        return kept.failure();
    const bool wasTriedBefore = order.stage == OrderStage::Ordering;
    order.stage = OrderStage::Ordering;
    if (const Result<Nothing> saved = tools.save(order); !saved)
        return saved.failure();
    if (const Result<Nothing> dropped = dropClosedOrder(tools, order, token); !dropped)
        return dropped.failure();
    if (order.orderUrl.isEmpty() && wasTriedBefore) {
        if (const Result<Nothing> taken = takeLostOrder(tools, order, token); !taken)
            return taken.failure();
    }
    const Result<acme::Order> atCa = order.orderUrl.isEmpty() ? sendNewOrder(tools, order, token) : orderAtCa(tools, order, token);
    if (!atCa) {
        noteRefusedAccount(tools, order, atCa.failure());
        return order.orderUrl.isEmpty() ? afterRefusal(tools, order, atCa.failure()) : atCa.failure();
    }
    if (const Result<Nothing> read = readAuthorizations(tools, order, atCa->authorizations, token); !read)
        return read.failure();
    if (const Result<Nothing> found = findPlaces(tools, order, token); !found)
        return found.failure();
    order.stage = OrderStage::Ordered;
    return tools.save(order);
}

Result<Nothing> refreshOrder(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (order.orderUrl.isEmpty() || !order.isOpen())
        return Nothing();
    const Result<acme::Client *> client = tools.client(order, token);
    if (!client)
        return client.failure();
    const Result<acme::Order> current = (*client)->order(order.orderUrl, token);
    if (!current) {
        // "expired" orders are deleted by some CAs and kept by others.
        const Problem *problem = std::get_if<Problem>(&current.failure());
        const bool isGone = problem && problem->status == 404;
        if (!isGone)
            return current.failure();
        order.stage = OrderStage::Expired;
        return tools.save(order);
    }
    if (current->expires.isValid())
        order.expires = current->expires;
    order.certificateUrl = current->certificate.toString();
    const QList<Result<acme::Authorization>> authorizations = (*client)->authorizations(current->authorizations, token);
    for (const Result<acme::Authorization> &authorization : authorizations) {
        if (authorization)
            applyAuthorization(order, *authorization);
    }
    if (current->status == acme::Status::Invalid) {
        // A CA that refused says why; one that only let the time run out says nothing.
        const bool isOver = (order.expires.isValid() && order.expires <= tools.clock().now()) || !(current->error || hasProblem(order));
        order.stage = isOver ? OrderStage::Expired : OrderStage::Failed;
        if (current->error)
            order.problem = problemToJson(*current->error);
    } else if (current->status == acme::Status::Pending && order.expires.isValid() && order.expires <= tools.clock().now()) {
        order.stage = OrderStage::Expired;
    }
    return tools.save(order);
}

Result<Nothing> cancelOrder(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (order.isOpen() && !order.orderUrl.isEmpty()) {
        const Result<acme::Client *> client = tools.client(order, token);
        if (!client)
            return client.failure();
        for (NameRecord &record : order.records) {
            if (record.status != acme::statusName(acme::Status::Pending) || record.authorizationUrl.isEmpty())
                continue;
            const Result<Nothing> given = (*client)->deactivateAuthorization(record.authorizationUrl, token);
            if (!given && !std::holds_alternative<Problem>(given.failure()))
                return given.failure();
            record.status = acme::statusName(acme::Status::Deactivated);
        }
    }
    order.stage = OrderStage::Canceled;
    return tools.save(order);
}

OrderRecord copyForNewTry(const OrderRecord &order)
{
    OrderRecord copy;
    copy.authorityName = order.authorityName;
    copy.directoryUrl = order.directoryUrl;
    copy.caRootPem = order.caRootPem;
    copy.isPrivateCa = order.isPrivateCa;
    copy.isPractice = order.isPractice;
    copy.contact = order.contact;
    copy.hasAgreedToTerms = order.hasAgreedToTerms;
    copy.accountId = order.accountId;
    copy.names = order.names;
    copy.keyType = order.keyType;
    copy.keyId = order.keyId;
    copy.reusesKey = order.reusesKey;
    copy.csrDer = order.csrDer;
    copy.passphraseId = order.passphraseId;
    copy.profile = order.profile;
    copy.notAfter = order.notAfter;
    copy.replacesId = order.replacesId;
    copy.replaces = order.replaces;
    copy.publish = order.publish;
    copy.zoneWays = order.zoneWays;
    copy.dns = order.dns;
    copy.profile = order.profile;
    copy.notAfter = order.notAfter;
    copy.replacesId = order.replacesId;
    copy.challengeType = order.challengeType;
    copy.standingUntil = order.standingUntil;
    copy.outFolder = order.outFolder;
    return copy;
}

} // namespace cw::issuance
