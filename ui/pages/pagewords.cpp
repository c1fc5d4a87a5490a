// SPDX-License-Identifier: MIT
#include "ui/pages/pagewords.h"

#include "checks/names.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace cw::ui
{

QString readableName(const QString &ascii)
{
    if (!ascii.contains(u"xn--"))
        return ascii;
    // "_acme-challenge" is no host name: what follows is.
    if (ascii.startsWith(u'_'))
        return ascii.section(u'.', 0, 0) + u'.' + readableName(ascii.section(u'.', 1));
    const Result<checks::CheckedName> checked = checks::checkName(ascii, checks::CaScope::Private);
    return checked ? checked->unicode : ascii;
}

QString readableText(const QString &text)
{
    static const QRegularExpression name(QStringLiteral(R"([A-Za-z0-9_*.-]*xn--[A-Za-z0-9_.-]*[A-Za-z0-9])"));
    QString readable = text;
    QRegularExpressionMatchIterator matches = name.globalMatch(text);
    while (matches.hasNext()) {
        const QString found = matches.next().captured();
        readable.replace(found, readableName(found));
    }
    return readable;
}

QStringList readableNames(const QStringList &ascii)
{
    QStringList names;
    for (const QString &name : ascii)
        names << readableName(name);
    return names;
}

QString nameList(const QStringList &ascii, int most)
{
    const QStringList names = readableNames(ascii);
    if (names.size() <= most)
        return names.join(QStringLiteral(", "));
    return QCoreApplication::translate("pages", "%1 and %n more", "names", int(names.size()) - most)
        .arg(names.mid(0, most).join(QStringLiteral(", ")));
}

QString withoutFinalDot(const QString &name)
{
    return name.size() > 1 && name.endsWith(u'.') ? name.chopped(1) : name;
}

QString hourText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().time(), QStringLiteral("HH:mm"));
}

QString secondsText(std::chrono::milliseconds duration)
{
    const double seconds = double(duration.count()) / 1000.0;
    const QString number = QLocale().toString(seconds, 'f', seconds < 9.95 ? 1 : 0);
    return QCoreApplication::translate("pages", "%1 s", "seconds").arg(number);
}

QString countdownText(std::chrono::seconds left)
{
    const qint64 seconds = std::max<qint64>(0, left.count());
    if (seconds < 60)
        return QCoreApplication::translate("pages", "%1 s", "seconds").arg(QLocale().toString(seconds));
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace cw::ui
