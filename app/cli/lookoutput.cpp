// SPDX-License-Identifier: MIT
#include "lookoutput.h"

#include "checks/duration.h"
#include "checks/propagationwords.h"
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
    if (server.behind > 0)
        json.insert(QStringLiteral("behind"), qint64(server.behind));
    if (server.goneIn)
        json.insert(QStringLiteral("goneIn"), qint64(server.goneIn->count()));
    if (server.isHarmless)
        json.insert(QStringLiteral("harmless"), true);
    if (!server.detail.isEmpty())
        json.insert(QStringLiteral("detail"), server.detail);
    return json;
}

QJsonArray stringsToJson(const QStringList &strings)
{
    return QJsonArray::fromStringList(strings);
}

QJsonArray serversToJson(const QList<checks::ServerSight> &servers)
{
    QJsonArray array;
    for (const checks::ServerSight &server : servers)
        array.append(serverToJson(server));
    return array;
}

QString stateInWords(const checks::ServerSight &server)
{
    switch (server.state) {
    case checks::SeenState::Seen:
        return QCoreApplication::translate("cli", "has it");
    case checks::SeenState::Missing:
        return QCoreApplication::translate("cli", "does not have it");
    case checks::SeenState::Other:
        return server.found.isEmpty() ? server.detail
                                      : QCoreApplication::translate("cli", "has another value: \"%1\"")
                                            .arg(QString::fromUtf8(server.found.first()));
    case checks::SeenState::Error:
        return QCoreApplication::translate("cli", "answers wrongly: %1").arg(server.detail);
    case checks::SeenState::NoAnswer:
        return QCoreApplication::translate("cli", "no answer");
    case checks::SeenState::NotAsked:
        break;
    }
    return QCoreApplication::translate("cli", "not asked");
}

QString serverAsText(const checks::ServerSight &server)
{
    QString line = server.server == server.address || server.address.isEmpty()
        ? QStringLiteral("  %1  %2").arg(server.server, stateInWords(server))
        : QStringLiteral("  %1 (%2)  %3").arg(server.server, server.address, stateInWords(server));
    if (server.behind > 0)
        line += QStringLiteral("; ") + QCoreApplication::translate("cli", "serial %1, %2 behind").arg(*server.serial).arg(server.behind);
    if (server.goneIn && server.goneIn->count() > 0)
        line += QStringLiteral("; ") + QCoreApplication::translate("cli", "for %1 more").arg(checks::durationInWords(*server.goneIn));
    return line;
}

QString timeText(const QDateTime &time)
{
    return time.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
}

QStringList nameAsText(const checks::NameSight &name)
{
    QStringList lines {QStringLiteral("%1: %2").arg(name.identifier, name.owner.withoutFinalDot())};
    for (const checks::ServerSight &server : name.servers)
        lines.append(serverAsText(server));
    for (const checks::ServerSight &resolver : name.resolvers) {
        if (resolver.state != checks::SeenState::NotAsked)
            lines.append(serverAsText(resolver));
    }
    const QString text = name.detail.isEmpty() ? name.note : name.detail;
    if (!text.isEmpty())
        lines.append(text);
    for (const QString &todo : name.todo)
        lines.append(QStringLiteral("-> ") + todo);
    if (name.expectedBy.isValid())
        lines.append(QCoreApplication::translate("cli", "It should follow by %1 at the latest.").arg(timeText(name.expectedBy)));
    if (name.waiting)
        lines.append(checks::waitingInWords(*name.waiting));
    return lines;
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
        if (!name.detail.isEmpty())
            json.insert(QStringLiteral("detail"), name.detail);
        if (!name.todo.isEmpty())
            json.insert(QStringLiteral("todo"), stringsToJson(name.todo));
        if (!name.note.isEmpty())
            json.insert(QStringLiteral("note"), name.note);
        if (name.negativeTtl)
            json.insert(QStringLiteral("negativeTtl"), qint64(name.negativeTtl->count()));
        if (name.waiting)
            json.insert(QStringLiteral("waitUntil"), name.waiting->until.toString(Qt::ISODate));
        if (name.expectedBy.isValid())
            json.insert(QStringLiteral("expectedBy"), name.expectedBy.toString(Qt::ISODate));
        // A name can be safe while another one holds the order back.
        if (!isSafe)
            json.insert(QStringLiteral("complete"), name.isComplete);
        names.append(json);
    }
    return {{QStringLiteral("time"), look.time.toString(Qt::ISODate)}, {QStringLiteral("safe"), isSafe}, {QStringLiteral("names"), names}};
}

QStringList lookAsText(const checks::Look &look, bool isSafe)
{
    QStringList lines {QCoreApplication::translate("cli", "Look at %1").arg(timeText(look.time))};
    for (const checks::NameSight &name : look.names)
        lines += nameAsText(name);
    if (isSafe)
        lines.append(QCoreApplication::translate("cli", "Safe: the CA's validation would pass now."));
    else if (look.isComplete())
        lines.append(QCoreApplication::translate("cli", "All servers have it; one more look makes sure."));
    else
        lines.append(QCoreApplication::translate("cli", "Not safe yet: the CA's validation could fail now."));
    lines.append(QString());
    return lines;
}

QString lookInWords(const checks::Look &look)
{
    int seen = 0;
    int total = 0;
    QString lacking;
    QString detail;
    for (const checks::NameSight &name : look.names) {
        if (detail.isEmpty() && !name.isComplete)
            detail = name.detail;
        for (const checks::ServerSight &server : name.servers) {
            total += server.state == checks::SeenState::NotAsked ? 0 : 1;
            seen += server.state == checks::SeenState::Seen ? 1 : 0;
            if (lacking.isEmpty() && checks::lacksValue(server))
                lacking = QCoreApplication::translate("cli", "%1 lacks it for %2").arg(server.server, name.identifier);
        }
    }
    const QString counted = QCoreApplication::translate("cli", "%1 of %2 answers have the value").arg(seen).arg(total);
    if (lacking.isEmpty() && !detail.isEmpty()) // it is not the servers that hold it back
        return total == 0 ? detail : counted + QStringLiteral("; ") + detail;
    return lacking.isEmpty() ? counted : counted + QStringLiteral("; ") + lacking;
}

} // namespace cw::cli
