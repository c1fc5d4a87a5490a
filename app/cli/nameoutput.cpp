// SPDX-License-Identifier: MIT
#include "nameoutput.h"

#include "issuance/orderflow.h"
#include "issuance/refusednames.h"

#include <QCoreApplication>

namespace cw::cli
{

using store::NameRecord;
using store::OrderRecord;

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

// Those that newOrder was refused for, as long as others are left and the names are ours to choose.
QList<issuance::RefusedName> refusedBeside(const OrderRecord &order, const Failure &failure)
{
    const Problem *problem = std::get_if<Problem>(&failure);
    if (!problem || !order.orderUrl.isEmpty() || !order.csrDer.isEmpty())
        return {};
    const QList<issuance::RefusedName> refused = issuance::refusedNames(*problem, order.names);
    return refused.size() == order.names.size() ? QList<issuance::RefusedName>() : refused;
}

QStringList provedNames(const OrderRecord &order)
{
    QStringList proved;
    for (const NameRecord &record : order.records) {
        if (record.status == u"valid" && record.problem.isEmpty())
            proved.append(record.name);
    }
    return proved;
}

} // namespace

QJsonArray namesToJson(const OrderRecord &order)
{
    QJsonArray names;
    for (const NameRecord &record : order.records) {
        QJsonObject name {{QStringLiteral("name"), record.name}, {QStringLiteral("status"), record.status}};
        if (!record.problem.isEmpty())
            name.insert(QStringLiteral("problem"), record.problem);
        names.append(name);
    }
    return names;
}

bool leaveOutRefused(const Output &output, OrderRecord &order, const Failure &failure)
{
    const QList<issuance::RefusedName> refused = refusedBeside(order, failure);
    for (const issuance::RefusedName &name : refused) {
        order.names.removeAll(name.name);
        output.line(text("Left out, as the CA refuses it: %1 (%2)").arg(name.name, name.problem.detail));
        output.event(QStringLiteral("leftOut"), {{QStringLiteral("order"), order.id},
                                                 {QStringLiteral("name"), name.name},
                                                 {QStringLiteral("problem"), issuance::problemToJson(name.problem)}});
    }
    return !refused.isEmpty();
}

int failWithNames(const Output &output, const OrderRecord &order, const Failure &failure)
{
    const QStringList proved = provedNames(order);
    if (order.stage == store::OrderStage::Failed && !proved.isEmpty())
        output.line(text("Proved, and perhaps still known to the CA in a new order: %1").arg(proved.join(QStringLiteral(", "))));
    if (!refusedBeside(order, failure).isEmpty())
        output.line(text("With --drop-refused the other names are ordered without the refused ones."));
    return output.fail(failure, {{QStringLiteral("order"), order.id}, {QStringLiteral("names"), namesToJson(order)}});
}

void TroubleOutput::say(const OrderRecord &order)
{
    for (const NameRecord &record : order.records) {
        const bool isPending = record.status == u"pending" || record.status == u"processing";
        if (!isPending || record.problem.isEmpty() || m_said.value(record.name) == record.problem)
            continue;
        m_said.insert(record.name, record.problem);
        m_output.warn({text("%1 is not validated yet").arg(record.name),
                       text("The CA has looked and says: %1").arg(issuance::problemFromJson(record.problem).detail),
                       text("It may look again. Ctrl+C stops the waiting; “resume” goes on with the same order."), {}});
    }
}

} // namespace cw::cli
