// SPDX-License-Identifier: MIT
#include "standinglist.h"

#include "exitcode.h"
#include "issuance/standing.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject toJson(const store::StandingRecord &record, const QDateTime &now)
{
    return {
        {QStringLiteral("for"), record.name},
        {QStringLiteral("authority"), record.authorityName},
        {QStringLiteral("directory"), record.directoryUrl},
        {QStringLiteral("account"), record.accountUrl},
        {QStringLiteral("name"), record.owner},
        {QStringLiteral("zone"), record.zone},
        {QStringLiteral("value"), record.value},
        {QStringLiteral("order"), record.orderId},
        {QStringLiteral("byHand"), record.isByHand},
        {QStringLiteral("published"), timeOrNull(record.published)},
        {QStringLiteral("lastUsed"), timeOrNull(record.lastUsed)},
        {QStringLiteral("until"), timeOrNull(record.until)},
        {QStringLiteral("state"), issuance::standingStateName(issuance::standingState(record, now))},
    };
}

QString stateText(const store::StandingRecord &record, const QDateTime &now)
{
    const QString day = record.until.toUTC().date().toString(Qt::ISODate);
    switch (issuance::standingState(record, now)) {
    case issuance::StandingState::Good:
        return record.until.isValid() ? QCoreApplication::translate("cli", "It counts until %1.").arg(day)
                                      : QCoreApplication::translate("cli", "It counts until it is removed.");
    case issuance::StandingState::EndsSoon:
        return QCoreApplication::translate("cli", "It counts until %1 only: the next order after that makes a new one.").arg(day);
    case issuance::StandingState::Over:
        break;
    }
    return QCoreApplication::translate("cli", "It counts no more since %1: remove it.").arg(day);
}

} // namespace

int listStanding(const Invocation &invocation, const Output &output)
{
    const Result<QList<store::StandingRecord>> records = store::StandingRecords(invocation.environment->home).load();
    if (!records)
        return output.fail(records.failure());
    const QDateTime now = invocation.environment->clock->now();
    QJsonArray list;
    for (const store::StandingRecord &record : *records) {
        list.append(toJson(record, now));
        output.line(QStringLiteral("%1 IN TXT \"%2\"").arg(record.owner, record.value));
        output.line(QStringLiteral("  ") + QCoreApplication::translate("cli", "For %1 at %2, put there by order %3 on %4.")
                                               .arg(record.name, record.authorityName, record.orderId,
                                                    record.published.toUTC().date().toString(Qt::ISODate)));
        output.line(QStringLiteral("  ") + stateText(record, now));
    }
    if (records->isEmpty())
        output.line(QCoreApplication::translate("cli", "There are no standing records."));
    output.object({{QStringLiteral("standing"), list}});
    return Done;
}

} // namespace cw::cli
