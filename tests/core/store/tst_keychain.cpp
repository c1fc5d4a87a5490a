// SPDX-License-Identifier: MIT
// Against a real gnome-keyring in a session bus of its own; each question is asked by a process of its own.
#include "store/atomicfile.h"
#include "store/keychain.h"
#include "store/vault.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>

using namespace cw;
using namespace cw::store;
using namespace std::chrono_literals;
using Kind = StoreFailure::Kind;

namespace
{

enum class Keyring { Unlocked, Locked };

QProcessEnvironment environmentIn(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {QStringLiteral("DISPLAY"), QStringLiteral("WAYLAND_DISPLAY"),
                                QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("XDG_CURRENT_DESKTOP")})
        environment.remove(name);
    for (const QString &name : {QStringLiteral("HOME"), QStringLiteral("XDG_RUNTIME_DIR"), QStringLiteral("XDG_DATA_HOME"),
                                QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("XDG_CACHE_HOME")})
        environment.insert(name, folder);
    return environment;
}

QString run(const QString &folder, const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environmentIn(folder));
    process.start(program, arguments);
    if (!process.waitForFinished(30'000))
        return QStringLiteral("did not end: ") + process.errorString();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QString probe()
{
    return QStringLiteral(CERTWRIGHT_BINARY_DIR "/bin/keychainprobe");
}

// What the probe says in a new session whose keyring is in `folder`. The daemon stays in the foreground as our child, so
// that it can be ended by its id.
QString ask(const QString &folder, const QString &home, Keyring keyring)
{
    const QString start = keyring == Keyring::Unlocked ? QStringLiteral("printf testpw | gnome-keyring-daemon -f --unlock -c secrets")
                                                       : QStringLiteral("gnome-keyring-daemon -f -c secrets");
    const QString script = QStringLiteral("%1 >/dev/null 2>&1 & "
                                          "until dbus-send --session --print-reply --dest=org.freedesktop.DBus / "
                                          "org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets "
                                          ">/dev/null 2>&1; do sleep 0.05; done; \"$0\" \"$1\"; kill $!; wait")
                               .arg(start);
    return run(folder, QStringLiteral("dbus-run-session"),
               {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), script, probe(), home});
}

QString failure(Kind kind)
{
    return QStringLiteral("failure %1 ").arg(int(kind));
}

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void makesAKeyOnceAndFindsItAgain();
    void neverMakesANewKeyWhenTheKeyringIsLocked();
    void doesNotTakeALockedKeyringForAnEmptyOne();
    void saysWhenTheKeyIsGone();
    void saysWhenItIsNotTheKeyItWas();
    void saysWhenThereIsNoKeychain();
    void saysWhenItTakesTooLong();
    void saysNothingAfterItWasCanceled();
    void mayBeDroppedWhileItAsks();
    void namesEntriesByTheirFolder();

private:
    const QTemporaryDir m_folder;
    int m_silentBus = -1;
};

// What this process asks itself must reach no real keychain: its session bus is a socket that never answers.
void TestKeychain::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("bus"));
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof(address.sun_path));
    m_silentBus = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(::bind(m_silentBus, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    QCOMPARE(::listen(m_silentBus, 8), 0);
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(path));
}

void TestKeychain::makesAKeyOnceAndFindsItAgain()
{
    const QTemporaryDir folder;
    const QString home = folder.filePath(QStringLiteral("home"));
    const QString first = ask(folder.path(), home, Keyring::Unlocked);
    QVERIFY2(first.startsWith(QStringLiteral("key ")), qPrintable(first));
    QCOMPARE(first.size(), 4 + 64);
    QCOMPARE(ask(folder.path(), home, Keyring::Unlocked), first);

    // Stopped between keychain and index: the key is taken, and the index made.
    QVERIFY(QFile::remove(KeychainIndex(home).path()));
    QCOMPARE(ask(folder.path(), home, Keyring::Unlocked), first);
    QVERIFY(QFileInfo::exists(KeychainIndex(home).path()));
    QVERIFY(!readFile(KeychainIndex(home).path())->contains(first.mid(4).toLatin1()));

    const QString other = ask(folder.path(), folder.filePath(QStringLiteral("other")), Keyring::Unlocked);
    QVERIFY(other.startsWith(QStringLiteral("key ")));
    QVERIFY(other != first);
}

