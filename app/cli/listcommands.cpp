// SPDX-License-Identifier: MIT
// orders: what is in the journal.
#include "arguments.h"
#include "certificatecommands.h"
#include "certificateoutput.h"
#include "command.h"
#include "store/journal.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cstdio>

namespace cw::cli
{

namespace
{

QJsonObject orderToJson(const store::OrderRecord &order)
{
    QJsonArray published;
    for (const store::NameRecord &record : order.mayBePublished())
        published.append(QJsonObject {{QStringLiteral("name"), record.owner}, {QStringLiteral("value"), record.value}});
    return {
        {QStringLiteral("id"), order.id},
        {QStringLiteral("names"), QJsonArray::fromStringList(order.names)},
        {QStringLiteral("directory"), order.directoryUrl},
        {QStringLiteral("url"), order.orderUrl},
        {QStringLiteral("state"), store::orderStageName(order.stage)},
        {QStringLiteral("expires"), timeOrNull(order.expires)},
        {QStringLiteral("publishedRecords"), published},
    };
}

} // namespace

void sayDamaged(const QStringList &files)
{
    for (const QString &file : files) {
        std::fprintf(stderr, "certwright-cli: %s\n",
                     qUtf8Printable(QCoreApplication::translate("cli", "This entry could not be read and is left out: %1").arg(file)));
    }
}

int ordersCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("orders"), QCoreApplication::translate("cli", "Lists the orders, newest first."), {}, 0);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/orders/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const store::Journal::Listing listing = store::Journal(invocation.environment->home).list();
    QJsonArray orders;
    for (const store::OrderRecord &order : listing.orders) {
        orders.append(orderToJson(order));
        output.line(QStringLiteral("%1  %2  %3").arg(order.id, store::orderStageName(order.stage), order.names.join(QStringLiteral(", "))));
        for (const store::NameRecord &record : order.mayBePublished()) {
            output.line(QCoreApplication::translate("cli", "    may still be published: %1 TXT \"%2\"").arg(record.owner, record.value));
        }
    }
    output.object({{QStringLiteral("orders"), orders}});
    sayDamaged(listing.damagedFiles);
    return Done;
}

} // namespace cw::cli
