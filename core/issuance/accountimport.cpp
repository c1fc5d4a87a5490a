// SPDX-License-Identifier: MIT
#include "issuance/accountimport.h"

#include "issuance/accountfiles.h"
#include "issuance/accountkey.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace cw::issuance
{

namespace
{

using Fault = BadInput::Fault;
using store::AccountRecord;

constexpr int MostFiles = 50'000; // a home folder by mistake

// The key files by which each client is known.
bool isKeyFile(const QFileInfo &file)
{
    const QString name = file.fileName();
    return name == u"private_key.json" || name == u"account.key" || name == u"account_key.pem" || name == u"account.json";
}

std::optional<FoundAccount> readKnown(const QFileInfo &file, const QByteArray &passphrase)
{
    const QString name = file.fileName();
    if (name == u"private_key.json")
        return readCertbotAccount(file.dir());
    if (name == u"account.key")
        return readAcmeShAccount(file.dir(), passphrase);
    if (name == u"account_key.pem")
        return readDehydratedAccount(file.dir(), passphrase);
    return file.dir().exists(QStringLiteral("keys")) ? readLegoAccount(file.dir(), passphrase) : std::nullopt;
}

QList<FoundAccount> searchFolder(const QString &folder, const QByteArray &passphrase, QString &unreadable)
{
    QList<FoundAccount> found;
    QDirIterator files(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDirIterator::Subdirectories);
    for (int count = 0; files.hasNext() && count < MostFiles; ++count) {
        files.next();
        const QFileInfo entry = files.fileInfo();
        if (entry.isDir() && !entry.isReadable())
            unreadable = entry.filePath();
        if (!entry.isFile() || !isKeyFile(entry))
            continue;
        if (std::optional<FoundAccount> account = readKnown(entry, passphrase))
            found.append(std::move(*account));
    }
    std::sort(found.begin(), found.end(), [](const FoundAccount &a, const FoundAccount &b) { return a.path < b.path; });
    return found;
}

std::optional<AccountRecord> knownAccount(Tools &tools, const QString &directoryUrl, const QString &url)
{
    const QList<AccountRecord> known = tools.accounts().atDirectory(directoryUrl);
    const auto same = std::find_if(known.begin(), known.end(), [&url](const AccountRecord &one) { return one.url == url; });
    return same == known.end() ? std::nullopt : std::optional(*same);
}

AccountRecord newRecord(const store::OrderRecord &order, const FoundAccount &found, const QDateTime &now)
{
    AccountRecord account;
    account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    account.directoryUrl = order.directoryUrl;
    account.authorityName = order.authorityName;
    account.caRootPem = order.caRootPem;
    account.isPrivateCa = order.isPrivateCa;
    account.created = found.created.isValid() ? found.created : now;
    return account;
}

QString mailsOf(const QStringList &contacts)
{
    QStringList mails;
    for (const QString &contact : contacts) {
        if (contact.startsWith(u"mailto:"))
            mails.append(contact.mid(7));
    }
    return mails.join(QStringLiteral(", "));
}

} // namespace

Result<QList<FoundAccount>> findAccounts(const QString &path, const QByteArray &passphrase)
{
    const QFileInfo info(path);
    if (!info.exists() || !info.isReadable() || (info.isDir() && !info.isExecutable()))
        return Failure(BadInput {Fault::AccountFileUnreadable, path, {}});
    if (info.isDir()) {
        QString unreadable;
        const QList<FoundAccount> found = searchFolder(path, passphrase, unreadable);
        if (!found.isEmpty())
            return found;
        if (!unreadable.isEmpty())
            return Failure(BadInput {Fault::AccountFileUnreadable, unreadable, {}});
        return Failure(BadInput {Fault::AccountFileWithoutAccount, path, {}});
    }
    if (isKeyFile(info)) {
        if (std::optional<FoundAccount> known = readKnown(info, passphrase); known && known->key)
            return QList<FoundAccount> {std::move(*known)};
    }
    const std::optional<FoundAccount> single = readSingleKey(path, passphrase);
    if (!single)
        return Failure(BadInput {Fault::AccountFileWithoutAccount, path, {}});
    return QList<FoundAccount> {*single};
}

Result<QList<FoundAccount>> accountsFor(const QString &directoryUrl, const QList<FoundAccount> &found, const QString &path)
{
    QList<FoundAccount> fitting = found;
    if (!directoryUrl.isEmpty()) {
        const QString host = QUrl(directoryUrl).authority();
        fitting.removeIf([&](const FoundAccount &account) {
            const bool isElsewhere = !account.directoryUrl.isEmpty() && account.directoryUrl != directoryUrl;
            const bool isAtOtherHost = account.directoryUrl.isEmpty() && !account.host.isEmpty() && account.host != host;
            return isElsewhere || isAtOtherHost;
        });
        if (fitting.isEmpty())
            return Failure(BadInput {Fault::AccountFileWithoutAccount, path, {}});
        return fitting;
    }
    QStringList places;
    for (const FoundAccount &account : found)
        places.append(account.directoryUrl.isEmpty() ? account.host : account.directoryUrl);
    places.removeDuplicates();
    if (places.size() > 1)
        return Failure(BadInput {Fault::AccountFileAmbiguous, path, places.join(QStringLiteral(", "))});
    return fitting;
}

Result<AccountRecord> importAccount(Tools &tools, const store::OrderRecord &order, const FoundAccount &found, CancelToken &token)
{
    if (!found.key)
        return found.fault.value_or(BadInput {Fault::BadPrivateKey, {}, {}});
    const Result<acme::Directory> directory = tools.directory(order, token);
    if (!directory)
        return directory.failure();
    const Result<acme::Account> atCa = accountOfKey(tools, *directory, *found.key, token);
    if (!atCa) {
        const auto *problem = std::get_if<Problem>(&atCa.failure());
        if (problem && problem->kind() == u"accountDoesNotExist")
            return Failure(BadInput {Fault::AccountUnknownAtCa, order.authorityName, {}});
        return atCa.failure();
    }
    if (atCa->status != acme::Status::Valid)
        return Failure(BadInput {Fault::AccountClosed, atCa->url, acme::statusName(atCa->status)});

    const std::optional<AccountRecord> known = knownAccount(tools, order.directoryUrl, atCa->url);
    AccountRecord account = known.value_or(newRecord(order, found, tools.clock().now()));
    account.url = atCa->url;
    account.status = acme::statusName(atCa->status);
    const QString mails = mailsOf(atCa->contacts); // some CAs tell nobody
    account.contact = mails.isEmpty() ? (known ? account.contact : found.contact) : mails;
    account.origin = found.origin;
    account.keyType = crypto::keyTypeName(found.key->type());
    account.lastUsed = tools.clock().now();
    // Under an id of its own: until the record names it, the key that we have stays good.
    const QString before = std::exchange(account.keyId, QStringLiteral("account-%1-%2").arg(account.id, QUuid::createUuid().toString(QUuid::Id128).left(8)));
    if (const Result<Nothing> kept = tools.secrets().put(account.keyId, found.key->toPem()); !kept)
        return kept.failure();
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved.failure();
    if (!before.isEmpty()) {
        if (const Result<Nothing> removed = tools.secrets().remove(before); !removed)
            return removed.failure();
    }
    return account;
}

} // namespace cw::issuance
