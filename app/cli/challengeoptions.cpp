// SPDX-License-Identifier: MIT
#include "challengeoptions.h"

#include "issuance/challengechoice.h"
#include "issuance/challengewords.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace cw::cli
{

namespace
{

// A day is meant to its end, in UTC.
QDateTime timeFrom(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (day.isValid() && !text.contains(u'T'))
        return QDateTime(day, QTime(23, 59, 59), QTimeZone::utc());
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

} // namespace

void addChallengeOptions(Arguments &arguments)
{
    arguments.parser().addOption({QStringLiteral("standing-until"),
                                  QCoreApplication::translate("cli", "With dns-persist-01: until when a new standing record counts, 2027-12-31; without it for ever."),
                                  QStringLiteral("date")});
}

Result<Nothing> readChallengeOptions(const Arguments &arguments, store::OrderRecord &order, const QDateTime &now)
{
    if (const Result<Nothing> read = arguments.readChallenge(order); !read)
        return read.failure();
    if (arguments.isSet("standing-until")) {
        order.standingUntil = timeFrom(arguments.value("standing-until"));
        if (!order.standingUntil.isValid())
            return Failure(BadInput {BadInput::Fault::BadTime, arguments.value("standing-until"), QStringLiteral("--standing-until")});
        if (order.challengeType != u"dns-persist-01")
            return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--challenge dns-persist-01")});
    }
    return issuance::checkChallengeWish(order, now);
}

std::optional<int> refuseMisfit(const store::OrderRecord &order, const Output &output)
{
    QStringList zones = order.zoneWays.keys();
    zones.prepend(QString());
    for (const QString &zone : std::as_const(zones)) {
        const QString sentence = issuance::misfitSentence(order, zone);
        if (sentence.isEmpty())
            continue;
        output.warn({QCoreApplication::translate("cli", "This way to publish does not fit"), sentence,
                     QCoreApplication::translate("cli", "Choose dns-01, or another way to publish."), QString()});
        return output.fail(BadInput {BadInput::Fault::BadOption, order.challengeType, QStringLiteral("--challenge")});
    }
    return std::nullopt;
}

} // namespace cw::cli
