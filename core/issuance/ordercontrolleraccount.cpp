// SPDX-License-Identifier: MIT
// Step 1, the account.
#include "issuance/ordercontroller.h"

#include "issuance/accountflow.h"
#include "issuance/externalaccount.h"
#include "issuance/ordercontrollerprivate.h"

#include <algorithm>

namespace cw::issuance
{

using store::AccountRecord;
using store::OrderRecord;

namespace
{

bool isPlaced(const OrderRecord &order)
{
    return order.stage != store::OrderStage::Draft && order.stage != store::OrderStage::Ordering;
}

} // namespace

QList<AccountRecord> confirmedAccounts(const store::Accounts &accounts, const QString &directoryUrl)
{
    QList<AccountRecord> confirmed = accounts.atDirectory(directoryUrl);
    confirmed.removeIf([](const AccountRecord &account) { return account.url.isEmpty(); });
    return confirmed;
}

QString bestAccount(const QList<AccountRecord> &accounts)
{
    const auto best = std::find_if(accounts.begin(), accounts.end(), [](const AccountRecord &account) { return account.isUsable(); });
    return best == accounts.end() ? QString() : best->id;
}

void OrderController::setContact(const QString &mail)
{
    m_state.order.contact = mail;
    Q_EMIT stateChanged();
}

void OrderController::setAgreedToTerms(bool isAgreed)
{
    m_state.order.hasAgreedToTerms = isAgreed;
    Q_EMIT stateChanged();
}

void OrderController::setExternalAccount(const QString &keyId, const QString &macKey)
{
    const Result<acme::ExternalAccount> codes = readExternalAccount(keyId, macKey);
    d->externalAccount = codes ? std::optional(*codes) : std::nullopt;
    m_state.hasExternalAccount = codes.isOk();
    m_state.failures.remove(Activity::MakeAccount); // it was about other codes
    Q_EMIT stateChanged();
}

void OrderController::useAccount(const QString &accountId)
{
    if (isPlaced(m_state.order))
        return;
    m_state.order.accountId = accountId;
    m_state.failures.remove(Activity::MakeAccount);
    Q_EMIT stateChanged();
}

void OrderController::readAccountsAgain()
{
    d->runReading<QList<AccountRecord>>(
        Activity::ReadAccounts,
        [](Tools &tools, const OrderRecord &order, CancelToken &) -> Result<QList<AccountRecord>> {
            return confirmedAccounts(tools.accounts(), order.directoryUrl);
        },
        [this](const Result<QList<AccountRecord>> &accounts) {
            if (!accounts)
                return;
            m_state.accounts = *accounts;
            const bool isThere = std::any_of(accounts->begin(), accounts->end(), [this](const AccountRecord &account) {
                return account.id == m_state.order.accountId;
            });
            if (!isThere && !isPlaced(m_state.order))
                m_state.order.accountId = bestAccount(*accounts);
        });
}

void OrderController::makeAccount()
{
    if (!readiness(m_state, Step::Authority).isReady)
        return;
    const bool wantsNew = m_state.order.accountId.isEmpty();
    d->runChanging(
        Activity::MakeAccount,
        [wantsNew, codes = d->externalAccount](Tools &tools, OrderRecord &order, const Private::Progress &,
                                               CancelToken &token) -> Result<Nothing> {
            tools.setExternalAccount(codes);
            const Result<Nothing> made = wantsNew ? makeNewAccount(tools, order, token) : confirmAccount(tools, order, token);
            return made ? tools.save(order) : made.failure();
        },
        [this] {
            d->externalAccount.reset();
            m_state.hasExternalAccount = false;
            d->moveTo(Step::Names);
            readDirectoryAgain();
        },
        [this] { readAccountsAgain(); });
}

} // namespace cw::issuance
