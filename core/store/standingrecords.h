// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QList>

namespace cw::store
{

// A TXT record of dns-persist-01 that we, or the user for us, put into DNS to stay: later orders use it again.
struct StandingRecord {
    QString name; // that is validated: A-labels, without "*."
    QString directoryUrl;
    QString authorityName; // for people
    QString accountUrl;
    QString validationName; // "_validation-persist.example.org."
    QString owner; // after aliases
    QString zone;
    QString value;
    QString orderId; // the order that published it: its way to publish can remove it
    bool isByHand = false;
    QDateTime published; // UTC
    QDateTime lastUsed;
    QDateTime until; // persistUntil; invalid: no end
    bool operator==(const StandingRecord &) const = default;
};

// <home>/standing.json, written atomically with mode 0600. A record is known by its owner and value.
class StandingRecords
{
public:
    explicit StandingRecords(const QString &home);

    // By name. Empty when there never was one. StoreFailure NotReadable, Damaged.
    Result<QList<StandingRecord>> load() const;
    Result<Nothing> keep(const StandingRecord &record) const; // replaces the one with the same owner and value
    Result<Nothing> forget(const QString &owner, const QString &value) const;

private:
    Result<Nothing> write(QList<StandingRecord> records) const;

    QString m_path;
};

} // namespace cw::store
