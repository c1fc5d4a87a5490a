// SPDX-License-Identifier: MIT
#include "issuance/pastorders.h"

#include "issuance/publishflow.h"

namespace cw::issuance
{

namespace
{

bool wasLookedAtInVain(const store::NameRecord &record)
{
    return record.answered.isValid() && (!record.problem.isEmpty() || record.status == u"invalid");
}

void learnFrom(const store::OrderRecord &past, const QString &directoryUrl, checks::ExpectedRecord &expected)
{
    for (const store::NameRecord &record : past.records) {
        const std::optional<dns::Name> name = dns::Name::parse(record.validationName);
        if (!name || *name != expected.validationName)
            continue;
        if (record.isStanding)
            continue; // still of use
        const QByteArray value = record.value.toLatin1();
        if (!value.isEmpty() && !expected.values.contains(value) && !expected.formerValues.contains(value))
            expected.formerValues.append(value);
        // Another CA has caches of its own.
        const bool isLater = !expected.lastFailure.isValid() || expected.lastFailure < record.answered;
        if (wasLookedAtInVain(record) && isLater && past.directoryUrl == directoryUrl)
            expected.lastFailure = record.answered;
    }
}

} // namespace

QList<checks::ExpectedRecord> expectedWithPast(
    const store::OrderRecord &order, const QList<store::OrderRecord> &allOrders)
{
    QList<checks::ExpectedRecord> expected = expectedRecords(order);
    for (checks::ExpectedRecord &record : expected) {
        for (const store::OrderRecord &past : allOrders) {
            if (past.id != order.id)
                learnFrom(past, order.directoryUrl, record);
        }
    }
    return expected;
}

QList<checks::ExpectedRecord> expectedWithPast(const store::OrderRecord &order, const store::Journal &journal)
{
    return expectedWithPast(order, journal.list().orders);
}

} // namespace cw::issuance
