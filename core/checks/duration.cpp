// SPDX-License-Identifier: MIT
#include "checks/duration.h"

#include <QCoreApplication>

namespace cw::checks
{

QString durationInWords(std::chrono::seconds time)
{
    constexpr qint64 Minute = 60;
    constexpr qint64 Hour = 60 * Minute;
    const qint64 seconds = time.count();
    if (seconds < 2 * Minute)
        return QCoreApplication::translate("checks", "%1 s").arg(seconds);
    if (seconds < 2 * Hour)
        return QCoreApplication::translate("checks", "%1 min").arg((seconds + Minute - 1) / Minute);
    return QCoreApplication::translate("checks", "%1 h").arg((seconds + Hour - 1) / Hour);
}

} // namespace cw::checks
