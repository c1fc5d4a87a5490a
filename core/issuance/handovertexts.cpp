// SPDX-License-Identifier: MIT
#include "issuance/recordtexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace cw::issuance
{

namespace
{

struct HandOver {
    Q_DECLARE_TR_FUNCTIONS(HandOver)
};

// The reader may sit in another time zone.
QString utcText(const QDateTime &time)
{
    const QDateTime utc = time.toUTC();
    return HandOver::tr("%1, %2 UTC", "date, time")
        .arg(QLocale().toString(utc.date(), QStringLiteral("d MMM yyyy")), utc.time().toString(QStringLiteral("HH:mm")));
}

QStringList namesOf(const QList<store::NameRecord> &records)
{
    QStringList names;
    for (const store::NameRecord &record : records)
        names << record.name;
    return names;
}

QString oneRecord(const store::OrderRecord &order, const store::NameRecord &record, int number)
{
    const RecordName name = recordName(record);
    QStringList lines{HandOver::tr("%1. For %2", "number, name").arg(number).arg(record.name)};
    const auto add = [&lines](const QString &caption, const QString &text) {
        lines << QStringLiteral("   %1 %2").arg(caption, text);
    };
    if (!name.zone.isEmpty()) {
        add(HandOver::tr("Zone:"), name.zone);
        add(HandOver::tr("Name within the zone:"), name.withinZone);
    }
    add(HandOver::tr("Name in full:"), name.inFull);
    add(HandOver::tr("Type:"), QStringLiteral("TXT"));
    add(HandOver::tr("Value:"), record.value);
    add(HandOver::tr("TTL:"), HandOver::tr("%n seconds, or the lowest value allowed", "", order.publishFor(record.zone).ttl));
    if (const ValuePosition position = valuePosition(order, record); position.total > 1) {
        lines << QStringLiteral("   ")
                + HandOver::tr("This is value %1 of %2 at this name: all of them have to be there at the same time.")
                      .arg(position.number)
                      .arg(position.total);
    }
    return lines.join(u'\n');
}

bool areAllStanding(const QList<store::NameRecord> &records)
{
    return !records.isEmpty()
        && std::all_of(records.begin(), records.end(), [](const store::NameRecord &record) { return record.isStanding; });
}

// What becomes of the records afterwards.
QString afterwards(const QList<store::NameRecord> &records, const QString &authority)
{
    if (areAllStanding(records)) {
        return HandOver::tr(
            "The values are no secrets: everybody can read them in DNS, and only our account at %1 can use them. These records "
            "have to stay for good: every renewal uses them again.")
            .arg(authority);
    }
    return HandOver::tr(
        "The values are no secrets: everybody can read them in DNS, and they are of use to this order only. "
        "When the certificate is there the records can go; until then they have to stay.");
}

QString untilWhen(const store::OrderRecord &order, const QDateTime &now)
{
    if (!order.expires.isValid())
        return HandOver::tr("Please tell me when they are in place: the order waits for some days only.");
    if (order.expires <= now) {
        return HandOver::tr("The order closed on %1: these values are no use any more, new ones will come.")
            .arg(utcText(order.expires));
    }
    const qint64 hours = now.secsTo(order.expires) / 3600;
    const QString left = hours < 48 ? HandOver::tr("%n hours from now", "", int(hours))
                                    : HandOver::tr("%n days from now", "", int(hours / 24));
    if (areAllStanding(recordsByHand(order)))
        return HandOver::tr("The order waits until %1 (%2). Please tell me when they are in place.").arg(utcText(order.expires), left);
    return HandOver::tr(
        "The order waits until %1 (%2). After that these values are no use any more. Please tell me when they "
        "are in place.")
        .arg(utcText(order.expires), left);
}

// "\"" doubled and the cell in quotes where RFC 4180 2.6 and 2.7 ask for it.
QString csvCell(const QString &text)
{
    static const QString FormulaStarts = QStringLiteral("=+-@\t\r");
    const QString safe = !text.isEmpty() && FormulaStarts.contains(text.front()) ? u'\'' + text : text;
    const bool needsQuotes = std::any_of(safe.begin(), safe.end(),
        [](QChar c) { return c == u'"' || c == u',' || c == u';' || c == u'\r' || c == u'\n'; });
    return needsQuotes ? u'"' + QString(safe).replace(u'"', QStringLiteral("\"\"")) + u'"' : safe;
}

QString csvLine(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written << csvCell(cell);
    return written.join(u',') + QStringLiteral("\r\n");
}

} // namespace

QString mailSubject(const store::OrderRecord &order)
{
    const QList<store::NameRecord> records = recordsByHand(order);
    const QStringList names = namesOf(records);
    return HandOver::tr("Please add %n TXT records to DNS for %1", "", int(records.size()))
        .arg(names.size() > 1 ? HandOver::tr("%1 and other names").arg(names.first()) : names.value(0));
}

QString mailText(const store::OrderRecord &order, const QDateTime &now)
{
    const QList<store::NameRecord> records = recordsByHand(order);
    const QString authority
        = order.authorityName.isEmpty() ? HandOver::tr("the certificate authority") : order.authorityName;
    QStringList parts;
    parts << HandOver::tr("Hello,");
    parts << HandOver::tr(
        "please add these %n TXT records to DNS. With them %1 sees that we run these names, and issues a "
        "certificate for: %2.",
        "", int(records.size()))
                 .arg(authority, namesOf(records).join(QStringLiteral(", ")));
    parts << HandOver::tr(
        "Add each record next to what is there. Do not replace or remove anything, not even another TXT record "
        "of the same name. Enter each value exactly as it is here: without quotes, without blanks, in one "
        "piece, capital and small letters kept.");
    for (int i = 0; i < records.size(); ++i)
        parts << oneRecord(order, records[i], i + 1);
    parts << HandOver::tr("The same as lines of a zone file:");
    parts << zoneFileText(order, records);
    parts << untilWhen(order, now);
    parts << afterwards(records, authority);
    return parts.join(QStringLiteral("\n\n")) + u'\n';
}

QString csvText(const store::OrderRecord &order)
{
    QString text = csvLine(
        {HandOver::tr("For"), HandOver::tr("Zone"), HandOver::tr("Name within the zone"), HandOver::tr("Name in full"),
            HandOver::tr("Type"), HandOver::tr("Value"), HandOver::tr("TTL"), HandOver::tr("Zone file line")});
    const QList<store::NameRecord> records = recordsByHand(order);
    for (const store::NameRecord &record : records) {
        const RecordName name = recordName(record);
        const QString ttl = QString::number(order.publishFor(record.zone).ttl);
        text += csvLine({record.name, name.zone, name.zone.isEmpty() ? QString() : name.withinZone, name.inFull,
            QStringLiteral("TXT"), record.value, ttl,
            QStringLiteral("%1 %2 IN TXT \"%3\"").arg(name.inFull, ttl, record.value)});
    }
    return text;
}

} // namespace cw::issuance
