// SPDX-License-Identifier: MIT
#include "issuance/accountfiles.h"

#include "issuance/authorities.h"
#include "store/atomicfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace cw::issuance
{

namespace
{

using Fault = BadInput::Fault;

constexpr qint64 MostBytes = 1024 * 1024;

QJsonObject objectIn(const QDir &folder, const char *name)
{
    const Result<QByteArray> text = store::readFile(folder.filePath(QLatin1String(name)), MostBytes);
    return text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
}

void takeKey(FoundAccount &account, Result<crypto::PrivateKey> key)
{
    if (key)
        account.key = std::move(*key);
    else
        account.fault = key.failure();
}

void readPemKey(FoundAccount &account, const QString &path, const QByteArray &passphrase)
{
    account.path = path;
    const Result<QByteArray> pem = store::readFile(path, MostBytes);
    if (pem)
        takeKey(account, crypto::PrivateKey::fromPem(*pem, passphrase));
    else
        account.fault = BadInput {Fault::AccountFileUnreadable, path, {}};
}

// Of the account object that the CA sent when it was made (RFC 8555 7.1.2).
void takeResource(FoundAccount &account, const QJsonObject &resource)
{
    QStringList mails;
    const QJsonArray contacts = resource[u"contact"].toArray();
    for (const QJsonValue &contact : contacts) {
        if (contact.toString().startsWith(u"mailto:"))
            mails.append(contact.toString().mid(7));
    }
    if (!mails.isEmpty())
        account.contact = mails.join(QStringLiteral(", "));
    // Not of the RFC; Let's Encrypt sends it.
    const QDateTime created = QDateTime::fromString(resource[u"createdAt"].toString(), Qt::ISODate);
    if (created.isValid())
        account.created = created.toUTC();
}

bool looksLikeAHost(const QString &text)
{
    static const QRegularExpression host(QStringLiteral("^[A-Za-z0-9]([A-Za-z0-9.-]*[.][A-Za-z0-9-]+|ocalhost)(:[0-9]+)?$"));
    return host.match(text).hasMatch();
}

// The host and what follows it, of a folder below the one that the client calls `anchor`; also of a copy of a part of it.
QStringList placeBelow(const QDir &folder, const QString &anchor)
{
    const QStringList parts = QDir::cleanPath(folder.absolutePath()).split(u'/', Qt::SkipEmptyParts);
    const qsizetype at = parts.lastIndexOf(anchor);
    if (at >= 0 && at + 1 < parts.size() && looksLikeAHost(parts[at + 1]))
        return parts.mid(at + 1);
    for (qsizetype i = parts.size() - 1; i >= 0; --i) {
        if (looksLikeAHost(parts[i]))
            return parts.mid(i);
    }
    return {};
}

// Where the files name only the host: the CA that we know there.
QString knownDirectoryAt(const QString &host)
{
    const QList<Authority> authorities = knownAuthorities();
    const auto found = std::find_if(authorities.begin(), authorities.end(),
                                    [&host](const Authority &authority) { return authority.directory.authority() == host; });
    return found == authorities.end() ? QString() : found->directory.toString();
}

// NAME='value' of a shell file.
QString shellValue(const QByteArray &text, const char *name)
{
    const QRegularExpression line(QStringLiteral("^%1=['\"]?([^'\"\\n]*)").arg(QLatin1String(name)), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(text)).captured(1);
}

} // namespace

std::optional<FoundAccount> readCertbotAccount(const QDir &folder)
{
    FoundAccount account;
    account.origin = QStringLiteral("certbot");
    account.path = folder.filePath(QStringLiteral("private_key.json"));
    const Result<QByteArray> key = store::readFile(account.path, MostBytes);
    const QJsonObject jwk = key ? QJsonDocument::fromJson(*key).object() : QJsonObject();
    if (key && !jwk.contains(u"kty"))
        return std::nullopt;
    if (key)
        takeKey(account, crypto::PrivateKey::fromJwk(jwk));
    else
        account.fault = BadInput {Fault::AccountFileUnreadable, account.path, {}};
    QStringList place = placeBelow(folder, QStringLiteral("accounts"));
    if (place.size() > 1) {
        place.removeLast(); // the account's own folder
        account.host = place.first();
        account.directoryUrl = QStringLiteral("https://") + place.join(u'/');
    }
    const QJsonObject registration = objectIn(folder, "regr.json");
    account.url = registration[u"uri"].toString();
    takeResource(account, registration[u"body"].toObject());
    const QDateTime made = QDateTime::fromString(objectIn(folder, "meta.json")[u"creation_dt"].toString(), Qt::ISODate);
    if (made.isValid())
        account.created = made.toUTC();
    return account;
}

std::optional<FoundAccount> readAcmeShAccount(const QDir &folder, const QByteArray &passphrase)
{
    FoundAccount account;
    account.origin = QStringLiteral("acme.sh");
    readPemKey(account, folder.filePath(QStringLiteral("account.key")), passphrase);
    const Result<QByteArray> conf = store::readFile(folder.filePath(QStringLiteral("ca.conf")), MostBytes);
    const QByteArray settings = conf ? *conf : QByteArray();
    account.url = shellValue(settings, "ACCOUNT_URL");
    account.contact = shellValue(settings, "CA_EMAIL");
    takeResource(account, objectIn(folder, "account.json"));
    QStringList place = placeBelow(folder, QStringLiteral("ca"));
    if (place.isEmpty())
        return account;
    const QUrl url(account.url);
    if (url.host() == place.first() && url.port() > 0)
        place.first() = url.authority();
    account.host = place.first();
    account.directoryUrl = place.size() > 1 ? QStringLiteral("https://") + place.join(u'/') : knownDirectoryAt(account.host);
    return account;
}

std::optional<FoundAccount> readLegoAccount(const QDir &folder, const QByteArray &passphrase)
{
    const QJsonObject json = objectIn(folder, "account.json");
    const QDir keys(folder.filePath(QStringLiteral("keys")));
    const QStringList files = keys.entryList({QStringLiteral("*.key")}, QDir::Files);
    if (files.isEmpty())
        return std::nullopt;
    FoundAccount account;
    account.origin = QStringLiteral("lego");
    const QString own = folder.dirName() + QStringLiteral(".key");
    readPemKey(account, keys.filePath(files.contains(own) ? own : files.first()), passphrase);
    account.contact = json[u"email"].toString();
    const QJsonObject registration = json[u"registration"].toObject();
    account.url = registration[u"uri"].toString();
    takeResource(account, registration[u"body"].toObject());
    account.host = QUrl(account.url).authority();
    account.directoryUrl = knownDirectoryAt(account.host);
    return account;
}

std::optional<FoundAccount> readDehydratedAccount(const QDir &folder, const QByteArray &passphrase)
{
    FoundAccount account;
    account.origin = QStringLiteral("dehydrated");
    readPemKey(account, folder.filePath(QStringLiteral("account_key.pem")), passphrase);
    const QByteArray name = QByteArray::fromBase64(folder.dirName().toLatin1(), QByteArray::Base64UrlEncoding).trimmed();
    const QUrl directory(QString::fromUtf8(name), QUrl::StrictMode);
    if (directory.isValid() && directory.scheme() == u"https") {
        account.directoryUrl = directory.toString();
        account.host = directory.authority();
    }
    account.url = objectIn(folder, "account_id.json")[u"url"].toString();
    takeResource(account, objectIn(folder, "registration_info.json"));
    return account;
}

std::optional<FoundAccount> readSingleKey(const QString &path, const QByteArray &passphrase)
{
    const Result<QByteArray> text = store::readFile(path, MostBytes);
    if (!text)
        return std::nullopt;
    FoundAccount account;
    account.path = path;
    const QJsonObject jwk = QJsonDocument::fromJson(*text).object();
    if (jwk.contains(u"kty")) {
        account.origin = QStringLiteral("jwk");
        takeKey(account, crypto::PrivateKey::fromJwk(jwk));
        return account;
    }
    if (!text->contains("PRIVATE KEY-----"))
        return std::nullopt;
    account.origin = QStringLiteral("pem");
    readPemKey(account, path, passphrase);
    return account;
}

} // namespace cw::issuance
