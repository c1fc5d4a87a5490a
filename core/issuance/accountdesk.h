// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/accountimport.h"
#include "issuance/accountwork.h"
#include "issuance/environment.h"

#include <QObject>

namespace cw::issuance
{

// What became of an account of another client.
struct ImportResult {
    FoundAccount found;
    std::optional<store::AccountRecord> account; // as we have it now
    std::optional<Failure> failure;
};

// What the windows of accounts talk to. GUI thread; every function returns at once, the work runs beside it, one piece at a
// time. Dropping it cancels what runs; a key change that was begun is brought to its end when the account is used next.
class AccountDesk : public QObject
{
    Q_OBJECT

public:
    enum class Deed { Confirm, UpdateContact, ChangeKey, Deactivate, Remove, Export };
    Q_ENUM(Deed)

    explicit AccountDesk(EnvironmentPtr environment, QObject *parent = nullptr);
    ~AccountDesk() override;

    void reload();
    bool isLoaded() const;
    const QList<store::AccountRecord> &accounts() const; // that a CA has confirmed; by directory, last used first
    const store::AccountRecord *account(const QString &id) const; // null: gone
    bool isWorking() const;
    void stop();

    // Each ends with done() or failed(), and then changed(). Nothing happens while other work runs.
    void confirm(const QString &id); // asks the CA how the account is
    void updateContact(const QString &id, const QString &contact);
    void changeKey(const QString &id, crypto::KeyType type);
    void deactivate(const QString &id);
    void remove(const QString &id); // off the list, with its key
    void exportKey(const QString &id, KeyForm form, const QByteArray &passphrase, const QString &path); // replaces the file

    // Ends with found() or searchFailed().
    void findAccounts(const QString &path, const QByteArray &passphrase = {});
    // Ends with imported(). `fallback`: the CA of those whose files do not say it, and its root.
    void importAccounts(const QList<FoundAccount> &accounts, const store::OrderRecord &fallback);

Q_SIGNALS:
    void changed(); // accounts() or isWorking()
    void done(cw::issuance::AccountDesk::Deed deed, const QString &id);
    void failed(cw::issuance::AccountDesk::Deed deed, const QString &id, const cw::Failure &failure);
    void found(const QList<cw::issuance::FoundAccount> &accounts);
    void searchFailed(const cw::Failure &failure);
    void imported(const QList<cw::issuance::ImportResult> &results);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// Where to ask for an account that was found: its own directory, else the fallback's.
store::OrderRecord placeOf(const FoundAccount &found, const store::OrderRecord &fallback);

} // namespace cw::issuance
