// SPDX-License-Identifier: MIT
#pragma once

#include "checks/names.h"
#include "crypto/privatekey.h"
#include "dns/tsig.h"
#include "issuance/environment.h"
#include "issuance/issuestate.h"
#include "store/journal.h"

#include <QObject>

#include <memory>

class QTimer;

namespace cw
{
class Operation;
}

namespace cw::issuance
{

struct AuthorityChoice {
    QString name;
    QUrl directoryUrl;
    QByteArray rootPem; // extra trust for this connection
    bool isPrivate = false; // names outside the public DNS are allowed
    bool isPractice = false;
    bool operator==(const AuthorityChoice &) const = default;
};

// A way to publish with its settings (their secretId is ours). The secret (see store::PublishSettings) goes to the secret
// store when the order is placed; without one, that which is known already goes on being used.
struct MethodChoice {
    store::PublishSettings settings;
    std::optional<QByteArray> secret;
};
MethodChoice byUpdateWith(const dns::TsigKey &key); // dynamic update; server, port and time to live as they are by default

enum class ValidateMode { WhenSafe, Anyway };

// What the pages talk to: holds the state of one order and runs its activities. GUI thread; every function returns at once
// and what comes of it arrives as stateChanged(). Dropping it cancels what runs but Clean-up; nothing is lost.
class OrderController : public QObject
{
    Q_OBJECT

public:
    // A new draft; nothing is written before the first activity.
    OrderController(EnvironmentPtr environment, QObject *parent = nullptr);
    // Continues an order from the journal. Call refresh() next.
    OrderController(EnvironmentPtr environment, const store::OrderRecord &order, QObject *parent = nullptr);
    ~OrderController() override;

    const IssueState &state() const { return m_state; }

    // Steps. goTo() accepts every step that was reached before, and the next one when readiness() says so.
    void goTo(Step step);
    // Leaves the preflight although names are not ready ("Go on although…"): the user has read why.
    void goOnAlthough();
    Step furthestStep() const;

    // 1 Authority & account
    void setAuthority(const AuthorityChoice &choice); // reads the directory
    void readDirectoryAgain();
    void setContact(const QString &mail);
    void setAgreedToTerms(bool isAgreed);
    void useAccount(const QString &accountId); // empty: make a new one
    void makeAccount(); // at the CA; on success goes on to the names
    // Codes of a customer account for the account that is made next (RFC 8555 7.3.4), as they were typed or pasted: base64 or
    // base64url, padding and blanks allowed. Kept in memory only. Empty ones take them back.
    void setExternalAccount(const QString &keyId, const QString &macKey);
    void readAccountsAgain(); // somebody else changed them: the window of all accounts

    // 2 Names & key
    void setNames(const QStringList &asciiNames);
    void setKeyType(crypto::KeyType type); // a new key; forgets a request or key that was chosen
    // The user's own request: its names become those of the order. BadInput of crypto::readCsr(), or of its names.
    Result<Nothing> setCsr(const QByteArray &pemOrDer);
    void setReusedKey(const QString &certificateId); // the key of one of state().keysToReuse; empty: a new one
    void readKeysToReuse();
    // privkey.pem will be saved under this passphrase; empty: without. PassphraseTooShort.
    Result<Nothing> setKeyPassphrase(const QString &passphrase);
    void setProfile(const QString &profile); // one of directory->profiles; empty: the CA's own choice
    void setNotAfter(const QDateTime &time); // invalid: the CA's own choice
    void readLimits(); // how much of the CA's documented limits is used

    // Looks at names without an order, as step 3 would: nothing is written, and only the directory of the CA is read.
    // An empty directory URL in `choice`: for no CA in particular.
    void checkOnly(const AuthorityChoice &choice, const QStringList &asciiNames);

    // 3 Preflight
    // Reads the CA's directory first when it is not known yet; without a CA no record set forbids anything.
    enum class PreflightScope { All, NotReadyOnly };
    void startPreflight(PreflightScope scope);
    void dropRefusedNames();
    void takeBackDroppedNames();

    // 4 How to publish
    // "dns-01", "dns-account-01" or "dns-persist-01" (the standing record). What the CA does not offer becomes dns-01.
    void setChallengeType(const QString &type);
    void setStandingUntil(const QDateTime &time); // until when a new standing record counts; invalid: for ever
    // For one zone ("example.org."), or for every zone that has no way of its own. As long as nothing is published.
    void setMethod(const MethodChoice &choice, const QString &zone = {});
    void copyMethod(const QString &from, const QString &to); // with its secret; empty: the order's own way
    void clearMethod(const QString &zone); // it follows the order's way again
    bool knowsSecret(const QString &zone = {}) const; // of the way that is chosen there
    void usePracticeKey(const QString &zone = {}); // in practice mode: dynamic update, nothing left to fill in
    void startTrial(); // of every automatic way, in each of its zones
    // acme-dns for a zone, or for every zone that has no way of its own (Activity::Register): opens an account for each of
    // their names that has none, takes those of another client's file, or reads those that are kept.
    void registerAcmeDns(const store::AcmeDnsSettings &settings, const QString &zone = {});
    void importAcmeDns(const store::AcmeDnsSettings &settings, const QByteArray &file, const QString &fileName,
                       const QString &zone = {});
    void readAcmeDns(const QString &zone = {});
    // The alias zone of this site: what was chosen the last time, and what is chosen now; kept when it can be read.
    void loadAliasChoice();
    void setAliasChoice(const store::AliasChoice &choice);
    void checkAliases(const QList<checks::AliasPlan> &plans); // asks name servers whether the main zones lead there
    // Makes the key, orders, publishes and goes on to the watching; when publishing fails, back to the choice of the way.
    void placeOrder();

    // 5 Publish & watch
    void startWatching();
    void lookNow();
    void setPaused(bool isPaused);
    void setWindowVisible(bool isVisible); // looks are rarer while hidden
    void publishInPractice(); // puts the records shown into the practice zones for the user

    // 6 Validate & issue
    void validate(ValidateMode mode);
    void lookAgain(); // fresh look after a refusal
    void newTry(); // a new order for the same names and key after a refusal or an expiry

    // 7 Certificate
    void chooseChain(int other); // of state().otherChains; changes places with the one that is used
    void save(const SaveRequest &request);
    // While a page shows what is left: looks ever again whether records put in by hand are gone, until all are.
    void setCleanUpWatched(bool isWatched);
    void cleanUp(); // removes what we published; by hand: looks whether it is gone

    // Any time
    void refresh(); // asks the CA how the order is
    void cancelAtCa(); // deactivates what is pending, removes our records, marks it canceled
    void stop(Activity activity);

    // Other settings for what starts from now on: who is asked in DNS.
    void useEnvironment(EnvironmentPtr environment);

    // In practice mode: the key that the practice DNS server takes updates with.
    void setPracticeKey(const dns::TsigKey &key);

Q_SIGNALS:
    void stateChanged();
    void becameSafe(); // Validate has just opened: a desktop notification
    void stepChanged(cw::issuance::Step step);

protected:
    // Tests show pages a state that no CA was asked for.
    IssueState &editState() { return m_state; }

private:
    void continueAtCa();
    void showCertificate();
    void goOn();

    struct Private;
    std::unique_ptr<Private> d;
    IssueState m_state;
};

} // namespace cw::issuance
