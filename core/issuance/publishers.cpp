// SPDX-License-Identifier: MIT
#include "issuance/publishers.h"

#include "issuance/hooksecret.h"
#include "issuance/hookway.h"
#include "publish/acmedns.h"
#include "publish/manual.h"
#include "publish/nsupdate.h"
#include "publish/rfc2136.h"

#include <QCryptographicHash>

namespace cw::issuance
{

using store::OrderRecord;
using store::PublishSettings;

namespace
{

// One order may have several, and a store of secrets takes no zone name as part of a file name.
QString secretId(const OrderRecord &order, const QString &zone)
{
    const QString id = QStringLiteral("publish-") + order.id;
    if (zone.isEmpty())
        return id;
    const QByteArray hash = QCryptographicHash::hash(zone.toUtf8(), QCryptographicHash::Sha256);
    return id + u'-' + QString::fromLatin1(hash.first(4).toHex());
}

Result<std::unique_ptr<publish::Publisher>> updatePublisher(Tools &tools, dns::Resolver &resolver, const PublishSettings &way,
                                                            const QByteArray &secret)
{
    if (way.usesGss) {
        publish::NsupdateSettings settings;
        settings.server = way.server;
        settings.port = quint16(way.port);
        return std::unique_ptr<publish::Publisher>(std::make_unique<publish::NsupdatePublisher>(resolver, settings, tools.log()));
    }
    const std::optional<dns::Name> name = dns::Name::parse(way.keyName);
    const std::optional<crypto::Digest> digest = dns::tsigAlgorithmFromName(way.algorithm);
    if (!name || !digest)
        return Failure(BadInput {BadInput::Fault::KeyFileUnknownAlgorithm, way.algorithm, way.keyName});
    publish::Rfc2136Settings settings;
    settings.server = way.server;
    settings.port = quint16(way.port);
    settings.key = {*name, *digest, secret};
    return std::unique_ptr<publish::Publisher>(
        std::make_unique<publish::Rfc2136Publisher>(tools.dns(), resolver, settings, tools.clock(), tools.log()));
}

Result<std::unique_ptr<publish::Publisher>> acmeDnsPublisher(Tools &tools, net::HttpTransport &http,
                                                             const PublishSettings &way, const QByteArray &secret)
{
    const Result<QList<publish::AcmeDnsAccount>> accounts = publish::readAcmeDnsAccounts(secret, QString());
    if (!accounts)
        return accounts.failure();
    return std::unique_ptr<publish::Publisher>(std::make_unique<publish::AcmeDnsPublisher>(
        http, publish::AcmeDnsAccess {way.acmeDns.server, *accounts}, tools.clock()));
}

// Of a hook's secret variables only those are entered anew that are to change.
Result<QByteArray> wholeSecret(Tools &tools, const PublishSettings &settings, const QByteArray &entered)
{
    if (settings.way != u"hook" || !settings.hasSecret())
        return entered;
    const Result<QByteArray> kept = tools.secrets().get(settings.secretId);
    if (!kept)
        return kept.failure();
    return mergedHookSecret(*kept, entered, settings.hook.secretNames);
}

} // namespace

Result<Nothing> keepSecrets(Tools &tools, OrderRecord &order, const WaySecrets &secrets)
{
    if (order.id.isEmpty()) {
        order.created = tools.clock().now();
        order.id = store::Journal::newOrderId(order.created);
    }
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret) {
        const QString &zone = secret.key();
        if (!zone.isEmpty() && !order.zoneWays.contains(zone))
            continue; // the zone follows the order's way again
        PublishSettings &settings = zone.isEmpty() ? order.publish : order.zoneWays[zone];
        if (settings.way != secret->way)
            continue; // another way was chosen since
        const QString id = secretId(order, zone);
        const Result<QByteArray> whole = wholeSecret(tools, settings, secret->bytes);
        if (!whole)
            return whole.failure();
        if (const Result<Nothing> kept = tools.secrets().put(id, *whole); !kept)
            return kept.failure();
        settings.secretId = id;
        settings.secretWay = settings.way;
    }
    return Nothing();
}

Result<QByteArray> secretFor(Tools &tools, const OrderRecord &order, const QString &zone, const WaySecrets &secrets)
{
    const QString key = order.zoneWays.contains(zone) ? zone : QString();
    const PublishSettings &settings = order.publishFor(zone);
    if (const auto found = secrets.constFind(key); found != secrets.constEnd() && found->way == settings.way)
        return wholeSecret(tools, settings, found->bytes);
    return settings.hasSecret() ? tools.secrets().get(settings.secretId) : Result<QByteArray>(QByteArray());
}

Result<OpenWay> openWay(Tools &tools, OrderRecord &order, const PublishSettings &settings, const QByteArray &secret,
                        std::shared_ptr<dns::Resolver> resolver)
{
    OpenWay way;
    way.resolver = std::move(resolver);
    Result<std::unique_ptr<publish::Publisher>> publisher = Failure(BadInput {BadInput::Fault::UnknownWay, settings.way, {}});
    if (settings.way == u"manual")
        publisher = std::unique_ptr<publish::Publisher>(std::make_unique<publish::ManualPublisher>());
    else if (settings.way == u"rfc2136")
        publisher = updatePublisher(tools, *way.resolver, settings, secret);
    else if (settings.way == u"hook")
        publisher = hookPublisher(tools, order, settings, secret);
    if (settings.way == u"acme-dns") {
        // A connection of its own: the root certificate that is trusted for acme-dns is not trusted for the CA.
        way.http = tools.makeHttp(settings.acmeDns.rootPem);
        publisher = acmeDnsPublisher(tools, *way.http, settings, secret);
    }
    if (!publisher)
        return publisher.failure();
    way.publisher = std::move(*publisher);
    return way;
}

} // namespace cw::issuance
