// SPDX-License-Identifier: MIT
#include "ui/models/authorities.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace cw::ui
{

namespace
{

// The texts of resources/authorities.json, where lupdate does not look.
[[maybe_unused]] constexpr const char *TextsOfTheFile[] = {
    QT_TRANSLATE_NOOP("authorities", "No company account needed"),
    QT_TRANSLATE_NOOP("authorities", "For trials; browsers do not trust it"),
    QT_TRANSLATE_NOOP("authorities", "Suggested"),
    QT_TRANSLATE_NOOP("authorities", "Test"),
};

QString translated(const QJsonValue &text)
{
    return QCoreApplication::translate("authorities", text.toString().toUtf8().constData());
}

Authority authorityFromJson(const QJsonObject &json)
{
    return {json[u"id"].toString(),
            json[u"name"].toString(),
            translated(json[u"hint"]),
            translated(json[u"badge"]),
            QUrl(json[u"directory"].toString()),
            json[u"group"].toString() == u"test",
            json[u"wildcards"].toBool(),
            json[u"sendsExpiryMail"].toBool()};
}

} // namespace

QList<Authority> knownAuthorities()
{
    QFile file(QStringLiteral(":/certwright/authorities.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Authority> authorities;
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).object()[u"authorities"].toArray();
    for (const QJsonValue &json : list)
        authorities.append(authorityFromJson(json.toObject()));
    return authorities;
}

std::optional<Authority> authorityAt(const QList<Authority> &authorities, const QUrl &directory)
{
    const auto found = std::find_if(authorities.begin(), authorities.end(),
                                    [&directory](const Authority &authority) { return authority.directory == directory; });
    return found == authorities.end() ? std::nullopt : std::optional(*found);
}

} // namespace cw::ui
