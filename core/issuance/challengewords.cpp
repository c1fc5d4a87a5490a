// SPDX-License-Identifier: MIT
#include "issuance/challengewords.h"

#include "issuance/challengechoice.h"

#include <QCoreApplication>

namespace cw::issuance
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Challenges)
};

QStringList kindsNotOffered(const store::OrderRecord &order)
{
    QStringList kinds;
    for (const store::NameRecord &record : order.records) {
        for (const QString &kind : record.notOffered) {
            if (!kinds.contains(kind))
                kinds.append(kind);
        }
    }
    return kinds;
}

QString authorityOf(const store::OrderRecord &order)
{
    return order.authorityName.isEmpty() ? Words::tr("The authority") : order.authorityName;
}

} // namespace

QStringList fallbackSentences(const store::OrderRecord &order)
{
    QStringList sentences;
    const QStringList kinds = kindsNotOffered(order);
    for (const QString &kind : kinds) {
        QStringList names;
        QString used;
        for (const store::NameRecord &record : order.records) {
            if (!record.notOffered.contains(kind))
                continue;
            names.append(record.name);
            used = record.challengeType;
        }
        sentences.append(Words::tr("%1 does not offer %2 for %3; the order goes on with %4.", "authority, kind, names, kind")
                             .arg(authorityOf(order), kind, names.join(QStringLiteral(", ")), used));
    }
    return sentences;
}

QString misfitSentence(const store::OrderRecord &order, const QString &zone)
{
    const store::PublishSettings &way = order.publishFor(zone);
    if (canPublish(way, order.challengeType))
        return {};
    if (way.way == u"acme-dns")
        return Words::tr("acme-dns keeps the last two values of an order only: a standing record (dns-persist-01) cannot stay there.");
    return Words::tr("Hooks of %1 put “_acme-challenge” in front of the name themselves, so they cannot publish records of %2.")
        .arg(way.hook.format, order.challengeType);
}

} // namespace cw::issuance
