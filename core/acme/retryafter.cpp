// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace cw::acme
{

namespace
{

// "A recipient that parses a timestamp value in an HTTP header field MUST accept all three HTTP-date formats."
// RFC 7231 7.1.1.1
QDateTime httpDate(const QString &text)
{
    const QLocale english = QLocale::c();
    const QString withoutWeekday = text.simplified().section(u' ', 1);
    for (const char *format : {"dd MMM yyyy hh:mm:ss 'GMT'", "dd-MMM-yy hh:mm:ss 'GMT'", "MMM d hh:mm:ss yyyy"}) {
        QDateTime time = english.toDateTime(withoutWeekday, QString::fromLatin1(format));
        if (!time.isValid())
            continue;
        time.setTimeSpec(Qt::UTC);
        return time.date().year() < 1970 ? time.addYears(100) : time; // two digits of a year
    }
    return QDateTime();
}

int limited(qint64 seconds)
{
    return static_cast<int>(std::clamp<qint64>(seconds, 0, std::numeric_limits<int>::max()));
}

} // namespace

int retryAfterSeconds(const net::HttpResponse &response, const QDateTime &now)
{
    const QByteArray value = response.header("Retry-After").trimmed();
    const bool isNumber
        = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isNumber) {
        bool fits = false;
        const qint64 seconds = value.toLongLong(&fits);
        return limited(fits ? seconds : std::numeric_limits<int>::max());
    }
    const QDateTime time = httpDate(QString::fromLatin1(value));
    return time.isValid() ? limited(now.secsTo(time)) : -1;
}

} // namespace cw::acme
