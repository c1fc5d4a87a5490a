// SPDX-License-Identifier: MIT
#include "crypto/hmac.h"
#include "store/atomicfile.h"
#include "store/secretfiles.h"
#include "store/vault.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <sys/stat.h>
#include <thread>
#include <vector>

using namespace cw;
using namespace cw::store;
using Kind = StoreFailure::Kind;

Q_DECLARE_METATYPE(SecretKind)

namespace
{

const QByteArray AccountKey("-----BEGIN PRIVATE KEY-----\nverysecret\x00\xff", 40);

template <typename T> std::optional<Kind> kindOf(const Result<T> &result)
{
    if (result.isOk() || !std::holds_alternative<StoreFailure>(result.failure()))
        return std::nullopt;
    return std::get<StoreFailure>(result.failure()).kind;
}

QByteArray masterKey(char letter)
{
    return QByteArray(32, letter);
}

SecretStorePtr openStore(SecretKind kind, const QString &home)
{
    switch (kind) {
    case SecretKind::Keychain:
        return openWithMasterKey(home, masterKey('k')).value();
    case SecretKind::PassphraseFile:
        return openPassphraseVault(home, "open sesame").value();
    case SecretKind::PlainFile:
        return openPlain(home).value();
    case SecretKind::SessionOnly:
        break;
    }
    return openSession();
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext())
        files.append(entries.next());
    return files;
}

void addKinds(std::initializer_list<SecretKind> kinds)
{
    QTest::addColumn<SecretKind>("kind");
    for (const SecretKind kind : kinds) {
        static const char *const names[] = {"keychain", "passphrase", "plain files", "session"};
        QTest::newRow(names[int(kind)]) << kind;
    }
}

} // namespace

class TestSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasPut_data();
    void givesBackWhatWasPut();
    void keepsItAfterItWasClosed_data();
    void keepsItAfterItWasClosed();
    void writesNothingReadable_data();
    void writesNothingReadable();
    void keepsEveryFileForTheOwner_data();
    void keepsEveryFileForTheOwner();
    void doesNotLetAnIdLeaveTheFolder_data();
    void doesNotLetAnIdLeaveTheFolder();
    void noticesThatAFileTookTheNameOfAnother();
    void noticesADamagedFile();
    void keepsNothingOfASession();
    void takesManyThreads_data();
    void takesManyThreads();
    void refusesAWrongPassphrase();
    void demandsAPassphrase();
    void refusesToMakeAVaultBesideSecretsThatLostTheirs();
    void refusesADamagedVault_data();
    void refusesADamagedVault();
    void refusesAMasterKeyOfAnotherSize();
};

void TestSecretStore::givesBackWhatWasPut_data()
{
    addKinds({SecretKind::Keychain, SecretKind::PassphraseFile, SecretKind::PlainFile, SecretKind::SessionOnly});
}

void TestSecretStore::givesBackWhatWasPut()
{
    QFETCH(SecretKind, kind);
    const QTemporaryDir home;
    const SecretStorePtr store = openStore(kind, home.path());
    const QString id = QStringLiteral("account-1");

    QCOMPARE(store->kind(), kind);
    QCOMPARE(kindOf(store->get(id)), std::optional(Kind::KeyMissing));
    QVERIFY(store->put(id, "first").isOk());
    QVERIFY(store->put(id, AccountKey).isOk());
    QVERIFY(store->put(QStringLiteral("account-2"), "other").isOk());
    QCOMPARE(*store->get(id), AccountKey);
    QVERIFY(store->remove(id).isOk());
    QVERIFY(store->remove(id).isOk());
    QCOMPARE(kindOf(store->get(id)), std::optional(Kind::KeyMissing));
    QCOMPARE(*store->get(QStringLiteral("account-2")), QByteArray("other"));
}

void TestSecretStore::keepsItAfterItWasClosed_data()
{
    addKinds({SecretKind::Keychain, SecretKind::PassphraseFile, SecretKind::PlainFile});
}

