// SPDX-License-Identifier: MIT
#include "issuance/authorities.h"

#include "issuance/limitmeter.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace cw::issuance
{

namespace
{

// The texts of resources/authorities.json, where lupdate does not look.
[[maybe_unused]] constexpr const char *TextsOfTheFile[] = {
    QT_TRANSLATE_NOOP("authorities", "No company account needed"),
    QT_TRANSLATE_NOOP("authorities", "For trials; browsers do not trust it"),
    QT_TRANSLATE_NOOP("authorities", "Needs access codes (EAB)"),
    QT_TRANSLATE_NOOP("authorities", "Suggested"),
    QT_TRANSLATE_NOOP("authorities", "Test"),
};

constexpr std::array LimitKinds {LimitUse::Kind::FailedValidations, LimitUse::Kind::DuplicateCertificates, LimitUse::Kind::NewOrders,
                                 LimitUse::Kind::CertificatesPerDomain};

QString translated(const QJsonValue &text)
{
    return QCoreApplication::translate("authorities", text.toString().toUtf8().constData());
}

QList<AuthorityLimit> limitsFromJson(const QJsonObject &json)
{
    QList<AuthorityLimit> limits;
    for (const LimitUse::Kind kind : LimitKinds) {
        const QJsonObject limit = json[limitKindName(kind)].toObject();
        if (!limit.isEmpty())
            limits.append({kind, limit[u"most"].toInt(), std::chrono::hours(limit[u"hours"].toInt())});
    }
    return limits;
}

Authority authorityFromJson(const QJsonObject &json)
{
    Authority authority;
    authority.id = json[u"id"].toString();
    authority.name = json[u"name"].toString();
    authority.hint = translated(json[u"hint"]);
    authority.badge = translated(json[u"badge"]);
    authority.directory = QUrl(json[u"directory"].toString());
    authority.isForTests = json[u"group"].toString() == u"test";
    authority.hasWildcards = json[u"wildcards"].toBool();
    authority.sendsExpiryMail = json[u"sendsExpiryMail"].toBool();
    authority.refusesRedundantNames = json[u"refusesRedundantNames"].toBool();
    authority.mostNames = json[u"mostNames"].toInt();
    authority.limits = limitsFromJson(json[u"limits"].toObject());
    authority.limitsSource = QUrl(json[u"limits"][u"source"].toString());
    authority.eabHelp = QUrl(json[u"eabHelp"].toString());
    return authority;
}

template <typename Test> std::optional<Authority> firstAuthority(const Test &isWanted)
{
    const QList<Authority> authorities = knownAuthorities();
    const auto found = std::find_if(authorities.begin(), authorities.end(), isWanted);
    return found == authorities.end() ? std::nullopt : std::optional(*found);
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

std::optional<Authority> authorityById(QStringView id)
{
    return firstAuthority([id](const Authority &authority) { return authority.id == id; });
}

std::optional<Authority> authorityAt(const QUrl &directory)
{
    return firstAuthority([&directory](const Authority &authority) { return authority.directory == directory; });
}

} // namespace cw::issuance
