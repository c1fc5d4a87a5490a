// SPDX-License-Identifier: MIT
#include "issuance/acmednsflow.h"

#include "publish/acmednsapi.h"

namespace cw::issuance
{

using publish::AcmeDnsAccount;

namespace
{

Result<QList<AcmeDnsAccount>> accountsIn(const QByteArray &json)
{
    return json.isEmpty() ? Result<QList<AcmeDnsAccount>>(QList<AcmeDnsAccount>())
                          : publish::readAcmeDnsAccounts(json, QString());
}

QString withoutStar(const QString &name)
{
    return name.startsWith(u"*.") ? name.mid(2) : name;
}

bool isSame(const AcmeDnsAccount &one, const AcmeDnsAccount &other)
{
    const bool hasName = !one.domain.isEmpty() && withoutStar(one.domain) == withoutStar(other.domain);
    const bool hasTarget = !one.subdomain.isEmpty() && one.subdomain == other.subdomain;
    return hasName || hasTarget;
}

} // namespace

Result<QByteArray> openAcmeDnsAccounts(Tools &tools, const store::AcmeDnsSettings &settings, const QStringList &names,
                                       const QByteArray &kept, CancelToken &token)
{
    Result<QList<AcmeDnsAccount>> accounts = accountsIn(kept);
    if (!accounts)
        return accounts.failure();
    const std::unique_ptr<net::HttpTransport> http = tools.makeHttp(settings.rootPem);
    for (const QString &name : names) {
        if (publish::accountOfDomain(*accounts, name))
            continue;
        Result<AcmeDnsAccount> account
            = publish::registerAcmeDnsAccount(*http, settings.server, withoutStar(name), {}, token);
        if (!account)
            return account.failure();
        accounts->append(std::move(*account));
    }
    return publish::writeAcmeDnsAccounts(*accounts);
}

Result<QByteArray> withImportedAccounts(const QByteArray &kept, const QByteArray &file, const QString &fileName)
{
    Result<QList<AcmeDnsAccount>> accounts = accountsIn(kept);
    if (!accounts)
        return accounts.failure();
    const Result<QList<AcmeDnsAccount>> imported = publish::readAcmeDnsAccounts(file, fileName);
    if (!imported)
        return imported.failure();
    for (const AcmeDnsAccount &account : *imported) {
        accounts->removeIf([&account](const AcmeDnsAccount &known) { return isSame(known, account); });
        accounts->append(account);
    }
    return publish::writeAcmeDnsAccounts(*accounts);
}

QList<AcmeDnsName> acmeDnsNames(const QByteArray &json, const QStringList &names)
{
    QList<AcmeDnsName> known;
    const Result<QList<AcmeDnsAccount>> accounts = accountsIn(json);
    if (!accounts)
        return known;
    for (const QString &name : names) {
        const AcmeDnsAccount *account = publish::accountOfDomain(*accounts, name);
        const AcmeDnsName entry {withoutStar(name), account ? account->fullDomain : QString()};
        if (account && !known.contains(entry))
            known.append(entry);
    }
    return known;
}

} // namespace cw::issuance