void TestSecretStore::keepsItAfterItWasClosed()
{
    QFETCH(SecretKind, kind);
    const QTemporaryDir home;
    QVERIFY(openStore(kind, home.path())->put(QStringLiteral("a"), AccountKey).isOk());
    QCOMPARE(*openStore(kind, home.path())->get(QStringLiteral("a")), AccountKey);
    QCOMPARE(hasPassphraseVault(home.path()), kind == SecretKind::PassphraseFile);
}

void TestSecretStore::writesNothingReadable_data()
{
    addKinds({SecretKind::Keychain, SecretKind::PassphraseFile});
}

void TestSecretStore::writesNothingReadable()
{
    QFETCH(SecretKind, kind);
    const QTemporaryDir home;
    QVERIFY(openStore(kind, home.path())->put(QStringLiteral("a"), AccountKey).isOk());
    const QStringList files = filesBelow(home.path());
    QVERIFY(!files.isEmpty());
    for (const QString &file : files) {
        QVERIFY(!readFile(file)->contains("verysecret"));
        QVERIFY(!readFile(file)->contains("open sesame"));
    }
}

void TestSecretStore::keepsEveryFileForTheOwner_data()
{
    addKinds({SecretKind::Keychain, SecretKind::PassphraseFile, SecretKind::PlainFile});
}

void TestSecretStore::keepsEveryFileForTheOwner()
{
    QFETCH(SecretKind, kind);
    const QTemporaryDir home;
    QVERIFY(openStore(kind, home.path())->put(QStringLiteral("a"), AccountKey).isOk());
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(secretFolder(home.path(), kind)).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 07777), 0700);
    for (const QString &file : filesBelow(home.path())) {
        QCOMPARE(::stat(QFile::encodeName(file).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 07777), 0600);
    }
}

void TestSecretStore::doesNotLetAnIdLeaveTheFolder_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("upwards") << QStringLiteral("../../outside");
    QTest::newRow("dots") << QStringLiteral("..");
    QTest::newRow("absolute") << QStringLiteral("/tmp/outside");
    QTest::newRow("not ascii") << QStringLiteral("bücher %2e");
}

void TestSecretStore::doesNotLetAnIdLeaveTheFolder()
{
    QFETCH(QString, id);
    const QTemporaryDir home;
    const SecretStorePtr store = openStore(SecretKind::PlainFile, home.path());
    QVERIFY(store->put(id, AccountKey).isOk());
    QCOMPARE(*store->get(id), AccountKey);
    const QStringList files = filesBelow(home.path());
    QCOMPARE(files.size(), 1);
    QCOMPARE(QFileInfo(files.first()).path(), secretFolder(home.path(), SecretKind::PlainFile));
}

void TestSecretStore::noticesThatAFileTookTheNameOfAnother()
{
    const QTemporaryDir home;
    const SecretStorePtr store = openStore(SecretKind::Keychain, home.path());
    QVERIFY(store->put(QStringLiteral("a"), "key of a").isOk());
    const QString folder = secretFolder(home.path(), SecretKind::Keychain);
    QVERIFY(QFile::copy(folder + QStringLiteral("/a.sealed"), folder + QStringLiteral("/b.sealed")));
    QCOMPARE(kindOf(store->get(QStringLiteral("b"))), std::optional(Kind::Damaged));
}

void TestSecretStore::noticesADamagedFile()
{
    const QTemporaryDir home;
    const SecretStorePtr store = openStore(SecretKind::PassphraseFile, home.path());
    QVERIFY(store->put(QStringLiteral("a"), AccountKey).isOk());
    const QString path = secretFolder(home.path(), SecretKind::PassphraseFile) + QStringLiteral("/a.sealed");
    QByteArray content = *readFile(path);
    content[content.size() - 1] = char(content.back() ^ 1);
    QVERIFY(writeFile(path, content, Privacy::OwnerOnly).isOk());
    QCOMPARE(kindOf(store->get(QStringLiteral("a"))), std::optional(Kind::Damaged));
    QVERIFY(writeFile(path, QByteArray(), Privacy::OwnerOnly).isOk());
    QCOMPARE(kindOf(store->get(QStringLiteral("a"))), std::optional(Kind::Damaged));
}

