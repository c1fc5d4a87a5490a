// SPDX-License-Identifier: MIT
#include "issuance/standing.h"

#include "acme/standingvalue.h"
#include "issuance/challengechoice.h"
#include "issuance/publishflow.h"

#include <QCoreApplication>
#include <QLocale>

namespace cw::issuance
{

using store::NameRecord;
using store::OrderRecord;
using store::Publication;
using store::StandingRecord;

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StandingRecords)
};

// Certificates are renewed a month before they end: whoever is told by then can act in peace.
constexpr int SoonDays = 30;

QString baseOf(const QString &name)
{
    return name.startsWith(u"*.") ? name.mid(2) : name;
}

const StandingRecord *knownRecord(const QList<StandingRecord> &records, const NameRecord &record)
{
    const auto found = std::find_if(records.begin(), records.end(), [&record](const StandingRecord &one) {
        return one.value == record.value && one.owner.compare(record.owner, Qt::CaseInsensitive) == 0;
    });
    return found == records.end() ? nullptr : &*found;
}

bool isEverywhere(const checks::NameSight &sight)
{
    return !sight.failure && !sight.servers.isEmpty()
        && std::none_of(sight.servers.begin(), sight.servers.end(), [](const checks::ServerSight &server) {
               return checks::lacksValue(server) || server.state == checks::SeenState::NotAsked;
           });
}

bool isToBeFound(const NameRecord &record)
{
    return record.isStanding && record.publication == Publication::NotYet && !record.value.isEmpty() && record.status != u"valid";
}

void noteFound(NameRecord &record, const StandingRecord *known, const QDateTime &now)
{
    const bool isOurs = known && !known->isByHand;
    record.publication = isOurs ? Publication::ByUs : Publication::ByHand;
    record.standingSince = known && known->published.isValid() ? known->published : now;
}

} // namespace

Result<Nothing> findStanding(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (std::none_of(order.records.begin(), order.records.end(), isToBeFound))
        return Nothing();
    QList<checks::ExpectedRecord> wanted = expectedRecords(order);
    wanted.removeIf([&order](const checks::ExpectedRecord &one) { return !isToBeFound(*order.record(one.identifier)); });
    const Result<checks::Look> look
        = checks::lookOnce(tools.dns(), tools.dnsSettings(), wanted, tools.clock(), tools.log(), token);
    if (token.isCanceled())
        return Failure(Canceled());
    if (!look)
        return Nothing();
    const Result<QList<StandingRecord>> known = store::StandingRecords(tools.home()).load();
    for (const checks::NameSight &sight : look->names) {
        NameRecord &record = *order.record(sight.identifier);
        if (isEverywhere(sight))
            noteFound(record, known ? knownRecord(*known, record) : nullptr, tools.clock().now());
    }
    return tools.save(order);
}

Result<Nothing> noteStanding(Tools &tools, const OrderRecord &order)
{
    const store::StandingRecords records(tools.home());
    for (const NameRecord &record : order.records) {
        const bool isThere = record.publication == Publication::ByUs
            || (record.publication == Publication::ByHand && record.status == u"valid");
        if (!record.isStanding || !isThere)
            continue;
        const Result<QList<StandingRecord>> all = records.load();
        const StandingRecord *known = all ? knownRecord(*all, record) : nullptr;
        const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
        StandingRecord standing = known ? *known : StandingRecord();
        standing.name = baseOf(record.name);
        standing.directoryUrl = order.directoryUrl;
        standing.authorityName = order.authorityName;
        standing.accountUrl = account ? account->url : QString();
        standing.validationName = record.validationName;
        standing.owner = record.owner;
        standing.zone = record.zone;
        standing.value = record.value;
        standing.isByHand = record.publication == Publication::ByHand;
        standing.lastUsed = tools.clock().now();
        if (!known || !record.standingSince.isValid()) {
            standing.orderId = order.id;
            standing.published = standing.lastUsed;
        }
        if (const auto value = acme::readStandingValue(record.value))
            standing.until = value->until;
        if (const Result<Nothing> kept = records.keep(standing); !kept)
            return kept.failure();
    }
    return Nothing();
}

StandingState standingState(const StandingRecord &record, const QDateTime &now)
{
    if (!record.until.isValid())
        return StandingState::Good;
    if (record.until <= now)
        return StandingState::Over;
    return record.until <= now.addDays(SoonDays) ? StandingState::EndsSoon : StandingState::Good;
}

QString standingStateName(StandingState state)
{
    switch (state) {
    case StandingState::Good:
        return QStringLiteral("good");
    case StandingState::EndsSoon:
        return QStringLiteral("ends_soon");
    case StandingState::Over:
        break;
    }
    return QStringLiteral("over");
}

QStringList standingNotes(const QList<StandingRecord> &records, const QDateTime &now)
{
    QStringList notes;
    for (const StandingRecord &record : records) {
        const StandingState state = standingState(record, now);
        const bool isReplaced = std::any_of(records.begin(), records.end(), [&](const StandingRecord &other) {
            return other.name == record.name && other.directoryUrl == record.directoryUrl && standingState(other, now) == StandingState::Good;
        });
        if (state == StandingState::Good || isReplaced)
            continue;
        const QString day = QLocale().toString(record.until.toLocalTime().date(), QLocale::ShortFormat);
        notes.append(state == StandingState::Over
                         ? Words::tr("The standing record of %1 for %2 does not count since %3. The next order makes a new one; delete the old one.")
                               .arg(record.name, record.authorityName, day)
                         : Words::tr("The standing record of %1 for %2 counts until %3. An order after that makes a new one, which has to be published.")
                               .arg(record.name, record.authorityName, day));
    }
    return notes;
}

bool isSameText(const NameRecord &a, const NameRecord &b)
{
    return !a.value.isEmpty() && a.value == b.value && a.owner.compare(b.owner, Qt::CaseInsensitive) == 0;
}

} // namespace cw::issuance
