// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "store/orderrecord.h"

class QLockFile;

#include <memory>

namespace cw::store
{

// Holds an order open in one process: the window and the command line do not work on the same order at once.
class OrderLock
{
public:
    explicit OrderLock(std::unique_ptr<QLockFile> file);
    OrderLock(OrderLock &&) noexcept;
    OrderLock &operator=(OrderLock &&) noexcept;
    ~OrderLock();

private:
    std::unique_ptr<QLockFile> m_file;
};

// The orders under <home>/orders/<id>/order.json, written atomically. Thread-safe for different orders.
class Journal
{
public:
    explicit Journal(QString home);

    static QString newOrderId(const QDateTime &now);
    // Sets `changed`.
    Result<Nothing> save(OrderRecord &order, const QDateTime &now) const;
    Result<OrderRecord> load(const QString &id) const; // UnknownId, Damaged
    Result<Nothing> remove(const QString &id) const;
    // StoreFailure Busy when another process holds it.
    Result<OrderLock> lock(const QString &id) const;

    struct Listing {
        QList<OrderRecord> orders; // newest first
        QStringList damagedFiles;
    };
    Listing list() const;

private:
    QString folderOf(const QString &id) const;
    QString m_home;
};

} // namespace cw::store
