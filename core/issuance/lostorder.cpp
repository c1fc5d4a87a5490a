// SPDX-License-Identifier: MIT
#include "issuance/lostorder.h"

#include "issuance/neworderflow.h"

#include <QCoreApplication>
#include <QSet>

namespace cw::issuance
{

using store::OrderRecord;

namespace
{

// CAs list the oldest first, or the newest, and some list every order there ever was.
constexpr qsizetype MostAtEachEnd = 5;

QStringList candidates(const QStringList &urls, const QSet<QString> &known)
{
    QStringList unknown;
    for (const QString &url : urls) {
        if (!known.contains(url))
            unknown.append(url);
    }
    if (unknown.size() <= 2 * MostAtEachEnd)
        return unknown;
    return unknown.mid(unknown.size() - MostAtEachEnd) + unknown.mid(0, MostAtEachEnd);
}

bool isFor(const OrderRecord &wanted, const acme::Order &order)
{
    QSet<QString> names;
    for (const acme::Identifier &identifier : order.identifiers)
        names.insert(identifier.value.toLower());
    const bool isOpen = order.status == acme::Status::Pending || order.status == acme::Status::Ready;
    const bool hasProfile = wanted.profile.isEmpty() || order.profile == wanted.profile;
    return isOpen && hasProfile && names == QSet<QString>(wanted.names.begin(), wanted.names.end());
}

std::optional<acme::Order> findLostOrder(Tools &tools, const OrderRecord &order, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(order, token);
    if (!client)
        return std::nullopt;
    const Result<QStringList> urls = (*client)->orderUrls(token);
    if (!urls)
        return std::nullopt;
    QSet<QString> known;
    for (const OrderRecord &other : tools.journal().list().orders)
        known.insert(other.orderUrl);
    for (const QString &url : candidates(*urls, known)) {
        const Result<acme::Order> found = (*client)->order(url, token);
        if (found && isFor(order, *found))
            return *found;
    }
    return std::nullopt;
}

} // namespace

Result<Nothing> takeLostOrder(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const std::optional<acme::Order> lost = findLostOrder(tools, order, token);
    if (!lost)
        return Nothing();
    tools.log().add(LogEntry::Kind::Flow,
                    QCoreApplication::translate("log", "The CA has the order already: its answer got lost. We go on with it."));
    order.replaces = lost->replaces;
    return takeOrder(tools, order, *lost);
}

} // namespace cw::issuance
