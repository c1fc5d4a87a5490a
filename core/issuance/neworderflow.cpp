// SPDX-License-Identifier: MIT
#include "issuance/neworderflow.h"

#include "crypto/certificate.h"

#include <QCoreApplication>

namespace cw::issuance
{

using store::NameRecord;
using store::OrderRecord;

namespace
{

// What the CA is told about the certificate that this order renews; empty when it does not want to know. A CA knows its own
// certificates only, RFC 9773 5.
QString replacedAt(Tools &tools, const OrderRecord &order, const acme::Directory &directory)
{
    if (directory.renewalInfo.isEmpty() || order.replacesId.isEmpty())
        return {};
    const Result<store::CertificateRecord> replaced = tools.certificates().load(order.replacesId);
    if (!replaced || replaced->directoryUrl != order.directoryUrl)
        return {}; // it may have been removed from the list meanwhile
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(replaced->chainPem);
    return chain ? crypto::renewalId(chain->first()) : QString();
}

// CAs refuse a certificate that was replaced before, one of another account and one with other names, each in words of its own
// (boulder #8053, pebble #532, cert-manager #9075). None of it stands in the way of a new certificate.
bool mayBeAboutReplaces(const Failure &failure)
{
    const Problem *problem = std::get_if<Problem>(&failure);
    if (!problem)
        return false;
    const QString kind = problem->kind();
    return kind == u"alreadyReplaced" || kind == u"conflict" || kind == u"malformed" || kind == u"unauthorized"
        || problem->status == 409;
}

Result<acme::Order> send(Tools &tools, acme::NewOrder &wanted, acme::Client &client, CancelToken &token)
{
    Result<acme::Order> placed = client.newOrder(wanted, token);
    if (placed || wanted.replaces.isEmpty() || !mayBeAboutReplaces(placed.failure()))
        return placed;
    tools.log().add(LogEntry::Kind::Flow,
                    QCoreApplication::translate(
                        "log", "The CA does not take this order as the renewal of the earlier certificate; it is placed without."));
    wanted.replaces.clear();
    return client.newOrder(wanted, token);
}

// Nothing can become of it; the next try begins anew.
Failure bornInvalid(const acme::Order &placed)
{
    if (placed.error)
        return *placed.error;
    return ProtocolFailure {ProtocolFailure::Kind::Inconsistent, QUrl(placed.url), 0, acme::statusName(placed.status), {}};
}

} // namespace

// "the client MUST NOT request a profile name that is not listed in the Directory" draft-ietf-acme-profiles 4
Result<Nothing> checkWishes(const OrderRecord &order, const acme::Directory &directory, const QDateTime &now)
{
    if (!order.profile.isEmpty() && directory.profiles.isEmpty())
        return Failure(BadInput {BadInput::Fault::ProfilesNotOffered, order.profile, {}});
    if (!order.profile.isEmpty() && !directory.profiles.contains(order.profile)) {
        return Failure(BadInput {BadInput::Fault::UnknownProfile, order.profile,
                                 QStringList(directory.profiles.keys()).join(QStringLiteral(", "))});
    }
    if (order.notAfter.isValid() && order.notAfter <= now)
        return Failure(BadInput {BadInput::Fault::BadTime, order.notAfter.toString(Qt::ISODate), {}});
    return Nothing();
}

Result<acme::Order> sendNewOrder(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(order, token);
    if (!client)
        return client.failure();
    const acme::Directory &directory = (*client)->directory();
    if (const Result<Nothing> checked = checkWishes(order, directory, tools.clock().now()); !checked)
        return checked.failure();
    acme::NewOrder wanted;
    for (const QString &name : std::as_const(order.names))
        wanted.identifiers.append({QStringLiteral("dns"), name});
    wanted.profile = order.profile;
    wanted.notAfter = order.notAfter;
    wanted.replaces = replacedAt(tools, order, directory);
    const Result<acme::Order> placed = send(tools, wanted, **client, token);
    if (!placed)
        return placed.failure();
    if (placed->status == acme::Status::Invalid)
        return bornInvalid(*placed);
    order.replaces = wanted.replaces;
    if (const Result<Nothing> taken = takeOrder(tools, order, *placed); !taken)
        return taken.failure();
    return placed;
}

Result<Nothing> takeOrder(Tools &tools, OrderRecord &order, const acme::Order &placed)
{
    order.orderUrl = placed.url;
    order.finalizeUrl = placed.finalize.toString();
    order.expires = placed.expires;
    order.records.clear();
    for (const QString &name : std::as_const(order.names)) {
        NameRecord record;
        record.name = name;
        order.records.append(record);
    }
    return tools.save(order);
}

} // namespace cw::issuance
