// SPDX-License-Identifier: MIT
#include "app/gui/windowsecrets.h"

#include "base/explain.h"
#include "ui/shell/keychainwaitdialog.h"
#include "ui/shell/keystoredialog.h"

namespace cw::app
{

using store::SecretKind;
using store::SecretStorePtr;
using ui::KeystoreDialog;

WindowSecrets::WindowSecrets(QString home) : m_home(std::move(home))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(Patience);
    connect(&m_patience, &QTimer::timeout, this, &WindowSecrets::sayThatItIsWaited);
    connect(&m_keychain, &store::Keychain::answered, this, [this](const Result<QByteArray> &masterKey) {
        m_patience.stop();
        if (m_waiting)
            m_waiting->accept();
        if (masterKey) {
            finish(store::openWithMasterKey(m_home, *masterKey));
            return;
        }
        const auto *failure = std::get_if<StoreFailure>(&masterKey.failure());
        if (failure && failure->kind == StoreFailure::Kind::NoKeychain)
            askWhereToKeep();
        else
            finish(masterKey.failure());
    });
}

WindowSecrets::~WindowSecrets() = default;

void WindowSecrets::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_all();
}

SecretKind WindowSecrets::kind() const
{
    const std::lock_guard lock(m_mutex);
    if (m_store)
        return m_store->kind();
    return store::hasPassphraseVault(m_home) ? SecretKind::PassphraseFile : SecretKind::Keychain;
}

Result<Nothing> WindowSecrets::put(const QString &id, const QByteArray &secret)
{
    const Result<SecretStore *> opened = store();
    return opened ? (*opened)->put(id, secret) : opened.failure();
}

Result<QByteArray> WindowSecrets::get(const QString &id)
{
    const Result<SecretStore *> opened = store();
    return opened ? (*opened)->get(id) : opened.failure();
}

Result<Nothing> WindowSecrets::remove(const QString &id)
{
    const Result<SecretStore *> opened = store();
    return opened ? (*opened)->remove(id) : opened.failure();
}

Result<store::SecretStore *> WindowSecrets::store()
{
    std::unique_lock lock(m_mutex);
    if (!m_store && !m_isOpening && !m_isClosed) {
        m_isOpening = true;
        m_failure.reset();
        QMetaObject::invokeMethod(this, &WindowSecrets::open, Qt::QueuedConnection);
    }
    m_changed.wait(lock, [this] { return m_store || m_isClosed || !m_isOpening; });
    if (m_store)
        return m_store.get();
    return m_failure && !m_isClosed ? *m_failure : Failure(Canceled());
}

void WindowSecrets::open()
{
    if (store::hasPassphraseVault(m_home))
        askPassphrase();
    else
        askKeychain();
}

void WindowSecrets::askKeychain()
{
    m_keychain.readMasterKey(m_home);
    if (m_keychain.isWaiting())
        m_patience.start();
}

// Its window may be hidden behind ours, and the user does not know what we wait for.
void WindowSecrets::sayThatItIsWaited()
{
    m_waiting = new ui::KeychainWaitDialog(m_window);
    m_waiting->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_waiting, &QDialog::rejected, this, [this] {
        m_keychain.cancel();
        finish(Failure(Canceled()));
    });
    m_waiting->open();
}

void WindowSecrets::askWhereToKeep()
{
    auto *dialog = new KeystoreDialog(KeystoreDialog::Question::WhereToKeep, m_window);
    connect(dialog, &KeystoreDialog::sessionChosen, this, [this, dialog] {
        finish(store::openSession());
        dialog->accept();
    });
    show(dialog);
}

void WindowSecrets::askPassphrase()
{
    show(new KeystoreDialog(KeystoreDialog::Question::Passphrase, m_window));
}

void WindowSecrets::show(KeystoreDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KeystoreDialog::passphraseGiven, this,
            [this, dialog](const QByteArray &passphrase) { openVault(dialog, passphrase); });
    connect(dialog, &QDialog::rejected, this, [this] {
        m_openingVault.cancel();
        finish(Failure(StoreFailure {StoreFailure::Kind::PassphraseNeeded, m_home, {}}));
    });
    dialog->open();
}

void WindowSecrets::openVault(KeystoreDialog *dialog, const QByteArray &passphrase)
{
    using Opened = std::shared_ptr<Result<SecretStorePtr>>;
    m_openingVault.start<Opened>(
        [home = m_home, passphrase](CancelToken &) {
            return std::make_shared<Result<SecretStorePtr>>(store::openPassphraseVault(home, passphrase));
        },
        [this, dialog = QPointer<KeystoreDialog>(dialog)](const Opened &opened) {
            if (!dialog)
                return;
            if (!*opened) {
                dialog->showFailure(explain(opened->failure()).text);
                return;
            }
            finish(std::move(*opened));
            dialog->accept();
        });
}

void WindowSecrets::finish(Result<SecretStorePtr> result)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isOpening)
            return;
        m_isOpening = false;
        if (result)
            m_store = std::move(*result);
        else
            m_failure = result.failure();
        m_changed.notify_all();
    }
    Q_EMIT opened();
}

} // namespace cw::app
