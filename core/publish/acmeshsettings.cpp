// SPDX-License-Identifier: MIT
#include "publish/acmeshsettings.h"

#include <QByteArray>
#include <QList>

namespace cw::publish
{

namespace
{

QByteArray withoutQuotes(const QByteArray &text)
{
    const bool isQuoted = text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front();
    return isQuoted ? text.mid(1, text.size() - 2) : text;
}

// acme.sh wraps values with characters that its quotes could not hold.
QByteArray unwrapped(const QByteArray &text)
{
    constexpr QByteArrayView begin("__ACME_BASE64__START_");
    constexpr QByteArrayView end("__ACME_BASE64__END_");
    if (!text.startsWith(begin) || !text.endsWith(end))
        return text;
    return QByteArray::fromBase64(text.mid(begin.size(), text.size() - begin.size() - end.size()));
}

} // namespace

QMap<QString, QString> readAcmeShSettings(const QByteArray &text)
{
    QMap<QString, QString> settings;
    QMap<QString, QString> saved;
    const QList<QByteArray> lines = text.split('\n');
    for (QByteArray line : lines) {
        line = line.trimmed();
        if (line.startsWith("export "))
            line = line.mid(7).trimmed();
        const qsizetype equals = line.indexOf('=');
        if (equals < 1 || line.startsWith('#'))
            continue;
        const QString name = QString::fromUtf8(line.left(equals));
        const QString value = QString::fromUtf8(unwrapped(withoutQuotes(line.mid(equals + 1))));
        if (name.startsWith(u"SAVED_"))
            saved.insert(name.mid(6), value);
        else
            settings.insert(name, value);
    }
    for (auto entry = saved.begin(); entry != saved.end(); ++entry) {
        if (settings.value(entry.key()).isEmpty())
            settings.insert(entry.key(), entry.value());
    }
    return settings;
}

} // namespace cw::publish
