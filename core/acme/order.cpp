// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include "acme/jsonreader.h"

namespace cw::acme
{

Result<Order> parseOrder(const net::HttpResponse &response, const QString &url, const QDateTime &now)
{
    const Result<QJsonObject> object = readObject(response);
    if (!object)
        return object.failure();

    JsonReader reader(*object, response.url);
    Order order;
    order.url = url;
    order.status = statusFromName(reader.neededText(u"status"));
    order.expires = reader.time(u"expires");
    const QList<QJsonObject> identifiers = reader.neededObjects(u"identifiers");
    for (const QJsonObject &identifier : identifiers)
        order.identifiers.append({identifier.value(u"type").toString(), identifier.value(u"value").toString()});
    order.authorizations = reader.neededHttpsUrls(u"authorizations");
    order.finalize = reader.neededHttpsUrl(u"finalize");
    order.certificate = reader.httpsUrl(u"certificate");
    order.profile = reader.text(u"profile");
    order.notAfter = reader.time(u"notAfter");
    order.replaces = reader.text(u"replaces");
    if (order.status == Status::Valid && order.certificate.isEmpty())
        reader.setFault(ProtocolFailure::Kind::MissingMember, u"certificate");
    if (reader.fault())
        return *reader.fault();

    const QJsonObject error = reader.object(u"error");
    if (!error.isEmpty())
        order.error = readProblem(error, QUrl(url));
    order.retryAfterSeconds = retryAfterSeconds(response, now);
    return order;
}

} // namespace cw::acme
