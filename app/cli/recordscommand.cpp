// SPDX-License-Identifier: MIT
// records: the TXT records of an order as text for whoever runs the DNS.
#include "arguments.h"
#include "command.h"
#include "issuance/recordtexts.h"
#include "output.h"
#include "standinglist.h"
#include "store/journal.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cstdio>

namespace cw::cli
{

namespace
{

QString mail(const store::OrderRecord &order, const QDateTime &now)
{
    const QString subject = QCoreApplication::translate("cli", "Subject: %1").arg(issuance::mailSubject(order));
    return subject + QStringLiteral("\n\n") + issuance::mailText(order, now);
}

// Null when there is no such format.
std::optional<QString> textAs(const QString &format, const store::OrderRecord &order, const QDateTime &now)
{
    if (format == u"mail")
        return mail(order, now);
    if (format == u"bind")
        return issuance::zoneFileText(order);
    if (format == u"nsupdate")
        return issuance::nsupdateText(order);
    if (format == u"csv")
        return issuance::csvText(order);
    return std::nullopt;
}

QJsonObject orderToJson(const store::OrderRecord &order)
{
    QJsonArray records;
    for (const store::NameRecord &record : issuance::recordsToPublish(order)) {
        const issuance::RecordName name = issuance::recordName(record);
        records.append(QJsonObject {
            {QStringLiteral("for"), record.name},
            {QStringLiteral("zone"), name.zone.isEmpty() ? QJsonValue() : QJsonValue(name.zone + u'.')},
            {QStringLiteral("relative"), name.zone.isEmpty() ? QJsonValue() : QJsonValue(name.withinZone)},
            {QStringLiteral("name"), name.inFull},
            {QStringLiteral("type"), QStringLiteral("TXT")},
            {QStringLiteral("value"), record.value},
            {QStringLiteral("ttl"), order.publish.ttl},
        });
    }
    const bool hasEnd = order.expires.isValid();
    return {
        {QStringLiteral("order"), order.id},
        {QStringLiteral("expires"), hasEnd ? QJsonValue(order.expires.toUTC().toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("records"), records},
    };
}

// Exactly as it is: CSV has line ends of its own.
void writeOut(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    if (!bytes.endsWith('\n'))
        std::fputc('\n', stdout);
    std::fflush(stdout);
}

Result<store::OrderRecord> orderOf(const Arguments &arguments, const QString &home)
{
    if (arguments.positional().size() != 1)
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("ORDER")});
    const Result<store::OrderRecord> order = store::Journal(home).load(arguments.positional().first());
    if (!order)
        return order.failure();
    if (!order->isOpen())
        return Failure(BadInput {BadInput::Fault::OrderClosed, order->id, {}});
    if (issuance::recordsToPublish(*order).isEmpty())
        return Failure(BadInput {BadInput::Fault::NothingToDo, order->id, {}});
    return *order;
}

} // namespace

int recordsCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("records"),
                        QCoreApplication::translate("cli", "Prints the TXT records of an order for whoever runs the DNS: all of them, and no secret."),
                        QStringLiteral("[ORDER]"), 0);
    arguments.parser().addOption({QStringLiteral("format"), QCoreApplication::translate("cli", "mail (default), bind, nsupdate, csv or json."), QStringLiteral("format"), QStringLiteral("mail")});
    arguments.parser().addOption({QStringLiteral("standing"), QCoreApplication::translate("cli", "List the standing records (dns-persist-01) of all orders instead; needs no ORDER.")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const QString format = arguments.isJson() ? QStringLiteral("json") : arguments.value("format");
    const bool isJson = format == u"json";
    const Output output(isJson ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/records/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    if (arguments.isSet("standing"))
        return listStanding(invocation, output);
    const Result<store::OrderRecord> order = orderOf(arguments, invocation.environment->home);
    if (!order)
        return output.fail(order.failure());
    if (isJson) {
        output.object(orderToJson(*order));
        return Done;
    }
    const std::optional<QString> text = textAs(format, *order, invocation.environment->clock->now());
    if (!text)
        return output.fail(BadInput {BadInput::Fault::BadOption, format, QStringLiteral("--format")});
    writeOut(*text);
    return Done;
}

} // namespace cw::cli
