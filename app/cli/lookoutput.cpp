// SPDX-License-Identifier: MIT
#include "lookoutput.h"

#include "dns/record.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

QJsonArray valuesToJson(const QList<QByteArray> &values)
{
    QJsonArray array;
    for (const QByteArray &value : values)
        array.append(QString::fromUtf8(value));
    return array;
}

QJsonObject serverToJson(const checks::ServerSight &server)
{
    QJsonObject json {
        {QStringLiteral("server"), server.server},
        {QStringLiteral("address"), server.address},
        {QStringLiteral("state"), checks::seenStateName(server.state)},
    };
    if (server.serial)
        json.insert(QStringLiteral("serial"), qint64(*server.serial));
    if (server.rcode >= 0 && server.state == checks::SeenState::Error)
        json.insert(QStringLiteral("rcode"), dns::rcodeName(server.rcode));
    if (server.state != checks::SeenState::NotAsked)
        json.insert(QStringLiteral("found"), valuesToJson(server.found));
    return json;
}

QJsonArray serversToJson(const QList<checks::ServerSight> &servers)
{
    QJsonArray array;
    for (const checks::ServerSight &server : servers)
        array.append(serverToJson(server));
    return array;
}

} // namespace

QJsonObject lookToJson(const checks::Look &look, bool isSafe)
{
    QJsonArray names;
    for (const checks::NameSight &name : look.names) {
        QJsonObject json {
            {QStringLiteral("name"), name.identifier},
            {QStringLiteral("owner"), name.owner.toString()},
            {QStringLiteral("expected"), valuesToJson(name.expected)},
            {QStringLiteral("safe"), isSafe},
            {QStringLiteral("cause"), name.cause.isEmpty() ? QJsonValue() : QJsonValue(name.cause)},
            {QStringLiteral("servers"), serversToJson(name.servers)},
            {QStringLiteral("resolvers"), serversToJson(name.resolvers)},
        };
        // A name can be safe while another one holds the order back.
        if (!isSafe)
            json.insert(QStringLiteral("complete"), name.isComplete);
        names.append(json);
    }
    return {{QStringLiteral("time"), look.time.toString(Qt::ISODate)}, {QStringLiteral("safe"), isSafe}, {QStringLiteral("names"), names}};
}

QString lookInWords(const checks::Look &look)
{
    int seen = 0;
    int total = 0;
    QString lacking;
    for (const checks::NameSight &name : look.names) {
        for (const checks::ServerSight &server : name.servers) {
            ++total;
            if (server.state == checks::SeenState::Seen)
                ++seen;
            else if (lacking.isEmpty())
                lacking = QCoreApplication::translate("cli", "%1 lacks it for %2").arg(server.server, name.identifier);
        }
    }
    const QString counted = QCoreApplication::translate("cli", "%1 of %2 answers have the value").arg(seen).arg(total);
    return lacking.isEmpty() ? counted : counted + QStringLiteral("; ") + lacking;
}

} // namespace cw::cli
