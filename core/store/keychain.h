// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "store/keychainindex.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

class QLockFile;

namespace QKeychain
{
class Job;
}

namespace cw::store
{

// Asks the system's keychain for the master key of <home>/secrets/keychain, and makes one at the first use.
// GUI thread, with its event loop running: QtKeychain needs it. One question at a time. The keychain may show a dialog of
// its own to unlock it, so an answer can take as long as the user does; after `timeLimit` we stop waiting.
// Dropping it is safe at any time: jobs of QtKeychain cannot be canceled, so they run on and nobody listens.
class Keychain : public QObject
{
    Q_OBJECT

public:
    explicit Keychain(QObject *parent = nullptr);
    ~Keychain() override;

    static constexpr std::chrono::seconds TimeLimit {60};
    void setTimeLimit(std::chrono::milliseconds limit);

    void readMasterKey(const QString &home);
    // Stops waiting; answered() is not emitted any more for this question.
    void cancel();
    bool isWaiting() const { return m_index.has_value(); }

Q_SIGNALS:
    // 32 bytes, or NoKeychain, KeychainLocked, KeychainSilent, KeychainRefused, Damaged, Busy, NotWritable.
    void answered(const cw::Result<QByteArray> &masterKey);

private:
    using Handler = void (Keychain::*)(QKeychain::Job &job);
    void run(QKeychain::Job *job, Handler handler);
    void takeFirstRead(QKeychain::Job &job);
    void takeFound(const QByteArray &masterKey);
    void makeNew();
    void takeWritten(QKeychain::Job &job);
    void takeReadBack(QKeychain::Job &job);
    void finish(const Result<QByteArray> &result);
    void fail(StoreFailure::Kind kind, const QString &detail);

    QTimer m_timer;
    int m_question = 0; // counts, so that a late answer to an earlier question is known as such
    std::optional<KeychainIndex> m_index;
    std::unique_ptr<QLockFile> m_lock; // while a new key is made
    QByteArray m_newKey;
};

} // namespace cw::store
