// SPDX-License-Identifier: MIT
#pragma once

#include "base/operation.h"
#include "store/keychain.h"
#include "store/vault.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <condition_variable>
#include <memory>
#include <mutex>

namespace cw::ui
{
class KeychainWaitDialog;
class KeystoreDialog;
}

namespace cw::app
{

// The secret store of the window. It is opened when it is first needed, not at the start: the keychain, or what the user
// chooses when there is none. A worker thread that needs a secret waits meanwhile; the GUI thread opens and asks.
class WindowSecrets final : public QObject, public store::SecretStore
{
    Q_OBJECT

public:
    explicit WindowSecrets(QString home);
    ~WindowSecrets() override;

    // After this time without an answer of the keychain we say what is waited for.
    static constexpr std::chrono::milliseconds Patience {1500};

    void setWindow(QWidget *window) { m_window = window; }
    void close(); // nobody waits any longer; before the program ends

    store::SecretKind kind() const override;
    Result<Nothing> put(const QString &id, const QByteArray &secret) override;
    Result<QByteArray> get(const QString &id) override;
    Result<Nothing> remove(const QString &id) override;

Q_SIGNALS:
    void opened();

private:
    Result<store::SecretStore *> store();
    void open(); // GUI thread, like everything below
    void askKeychain();
    void sayThatItIsWaited();
    void askWhereToKeep();
    void askPassphrase();
    void show(ui::KeystoreDialog *dialog);
    void openVault(ui::KeystoreDialog *dialog, const QByteArray &passphrase);
    void finish(Result<store::SecretStorePtr> result);

    const QString m_home;
    QPointer<QWidget> m_window;
    store::Keychain m_keychain;
    QTimer m_patience;
    QPointer<ui::KeychainWaitDialog> m_waiting;
    Operation m_openingVault;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    store::SecretStorePtr m_store; // never replaced once it is set
    std::optional<Failure> m_failure; // of the question that is being answered
    bool m_isOpening = false;
    bool m_isClosed = false;
};

} // namespace cw::app
