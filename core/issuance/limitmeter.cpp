// SPDX-License-Identifier: MIT
#include "issuance/limitmeter.h"

#include "checks/publicsuffix.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace cw::issuance
{

using store::CertificateRecord;
using store::NameRecord;
using store::OrderRecord;

namespace
{

QString identifierOf(const QString &name)
{
    return name.startsWith(u"*.") ? name.mid(2) : name;
}

QStringList identifiersOf(const QStringList &names)
{
    QStringList identifiers;
    for (const QString &name : names)
        identifiers.append(identifierOf(name));
    identifiers.removeDuplicates();
    return identifiers;
}

// What is known of the past at this authority.
struct Past {
    const OrderRecord &order;
    const QList<OrderRecord> &orders;
    const QList<CertificateRecord> &certificates;

    bool isSameAccount(const OrderRecord &other) const
    {
        return other.directoryUrl == order.directoryUrl && other.accountId == order.accountId;
    }

    // When the CA looked at the name in vain; wildcard and plain name count together.
    QList<QDateTime> failures(const QString &identifier) const
    {
        QList<QDateTime> times;
        for (const OrderRecord &other : orders) {
            for (const NameRecord &record : other.records) {
                const bool isFailed = record.status == u"invalid" && record.answered.isValid();
                if (isFailed && isSameAccount(other) && identifierOf(record.name) == identifier)
                    times.append(record.answered);
            }
        }
        return times;
    }

    QList<QDateTime> ordersPlaced() const
    {
        QList<QDateTime> times;
        for (const OrderRecord &other : orders) {
            if (!other.orderUrl.isEmpty() && isSameAccount(other))
                times.append(other.created);
        }
        return times;
    }

    template <typename Test> QList<QDateTime> issued(const Test &isCounted) const
    {
        QList<QDateTime> times;
        for (const CertificateRecord &certificate : certificates) {
            if (!certificate.isAdded && certificate.directoryUrl == order.directoryUrl && isCounted(certificate))
                times.append(certificate.notBefore);
        }
        return times;
    }

    QList<QDateTime> duplicates() const
    {
        const QSet<QString> wanted(order.names.begin(), order.names.end());
        return issued([&wanted](const CertificateRecord &certificate) {
            return QSet<QString>(certificate.names.begin(), certificate.names.end()) == wanted;
        });
    }

    QList<QDateTime> inDomain(const QString &domain) const
    {
        return issued([&domain](const CertificateRecord &certificate) {
            return std::any_of(certificate.names.begin(), certificate.names.end(), [&domain](const QString &name) {
                return checks::registeredDomain(identifierOf(name)) == domain;
            });
        });
    }
};

LimitUse useOf(const Authority &authority, const AuthorityLimit &limit, const QString &about, QList<QDateTime> times,
               const QDateTime &now)
{
    const QDateTime begin = now.addSecs(-std::chrono::seconds(limit.window).count());
    times.removeIf([&begin](const QDateTime &time) { return time <= begin; });
    LimitUse use;
    use.kind = limit.kind;
    use.about = about;
    use.used = int(times.size());
    use.most = limit.most;
    use.window = limit.window;
    use.source = authority.limitsSource;
    if (!times.isEmpty())
        use.freeAgain = std::min_element(times.begin(), times.end())->addSecs(std::chrono::seconds(limit.window).count());
    return use;
}

// The one that is nearest to the limit; the first of equals.
template <typename TimesOf>
std::optional<LimitUse> worstUse(const Authority &authority, const AuthorityLimit &limit, const QStringList &subjects,
                                 const TimesOf &timesOf, const QDateTime &now)
{
    std::optional<LimitUse> worst;
    for (const QString &subject : subjects) {
        const LimitUse use = useOf(authority, limit, subject, timesOf(subject), now);
        if (!worst || use.used > worst->used)
            worst = use;
    }
    return worst;
}

std::optional<LimitUse> useOf(const Authority &authority, const AuthorityLimit &limit, const Past &past, const QDateTime &now)
{
    const QStringList identifiers = identifiersOf(past.order.names);
    switch (limit.kind) {
    case LimitUse::Kind::FailedValidations:
        return worstUse(authority, limit, identifiers, [&past](const QString &name) { return past.failures(name); }, now);
    case LimitUse::Kind::DuplicateCertificates:
        return useOf(authority, limit, past.order.names.join(QStringLiteral(", ")), past.duplicates(), now);
    case LimitUse::Kind::NewOrders:
        return useOf(authority, limit, {}, past.ordersPlaced(), now);
    case LimitUse::Kind::CertificatesPerDomain:
        break;
    }
    QStringList domains;
    for (const QString &identifier : identifiers)
        domains.append(checks::registeredDomain(identifier));
    domains.removeDuplicates();
    domains.removeAll(QString());
    return worstUse(authority, limit, domains, [&past](const QString &domain) { return past.inDomain(domain); }, now);
}

QString spanText(std::chrono::hours span)
{
    const int hours = int(span.count());
    if (hours >= 48 && hours % 24 == 0)
        return QCoreApplication::translate("limits", "%n days", "a span of time", hours / 24);
    return QCoreApplication::translate("limits", "%n hours", "a span of time", hours);
}

QString useText(const LimitUse &use)
{
    switch (use.kind) {
    case LimitUse::Kind::FailedValidations:
        return QCoreApplication::translate("limits", "Failed validations of %1: %2 of %3 in %4.").arg(use.about);
    case LimitUse::Kind::DuplicateCertificates:
        return QCoreApplication::translate("limits", "Certificates with exactly these names: %1 of %2 in %3.");
    case LimitUse::Kind::NewOrders:
        return QCoreApplication::translate("limits", "New orders of this account: %1 of %2 in %3.");
    case LimitUse::Kind::CertificatesPerDomain:
        return QCoreApplication::translate("limits", "Certificates for names in %1: %2 of %3 in %4.").arg(use.about);
    }
    return {};
}

} // namespace

QList<LimitUse> limitUses(const OrderRecord &order, const Authority &authority, const QList<OrderRecord> &orders,
                          const QList<CertificateRecord> &certificates, const QDateTime &now)
{
    const Past past {order, orders, certificates};
    QList<LimitUse> uses;
    for (const AuthorityLimit &limit : authority.limits) {
        if (const std::optional<LimitUse> use = useOf(authority, limit, past, now))
            uses.append(*use);
    }
    return uses;
}

QString limitKindName(LimitUse::Kind kind)
{
    switch (kind) {
    case LimitUse::Kind::FailedValidations:
        return QStringLiteral("failedValidations");
    case LimitUse::Kind::DuplicateCertificates:
        return QStringLiteral("duplicateCertificates");
    case LimitUse::Kind::NewOrders:
        return QStringLiteral("newOrders");
    case LimitUse::Kind::CertificatesPerDomain:
        return QStringLiteral("certificatesPerDomain");
    }
    return {};
}

QString limitText(const LimitUse &use)
{
    const QLocale locale;
    const QString text = useText(use).arg(locale.toString(use.used), locale.toString(use.most), spanText(use.window));
    if (!use.isReached() || !use.freeAgain.isValid())
        return text;
    return QCoreApplication::translate("limits", "%1 The limit is reached; the next one is free on %2.", "%1: how much is used")
        .arg(text, locale.toString(use.freeAgain.toLocalTime(), QLocale::ShortFormat));
}

} // namespace cw::issuance
