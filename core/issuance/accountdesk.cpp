// SPDX-License-Identifier: MIT
#include "issuance/accountdesk.h"

#include "base/operation.h"
#include "issuance/accountflow.h"
#include "issuance/accountkey.h"
#include "issuance/authorities.h"

#include <QPointer>

#include <algorithm>

namespace cw::issuance
{

using store::AccountRecord;

struct AccountDesk::Private {
    using Work = std::function<Result<Nothing>(Tools &, AccountRecord &, CancelToken &)>;

    explicit Private(AccountDesk &desk, EnvironmentPtr environmentToUse) : q(desk), environment(std::move(environmentToUse)) { }

    void run(Deed deed, const QString &id, Work work);
    template <typename T> void start(std::function<T(CancelToken &)> work, std::function<void(const T &)> done);

    AccountDesk &q;
    EnvironmentPtr environment;
    QList<AccountRecord> accounts;
    bool isLoaded = false;
    std::unique_ptr<Operation> reading;
    std::unique_ptr<Operation> working;
};

template <typename T> void AccountDesk::Private::start(std::function<T(CancelToken &)> work, std::function<void(const T &)> done)
{
    if (q.isWorking())
        return;
    working = std::make_unique<Operation>();
    working->start<T>(std::move(work), [this, done = std::move(done)](const T &result) {
        // What hears of it may start the next piece of work, or drop the desk: until then this call has to live on.
        working.release()->deleteLater();
        const QPointer<AccountDesk> desk(&q);
        done(result);
        if (desk)
            desk->reload();
    });
    Q_EMIT q.changed();
}

void AccountDesk::Private::run(Deed deed, const QString &id, Work work)
{
    start<Result<Nothing>>(
        [env = environment, id, work = std::move(work)](CancelToken &token) -> Result<Nothing> {
            Result<AccountRecord> account = store::Accounts(env->home).load(id);
            if (!account)
                return account.failure();
            Tools tools(env, orderAt(*account));
            return work(tools, *account, token);
        },
        [this, deed, id](const Result<Nothing> &result) {
            if (result)
                Q_EMIT q.done(deed, id);
            else
                Q_EMIT q.failed(deed, id, result.failure());
        });
}

AccountDesk::AccountDesk(EnvironmentPtr environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(environment)))
{
}

AccountDesk::~AccountDesk() = default;

void AccountDesk::reload()
{
    d->reading = std::make_unique<Operation>();
    d->reading->start<QList<AccountRecord>>(
        [home = d->environment->home](CancelToken &) {
            QList<AccountRecord> accounts = store::Accounts(home).all();
            accounts.removeIf([](const AccountRecord &account) { return account.url.isEmpty(); });
            return accounts;
        },
        [this](const QList<AccountRecord> &accounts) {
            d->accounts = accounts;
            d->isLoaded = true;
            Q_EMIT changed();
        });
}

bool AccountDesk::isLoaded() const
{
    return d->isLoaded;
}

const QList<AccountRecord> &AccountDesk::accounts() const
{
    return d->accounts;
}

const AccountRecord *AccountDesk::account(const QString &id) const
{
    const auto found = std::find_if(d->accounts.begin(), d->accounts.end(), [&id](const AccountRecord &one) { return one.id == id; });
    return found == d->accounts.end() ? nullptr : &*found;
}

bool AccountDesk::isWorking() const
{
    return d->working && d->working->isRunning();
}

void AccountDesk::stop()
{
    if (d->working)
        d->working->cancel();
}

void AccountDesk::confirm(const QString &id)
{
    d->run(Deed::Confirm, id, [](Tools &tools, AccountRecord &account, CancelToken &token) {
        store::OrderRecord order = orderAt(account);
        return confirmAccount(tools, order, token);
    });
}

void AccountDesk::updateContact(const QString &id, const QString &contact)
{
    d->run(Deed::UpdateContact, id, [contact](Tools &tools, AccountRecord &account, CancelToken &token) {
        return issuance::updateContact(tools, account, contact, token);
    });
}

void AccountDesk::changeKey(const QString &id, crypto::KeyType type)
{
    d->run(Deed::ChangeKey, id, [type](Tools &tools, AccountRecord &account, CancelToken &token) -> Result<Nothing> {
        const Result<acme::Directory> directory = tools.directory(orderAt(account), token);
        return directory ? issuance::changeKey(tools, *directory, account, type, token) : directory.failure();
    });
}

void AccountDesk::deactivate(const QString &id)
{
    d->run(Deed::Deactivate, id, deactivateAccount);
}

void AccountDesk::remove(const QString &id)
{
    d->run(Deed::Remove, id, [](Tools &tools, AccountRecord &account, CancelToken &) { return removeAccount(tools, account); });
}

void AccountDesk::exportKey(const QString &id, KeyForm form, const QByteArray &passphrase, const QString &path)
{
    d->run(Deed::Export, id, [form, passphrase, path](Tools &tools, AccountRecord &account, CancelToken &) {
        return issuance::exportKey(tools, account, form, passphrase, path, Replace::Yes);
    });
}

void AccountDesk::findAccounts(const QString &path, const QByteArray &passphrase)
{
    using Found = Result<QList<FoundAccount>>;
    d->start<Found>([path, passphrase](CancelToken &) { return issuance::findAccounts(path, passphrase); },
                    [this](const Found &accounts) {
                        if (accounts)
                            Q_EMIT found(*accounts);
                        else
                            Q_EMIT searchFailed(accounts.failure());
                    });
}

void AccountDesk::importAccounts(const QList<FoundAccount> &accounts, const store::OrderRecord &fallback)
{
    d->start<QList<ImportResult>>(
        [env = d->environment, accounts, fallback](CancelToken &token) {
            QList<ImportResult> results;
            for (const FoundAccount &found : accounts) {
                const store::OrderRecord place = placeOf(found, fallback);
                Tools tools(env, place);
                const Result<AccountRecord> account = importAccount(tools, place, found, token);
                ImportResult result {found, {}, {}};
                if (account)
                    result.account = *account;
                else
                    result.failure = account.failure();
                results.append(result);
            }
            return results;
        },
        [this](const QList<ImportResult> &results) { Q_EMIT imported(results); });
}

store::OrderRecord placeOf(const FoundAccount &found, const store::OrderRecord &fallback)
{
    if (found.directoryUrl.isEmpty() || found.directoryUrl == fallback.directoryUrl)
        return fallback;
    store::OrderRecord place;
    place.directoryUrl = found.directoryUrl;
    const QUrl directory(found.directoryUrl);
    const std::optional<Authority> preset = authorityAt(directory);
    place.authorityName = preset ? preset->name : directory.host();
    place.isPrivateCa = !preset;
    return place;
}

} // namespace cw::issuance
