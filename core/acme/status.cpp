// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include <array>

namespace cw::acme
{

namespace
{

struct StatusName {
    Status status;
    QLatin1String name;
};

// RFC 8555 7.1.6
constexpr std::array StatusNames {
    StatusName {Status::Pending, QLatin1String("pending")},
    StatusName {Status::Processing, QLatin1String("processing")},
    StatusName {Status::Ready, QLatin1String("ready")},
    StatusName {Status::Valid, QLatin1String("valid")},
    StatusName {Status::Invalid, QLatin1String("invalid")},
    StatusName {Status::Deactivated, QLatin1String("deactivated")},
    StatusName {Status::Expired, QLatin1String("expired")},
    StatusName {Status::Revoked, QLatin1String("revoked")},
};

} // namespace

QString statusName(Status status)
{
    for (const StatusName &entry : StatusNames) {
        if (entry.status == status)
            return entry.name;
    }
    return QStringLiteral("unknown");
}

Status statusFromName(QStringView name)
{
    for (const StatusName &entry : StatusNames) {
        if (entry.name == name)
            return entry.status;
    }
    return Status::Unknown;
}

} // namespace cw::acme