void TestKeychain::neverMakesANewKeyWhenTheKeyringIsLocked()
{
    const QTemporaryDir folder;
    const QString home = folder.filePath(QStringLiteral("home"));
    const QString key = ask(folder.path(), home, Keyring::Unlocked);
    QVERIFY2(key.startsWith(QStringLiteral("key ")), qPrintable(key));
    const QString locked = ask(folder.path(), home, Keyring::Locked);
    QVERIFY2(locked.startsWith(failure(Kind::KeychainLocked)), qPrintable(locked));
    QCOMPARE(ask(folder.path(), home, Keyring::Unlocked), key);
}

void TestKeychain::doesNotTakeALockedKeyringForAnEmptyOne()
{
    const QTemporaryDir folder;
    const QString somebodys = ask(folder.path(), folder.filePath(QStringLiteral("a")), Keyring::Unlocked);
    QVERIFY2(somebodys.startsWith(QStringLiteral("key ")), qPrintable(somebodys));
    const QString home = folder.filePath(QStringLiteral("b"));
    const QString locked = ask(folder.path(), home, Keyring::Locked);
    QVERIFY2(locked.startsWith(failure(Kind::KeychainLocked)), qPrintable(locked));
    QVERIFY(!QFileInfo::exists(KeychainIndex(home).path()));
}

void TestKeychain::saysWhenTheKeyIsGone()
{
    const QTemporaryDir folder;
    const QTemporaryDir otherKeyring;
    const QString home = folder.filePath(QStringLiteral("home"));
    QVERIFY(ask(folder.path(), home, Keyring::Unlocked).startsWith(QStringLiteral("key ")));
    const QString answer = ask(otherKeyring.path(), home, Keyring::Unlocked);
    QVERIFY2(answer.startsWith(failure(Kind::KeychainLocked)), qPrintable(answer));
}

void TestKeychain::saysWhenItIsNotTheKeyItWas()
{
    const QTemporaryDir folder;
    const QString home = folder.filePath(QStringLiteral("home"));
    QVERIFY(ask(folder.path(), home, Keyring::Unlocked).startsWith(QStringLiteral("key ")));
    QVERIFY(KeychainIndex(home).save(QByteArray(32, 'x')).isOk());
    const QString answer = ask(folder.path(), home, Keyring::Unlocked);
    QVERIFY2(answer.startsWith(failure(Kind::Damaged).trimmed()), qPrintable(answer));
}

void TestKeychain::saysWhenThereIsNoKeychain()
{
    const QTemporaryDir folder;
    const QString home = folder.filePath(QStringLiteral("home"));
    const QString answer = run(folder.path(), probe(), {home});
    QVERIFY2(answer.startsWith(failure(Kind::NoKeychain)), qPrintable(answer));
    QVERIFY2(answer.size() > failure(Kind::NoKeychain).size(), "the words of the system are missing");
    QVERIFY(!QFileInfo::exists(home));
}

void TestKeychain::saysWhenItTakesTooLong()
{
    const QTemporaryDir folder;
    Keychain keychain;
    keychain.setTimeLimit(20ms);
    std::optional<StoreFailure> seen;
    connect(&keychain, &Keychain::answered, this, [&seen](const Result<QByteArray> &key) {
        QVERIFY(!key && !seen);
        seen = std::get<StoreFailure>(key.failure());
    });
    keychain.readMasterKey(folder.path());
    QVERIFY(keychain.isWaiting());
    QTRY_VERIFY(seen.has_value());
    QCOMPARE(seen->kind, Kind::KeychainSilent);
    QVERIFY(!keychain.isWaiting());
    QTest::qWait(50); // the job that was left behind must not speak up
}

void TestKeychain::saysNothingAfterItWasCanceled()
{
    const QTemporaryDir folder;
    Keychain keychain;
    int answers = 0;
    connect(&keychain, &Keychain::answered, this, [&answers] { ++answers; });
    keychain.readMasterKey(folder.path());
    keychain.cancel();
    QVERIFY(!keychain.isWaiting());
    QTest::qWait(50);
    QCOMPARE(answers, 0);
}

void TestKeychain::mayBeDroppedWhileItAsks()
{
    const QTemporaryDir folder;
    auto keychain = std::make_unique<Keychain>();
    keychain->readMasterKey(folder.path());
    keychain.reset();
    QTest::qWait(50);
}

void TestKeychain::namesEntriesByTheirFolder()
{
    const QString name = KeychainIndex(QStringLiteral("/home/a/certwright")).entryName();
    QCOMPARE(KeychainIndex(QStringLiteral("/home/a/x/../certwright/")).entryName(), name);
    QVERIFY(KeychainIndex(QStringLiteral("/home/b/certwright")).entryName() != name);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
