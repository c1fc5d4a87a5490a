// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

#include <QJsonObject>
#include <QStringList>

namespace cw::acme
{

// Reads members of a JSON object and remembers the first that is missing or cannot be right: read all, then look at
// fault(). A member that may be missing and is of the wrong type counts as missing.
class JsonReader
{
public:
    JsonReader(const QJsonObject &object, const QUrl &source);

    QString text(QStringView name) const;
    QString neededText(QStringView name);
    QStringList texts(QStringView name) const;
    bool isTrue(QStringView name) const;
    QDateTime time(QStringView name) const; // UTC; invalid when missing
    QJsonObject object(QStringView name) const;
    QList<QJsonObject> objects(QStringView name) const;
    QList<QJsonObject> neededObjects(QStringView name);

    // "Use of HTTPS is REQUIRED." RFC 8555 6.1: any other URL is a fault.
    QUrl httpsUrl(QStringView name);
    QUrl neededHttpsUrl(QStringView name);
    QStringList neededHttpsUrls(QStringView name);

    const std::optional<Failure> &fault() const { return m_fault; }
    void setFault(ProtocolFailure::Kind kind, QStringView name);

private:
    bool isThere(QStringView name);

    QJsonObject m_object;
    QUrl m_source;
    std::optional<Failure> m_fault;
};

} // namespace cw::acme
