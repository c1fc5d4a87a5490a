// SPDX-License-Identifier: MIT
#include "store/journal.h"

#include "store/jsonfolder.h"

#include <QDir>
#include <QLockFile>
#include <QRandomGenerator>

#include <algorithm>

namespace cw::store
{

OrderLock::OrderLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) { }
OrderLock::OrderLock(OrderLock &&) noexcept = default;
OrderLock &OrderLock::operator=(OrderLock &&) noexcept = default;
OrderLock::~OrderLock() = default;

Journal::Journal(QString home) : m_home(std::move(home)) { }

QString Journal::newOrderId(const QDateTime &now)
{
    return now.toUTC().toString(u"yyyy-MM-dd-") + QStringLiteral("%1").arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
}

QString Journal::folderOf(const QString &id) const
{
    return m_home + QStringLiteral("/orders/") + id;
}

Result<Nothing> Journal::save(OrderRecord &order, const QDateTime &now) const
{
    Q_ASSERT(isSafeId(order.id));
    order.changed = now;
    return writeJson(folderOf(order.id) + QStringLiteral("/order.json"), toJson(order));
}

Result<OrderRecord> Journal::load(const QString &id) const
{
    if (!isSafeId(id))
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, id, {}});
    const QString path = folderOf(id) + QStringLiteral("/order.json");
    const Result<QJsonObject> json = readJson(path);
    if (!json)
        return json.failure();
    std::optional<OrderRecord> order = orderFromJson(*json);
    if (!order || order->id != id)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, path, {}});
    return std::move(*order);
}

Result<Nothing> Journal::remove(const QString &id) const
{
    if (!isSafeId(id) || !QDir(folderOf(id)).exists())
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, id, {}});
    if (!QDir(folderOf(id)).removeRecursively())
        return Failure(StoreFailure {StoreFailure::Kind::NotWritable, folderOf(id), {}});
    return Nothing();
}

Result<OrderLock> Journal::lock(const QString &id) const
{
    const QString path = folderOf(id) + QStringLiteral("/lock");
    QDir().mkpath(folderOf(id));
    auto file = std::make_unique<QLockFile>(path);
    file->setStaleLockTime(0); // only a process that is gone makes a lock stale
    if (!file->tryLock(0)) {
        const auto kind = file->error() == QLockFile::LockFailedError ? StoreFailure::Kind::Busy : StoreFailure::Kind::NotWritable;
        return Failure(StoreFailure {kind, path, {}});
    }
    return OrderLock(std::move(file));
}

Journal::Listing Journal::list() const
{
    Listing listing;
    const QDir folder(m_home + QStringLiteral("/orders"));
    const QStringList ids = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        Result<OrderRecord> order = load(id);
        if (order)
            listing.orders.append(std::move(*order));
        else if (QFile::exists(folderOf(id) + QStringLiteral("/order.json")))
            listing.damagedFiles.append(folderOf(id) + QStringLiteral("/order.json"));
    }
    std::sort(listing.orders.begin(), listing.orders.end(), [](const OrderRecord &a, const OrderRecord &b) {
        return a.created != b.created ? a.created > b.created : a.id > b.id;
    });
    return listing;
}

} // namespace cw::store
