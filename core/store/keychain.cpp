// SPDX-License-Identifier: MIT
#include "store/keychain.h"

#include "crypto/hmac.h"
#include "store/atomicfile.h"
#include "store/masterkeycheck.h"
#include "store/wipe.h"

#include <QFileInfo>
#include <QLockFile>

#include <qt6keychain/keychain.h>

namespace cw::store
{

namespace
{

const QString &serviceName()
{
    static const QString name = QStringLiteral("Certwright");
    return name;
}

// Codes that mean the same whatever was asked. Debian's libsecret back end reports "no keychain at all" as OtherError.
StoreFailure::Kind kindOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return StoreFailure::Kind::KeychainRefused;
    case QKeychain::EntryNotFound:
        return StoreFailure::Kind::KeychainLocked;
    default:
        return StoreFailure::Kind::NoKeychain;
    }
}

} // namespace

Keychain::Keychain(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(TimeLimit);
    connect(&m_timer, &QTimer::timeout, this, [this] { fail(StoreFailure::Kind::KeychainSilent, QString()); });
}

Keychain::~Keychain()
{
    wipe(m_newKey);
}

void Keychain::setTimeLimit(std::chrono::milliseconds limit)
{
    m_timer.setInterval(limit);
}

void Keychain::readMasterKey(const QString &home)
{
    Q_ASSERT(!isWaiting());
    m_index.emplace(home);
    m_timer.start();
    run(new QKeychain::ReadPasswordJob(serviceName()), &Keychain::takeFirstRead);
}

void Keychain::cancel()
{
    ++m_question;
    m_timer.stop();
    m_index.reset();
    m_lock.reset();
    wipe(m_newKey);
}

void Keychain::run(QKeychain::Job *job, Handler handler)
{
    // The job deletes itself when it has finished. It must not have a parent: the back end holds a raw pointer to it.
    job->setKey(m_index->entryName());
    connect(job, &QKeychain::Job::finished, this, [this, handler, question = m_question](QKeychain::Job *finished) {
        if (question == m_question)
            (this->*handler)(*finished);
    });
    job->start();
}

void Keychain::takeFirstRead(QKeychain::Job &job)
{
    const Result<std::optional<QByteArray>> check = m_index->checkValue();
    if (!check) {
        finish(check.failure());
        return;
    }
    switch (job.error()) {
    case QKeychain::NoError:
        takeFound(static_cast<QKeychain::ReadPasswordJob &>(job).binaryData());
        return;
    case QKeychain::EntryNotFound:
        // Also what a locked keychain says. A new key would make everything that was stored unreadable for good.
        if (check->has_value())
            fail(StoreFailure::Kind::KeychainLocked, job.errorString());
        else
            makeNew();
        return;
    default:
        fail(kindOf(job.error()), job.errorString());
    }
}

void Keychain::takeFound(const QByteArray &masterKey)
{
    const Result<std::optional<QByteArray>> check = m_index->checkValue();
    const bool isFirstUse = check.isOk() && !check->has_value();
    if (masterKey.size() != MasterKeySize || (!isFirstUse && !fitsCheckValue(masterKey, **check))) {
        fail(StoreFailure::Kind::Damaged, QString());
        return;
    }
    // We were stopped between the keychain and the index when the key was made.
    if (isFirstUse) {
        if (const Result<Nothing> saved = m_index->save(masterKey); !saved) {
            finish(saved.failure());
            return;
        }
    }
    finish(masterKey);
}

void Keychain::makeNew()
{
    const QString folder = QFileInfo(m_index->path()).path();
    if (const Result<Nothing> made = makeFolder(folder); !made) {
        finish(made.failure());
        return;
    }
    // Two processes at their first start would overwrite each other's key.
    m_lock = std::make_unique<QLockFile>(folder + QStringLiteral("/index.lock"));
    if (!m_lock->tryLock()) {
        fail(StoreFailure::Kind::Busy, QString());
        return;
    }
    m_newKey = crypto::randomBytes(MasterKeySize);
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setBinaryData(m_newKey);
    run(job, &Keychain::takeWritten);
}

void Keychain::takeWritten(QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError) {
        run(new QKeychain::ReadPasswordJob(serviceName()), &Keychain::takeReadBack);
        return;
    }
    // "Cannot create an item in a locked collection" comes as AccessDenied.
    const bool isLocked = job.error() == QKeychain::AccessDenied;
    fail(isLocked ? StoreFailure::Kind::KeychainLocked : kindOf(job.error()), job.errorString());
}

void Keychain::takeReadBack(QKeychain::Job &job)
{
    if (job.error() != QKeychain::NoError) {
        fail(kindOf(job.error()), job.errorString());
        return;
    }
    if (static_cast<QKeychain::ReadPasswordJob &>(job).binaryData() != m_newKey) {
        fail(StoreFailure::Kind::KeychainRefused, QString());
        return;
    }
    if (const Result<Nothing> saved = m_index->save(m_newKey); !saved) {
        finish(saved.failure());
        return;
    }
    finish(QByteArray(m_newKey.constData(), m_newKey.size()));
}

void Keychain::finish(const Result<QByteArray> &result)
{
    cancel();
    Q_EMIT answered(result);
}

void Keychain::fail(StoreFailure::Kind kind, const QString &detail)
{
    finish(Failure(StoreFailure {kind, m_index->path(), detail}));
}

} // namespace cw::store
