// SPDX-License-Identifier: MIT
#include "ui/models/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace cw::ui
{

QString dateText(const QDateTime &time)
{
    //: A date with day, short month and year, in the letters of QLocale::toString().
    const QString format = QCoreApplication::translate("time", "d MMM yyyy");
    return QLocale().toString(time.toLocalTime().date(), format);
}

QString dateTimeText(const QDateTime &time)
{
    //: A date with its time of day, in the letters of QLocale::toString().
    const QString format = QCoreApplication::translate("time", "d MMM yyyy, HH:mm");
    return QLocale().toString(time.toLocalTime(), format);
}

QString clockText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().time(), QStringLiteral("HH:mm:ss"));
}

} // namespace cw::ui
