// SPDX-License-Identifier: MIT
#pragma once

#include "base/operation.h"
#include "issuance/carefullook.h"
#include "issuance/gonewatch.h"
#include "issuance/ordercontroller.h"
#include "issuance/publishers.h"
#include "issuance/tools.h"
#include "issuance/watchloop.h"
#include "store/siteways.h"

#include <deque>
#include <map>

namespace cw::issuance
{

struct DirectoryReading {
    acme::Directory directory;
    QList<store::AccountRecord> accounts; // that we have there
};
Result<DirectoryReading> readDirectory(Tools &tools, const store::OrderRecord &order, CancelToken &token);

// Those that the CA has confirmed; also ones that it closed later.
QList<store::AccountRecord> confirmedAccounts(const store::Accounts &accounts, const QString &directoryUrl);
QString bestAccount(const QList<store::AccountRecord> &accounts); // id of the one used last; empty: none is usable

struct PreflightRun {
    checks::PreflightReport report;
    std::optional<DirectoryReading> reading; // when it was not known before
    store::SiteWays::Ways remembered;
};

// The machinery under OrderController: runs activities in threads and brings their results back. Activities that change
// the order run one after the other, so that no change is lost; the others run beside them.
struct OrderController::Private {
    Private(OrderController &controller, EnvironmentPtr environmentToUse);

    // `work` only reads the order; a copy goes into the thread.
    template <typename T>
    void runReading(Activity activity, std::function<Result<T>(Tools &, const store::OrderRecord &, CancelToken &)> work,
                    std::function<void(const Result<T> &)> done);

    using Progress = std::function<void(const store::OrderRecord &)>;
    using ChangingWork = std::function<Result<Nothing>(Tools &, store::OrderRecord &, const Progress &, CancelToken &)>;
    void runChanging(Activity activity, ChangingWork work, std::function<void()> succeeded, std::function<void()> failed = [] { });

    // Runs to its end even when the controller is gone.
    void runDetached(const store::OrderRecord &orderToChange, ChangingWork work);

    bool holdOrder(); // takes the lock of an order that has an id
    void begin(Activity activity);
    void end(Activity activity, const Failure *failure);
    void keepLook();
    void moveTo(Step step);
    void keepAliasChoice();
    void forgetTrials();
    void forgetKeyChoice();
    void lookWhatIsGone();
    void noteGone(const checks::Look &look);
    void startNextChange();
    void askWhenToRenew();

    void takeAuthority(const AuthorityChoice &choice); // writes it into the order
    checks::PreflightProgress preflightProgress(const QStringList &names);
    void takePreflight(const PreflightRun &run);
    // The accounts that `work` makes of those that are known become the secret of the way of `zone`.
    using AccountsWork = std::function<Result<QByteArray>(Tools &, const QByteArray &kept, CancelToken &)>;
    void runWithAccounts(const QString &zone, AccountsWork work);
    void followAcmeDns();

    IssueState &state() { return q.m_state; }

    OrderController &q;
    EnvironmentPtr environment;
    std::map<Activity, std::unique_ptr<Operation>> operations;
    std::unique_ptr<Operation> preflightRelay;
    std::unique_ptr<Operation> renewalReading;
    std::deque<std::function<void()>> waitingChanges;
    bool isChanging = false;
    bool isAliasChoiceNewer = false; // than what is being written
    std::shared_ptr<store::OrderLock> lock;
    std::unique_ptr<WatchLoop> watch;
    GoneWatch goneWatch {[this] { lookWhatIsGone(); }};
    std::shared_ptr<CarefulLook> carefulLook = std::make_shared<CarefulLook>(); // a worker may outlive us
    WaySecrets methodSecrets; // until placeOrder() puts them into the store
    std::optional<QString> keyPassphrase; // the same; empty: none any more
    std::optional<acme::ExternalAccount> externalAccount; // until an account was made with it
    std::optional<dns::TsigKey> practiceKey;
    Step furthest = Step::Authority;
};

template <typename T>
void OrderController::Private::runReading(Activity activity,
                                          std::function<Result<T>(Tools &, const store::OrderRecord &, CancelToken &)> work,
                                          std::function<void(const Result<T> &)> done)
{
    begin(activity);
    auto &operation = operations[activity];
    operation = std::make_unique<Operation>();
    operation->start<Result<T>>(
        [work = std::move(work), env = environment, order = state().order](CancelToken &token) -> Result<T> {
            Tools tools(env, order);
            return work(tools, order, token);
        },
        [this, activity, done = std::move(done)](const Result<T> &result) {
            end(activity, result ? nullptr : &result.failure());
            done(result);
            Q_EMIT q.stateChanged();
        });
    Q_EMIT q.stateChanged();
}

} // namespace cw::issuance