void TestSecretStore::keepsNothingOfASession()
{
    const QTemporaryDir home;
    QVERIFY(openStore(SecretKind::SessionOnly, home.path())->put(QStringLiteral("a"), AccountKey).isOk());
    QVERIFY(filesBelow(home.path()).isEmpty());
    QCOMPARE(kindOf(openSession()->get(QStringLiteral("a"))), std::optional(Kind::KeyMissing));
}

void TestSecretStore::takesManyThreads_data()
{
    addKinds({SecretKind::Keychain, SecretKind::PlainFile, SecretKind::SessionOnly});
}

void TestSecretStore::takesManyThreads()
{
    QFETCH(SecretKind, kind);
    const QTemporaryDir home;
    const SecretStorePtr store = openStore(kind, home.path());
    std::atomic_int wrong = 0;
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&store, &wrong, number] {
            const QString own = QString::number(number);
            for (int round = 0; round < 20; ++round) {
                const bool isPut = store->put(own, own.toLatin1()).isOk()
                    && store->put(QStringLiteral("shared"), QByteArray(100, char('0' + number))).isOk();
                const Result<QByteArray> shared = store->get(QStringLiteral("shared"));
                const bool isRead = *store->get(own) == own.toLatin1() && shared->size() == 100
                    && shared->count(shared->front()) == 100;
                if (!isPut || !isRead)
                    ++wrong;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong, 0);
}

void TestSecretStore::refusesAWrongPassphrase()
{
    const QTemporaryDir home;
    QVERIFY(openPassphraseVault(home.path(), "right")->get()->put(QStringLiteral("a"), AccountKey).isOk());
    QCOMPARE(kindOf(openPassphraseVault(home.path(), "Right")), std::optional(Kind::WrongPassphrase));
    QCOMPARE(*openPassphraseVault(home.path(), "right").value()->get(QStringLiteral("a")), AccountKey);
}

void TestSecretStore::demandsAPassphrase()
{
    const QTemporaryDir home;
    QCOMPARE(kindOf(openPassphraseVault(home.path(), QByteArray())), std::optional(Kind::PassphraseNeeded));
    QVERIFY(!hasPassphraseVault(home.path()));
}

void TestSecretStore::refusesToMakeAVaultBesideSecretsThatLostTheirs()
{
    const QTemporaryDir home;
    QVERIFY(openPassphraseVault(home.path(), "right")->get()->put(QStringLiteral("a"), AccountKey).isOk());
    const QString vault = secretFolder(home.path(), SecretKind::PassphraseFile) + QStringLiteral("/vault.json");
    QVERIFY(QFile::remove(vault));
    QCOMPARE(kindOf(openPassphraseVault(home.path(), "right")), std::optional(Kind::Damaged));
    QVERIFY(!QFile::exists(vault));
}

void TestSecretStore::refusesADamagedVault_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("no check") << QByteArray(R"({"rounds":600000,"salt":"MDEyMzQ1Njc4OWFiY2RlZg=="})");
    QTest::newRow("no salt") << QByteArray(R"({"rounds":600000,"check":"MDEyMzQ1Njc4OWFiY2RlZg=="})");
    QTest::newRow("too few rounds") << QByteArray(R"({"rounds":1,"salt":"MDEyMzQ1Njc4OWFiY2RlZg==","check":"MDEy"})");
    QTest::newRow("too many rounds") << QByteArray(R"({"rounds":1e9,"salt":"MDEyMzQ1Njc4OWFiY2RlZg==","check":"MDEy"})");
}

void TestSecretStore::refusesADamagedVault()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir home;
    const QString folder = secretFolder(home.path(), SecretKind::PassphraseFile);
    QVERIFY(makeFolder(folder).isOk());
    QVERIFY(writeFile(folder + QStringLiteral("/vault.json"), content, Privacy::OwnerOnly).isOk());
    QCOMPARE(kindOf(openPassphraseVault(home.path(), "right")), std::optional(Kind::Damaged));
}

void TestSecretStore::refusesAMasterKeyOfAnotherSize()
{
    const QTemporaryDir home;
    QCOMPARE(kindOf(openWithMasterKey(home.path(), QByteArray(31, 'x'))), std::optional(Kind::Damaged));
}

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secretstore.moc"
