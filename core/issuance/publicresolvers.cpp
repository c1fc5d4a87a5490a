// SPDX-License-Identifier: MIT
#include "issuance/publicresolvers.h"

#include "dns/endpoint.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace cw::issuance
{

QList<dns::PublicResolver> knownPublicResolvers()
{
    QFile file(QStringLiteral(":/certwright/publicresolvers.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<dns::PublicResolver> resolvers;
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).object()[u"publicResolvers"].toArray();
    for (const QJsonValue &json : list) {
        if (const std::optional<dns::Endpoint> endpoint = dns::parseDoh(json[u"doh"].toString()))
            resolvers.append({json[u"id"].toString(), json[u"name"].toString(), *endpoint});
    }
    return resolvers;
}

} // namespace cw::issuance
