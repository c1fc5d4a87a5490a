// SPDX-License-Identifier: MIT
#include "base/explain.h"
#include "crypto/certificate.h"
#include "issuance/certificatekey.h"
#include "issuance/saveflow.h"
#include "support/fakeworld.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace cw;
using namespace cw::issuance;

class TestSaveFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesWhatItSays();
    void asksBeforeItReplaces();
    void replacesWhenTold();
    void numbersAllFilesAlike();
    void aFolderThatIsAFileIsAFailureAndTheKeyStays();
    void needsAFolder();
    void writesEveryKindOfFile_data();
    void writesEveryKindOfFile();
    void putsTheKeyUnderItsPassphrase();
    void neverWritesTheKeyInTheClearBecauseTheStoreIsShut();
    void wantsAPassphraseForPkcs12();
    void saysThatAForeignKeyWasNeverHere();
    void savesOneFileWhereItIsTold();

private:
    SaveRequest request(const QString &folder) const;
    static QByteArray content(const QString &path);

    test::FakeWorld m_world;
    store::CertificateRecord m_certificate;
    QByteArray m_keyPem;
    QTemporaryDir m_folder;
};

void TestSaveFlow::initTestCase()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(m_world.clock->now(), 10);
    m_certificate.id = QStringLiteral("c1");
    m_certificate.keyId = QStringLiteral("key-1");
    m_certificate.chainPem = tls.certificatePem + tls.rootPem;
    m_keyPem = tls.keyPem;
    QVERIFY(m_world.environment->secrets->put(m_certificate.keyId, m_keyPem));
}

SaveRequest TestSaveFlow::request(const QString &folder) const
{
    SaveRequest request;
    request.folder = m_folder.path() + u'/' + folder;
    request.files = QStringList({QStringLiteral("fullchain.pem"), QStringLiteral("privkey.pem"), QStringLiteral("cert.pem"), QStringLiteral("chain.pem")});
    return request;
}

QByteArray TestSaveFlow::content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSaveFlow::writesWhatItSays()
{
    const SaveRequest wanted = request(QStringLiteral("new/tls"));
    const Result<SavedFiles> saved = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(saved);
    QCOMPARE(saved->files, wanted.files);
    const QString folder = wanted.folder + u'/';
    QCOMPARE(content(folder + QStringLiteral("fullchain.pem")),
             content(folder + QStringLiteral("cert.pem")) + content(folder + QStringLiteral("chain.pem")));
    QCOMPARE(content(folder + QStringLiteral("cert.pem")).count("BEGIN CERTIFICATE"), 1);
    QVERIFY(content(folder + QStringLiteral("privkey.pem")).contains("BEGIN PRIVATE KEY"));
    QCOMPARE(QFileInfo(folder + QStringLiteral("privkey.pem")).permissions() & QFile::Permissions(0x77),
             QFile::Permissions());
    QVERIFY(QFileInfo(folder + QStringLiteral("fullchain.pem")).permissions() & QFile::ReadOther);
}

void TestSaveFlow::asksBeforeItReplaces()
{
    const SaveRequest wanted = request(QStringLiteral("ask"));
    QVERIFY(saveCertificate(*m_world.environment, m_certificate, wanted));
    QVERIFY(QFile::remove(wanted.folder + QStringLiteral("/cert.pem")));
    const Result<SavedFiles> again = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(!again);
    const StoreFailure failure = std::get<StoreFailure>(again.failure());
    QCOMPARE(failure.kind, StoreFailure::Kind::Exists);
    QCOMPARE(failure.detail, QStringLiteral("fullchain.pem, privkey.pem, chain.pem"));
    QVERIFY(!QFile::exists(wanted.folder + QStringLiteral("/cert.pem")));
}

void TestSaveFlow::replacesWhenTold()
{
    SaveRequest wanted = request(QStringLiteral("replace"));
    QVERIFY(saveCertificate(*m_world.environment, m_certificate, wanted));
    wanted.ifExists = SaveRequest::IfExists::Replace;
    const Result<SavedFiles> again = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(again);
    QCOMPARE(QDir(wanted.folder).entryList(QDir::Files).size(), 4);
}

void TestSaveFlow::numbersAllFilesAlike()
{
    SaveRequest wanted = request(QStringLiteral("number"));
    wanted.files = QStringList({QStringLiteral("fullchain.pem"), QStringLiteral("privkey.pem")});
    QVERIFY(saveCertificate(*m_world.environment, m_certificate, wanted));
    QVERIFY(QFile::remove(wanted.folder + QStringLiteral("/fullchain.pem")));
    wanted.ifExists = SaveRequest::IfExists::Number;
    const Result<SavedFiles> again = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(again);
    QCOMPARE(again->files, QStringList({QStringLiteral("fullchain-2.pem"), QStringLiteral("privkey-2.pem")}));
}

void TestSaveFlow::aFolderThatIsAFileIsAFailureAndTheKeyStays()
{
    SaveRequest wanted = request(QStringLiteral("file"));
    QFile blocker(wanted.folder);
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    const Result<SavedFiles> saved = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(!saved);
    QCOMPARE(std::get<StoreFailure>(saved.failure()).kind, StoreFailure::Kind::NotWritable);
    QVERIFY(m_world.environment->secrets->get(m_certificate.keyId));
    QVERIFY(saveCertificate(*m_world.environment, m_certificate, request(QStringLiteral("elsewhere"))));
}

void TestSaveFlow::needsAFolder()
{
    SaveRequest wanted = request({});
    wanted.folder = QStringLiteral(" ");
    const Result<SavedFiles> saved = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(!saved);
    QCOMPARE(std::get<BadInput>(saved.failure()).fault, BadInput::Fault::FolderMissing);
}

void TestSaveFlow::writesEveryKindOfFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("combined") << QStringLiteral("combined.pem") << true << QByteArray("-----BEGIN CERTIFICATE-----");
    QTest::newRow("PKCS#12") << QStringLiteral("certificate.p12") << true << QByteArray("\x30\x82");
    QTest::newRow("PKCS#7") << QStringLiteral("chain.p7b") << false << QByteArray("-----BEGIN PKCS7-----");
    QTest::newRow("DER") << QStringLiteral("cert.der") << false << QByteArray("\x30\x82");
    QTest::newRow("key as DER") << QStringLiteral("privkey.der") << true << QByteArray("\x30");
}

void TestSaveFlow::writesEveryKindOfFile()
{
    QFETCH(const QString, file);
    QFETCH(const bool, hasKey);
    QFETCH(const QByteArray, begin);
    SaveRequest wanted = request(QStringLiteral("kinds"));
    wanted.files = QStringList {file};
    wanted.pkcs12Passphrase = QStringLiteral("correct horse");
    QVERIFY(saveCertificate(*m_world.environment, m_certificate, wanted));
    QCOMPARE(wanted.holdsKey(), hasKey);
    const QString path = wanted.folder + u'/' + file;
    QVERIFY(content(path).startsWith(begin));
    QCOMPARE(bool(QFileInfo(path).permissions() & QFile::ReadOther), !hasKey);
    wanted.ifExists = SaveRequest::IfExists::Number;
    QCOMPARE(saveCertificate(*m_world.environment, m_certificate, wanted)->files, QStringList {file.chopped(4) + QStringLiteral("-2") + file.right(4)});
}

void TestSaveFlow::putsTheKeyUnderItsPassphrase()
{
    store::CertificateRecord certificate = m_certificate;
    certificate.id = QStringLiteral("sealed");
    QVERIFY(m_world.environment->secrets->put(passphraseIdOf(certificate.id), "correct horse"));
    SaveRequest wanted = request(QStringLiteral("sealed"));
    wanted.files = QStringList {QStringLiteral("privkey.pem"), QStringLiteral("combined.pem")};
    QVERIFY(saveCertificate(*m_world.environment, certificate, wanted));
    for (const QString &file : wanted.files) {
        const QByteArray pem = content(wanted.folder + u'/' + file);
        QVERIFY(pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") && !pem.contains("-----BEGIN PRIVATE KEY-----"));
        const QByteArray key = pem.mid(pem.indexOf("-----BEGIN ENCRYPTED"));
        QCOMPARE(crypto::PrivateKey::fromPem(key, "correct horse").value().toPem(), m_keyPem);
    }
}

namespace
{

// Gives keys, but not passphrases: as a keychain that was locked in between.
class HalfShutStore : public store::SecretStore
{
public:
    store::SecretKind kind() const override { return store::SecretKind::Keychain; }
    Result<Nothing> put(const QString &id, const QByteArray &secret) override { return m_store.put(id, secret); }
    Result<Nothing> remove(const QString &id) override { return m_store.remove(id); }
    Result<QByteArray> get(const QString &id) override
    {
        if (id.startsWith(u"passphrase-"))
            return Failure(StoreFailure {StoreFailure::Kind::KeychainLocked, {}, {}});
        return m_store.get(id);
    }

private:
    store::SessionSecretStore m_store;
};

} // namespace

void TestSaveFlow::neverWritesTheKeyInTheClearBecauseTheStoreIsShut()
{
    Environment environment = *m_world.environment;
    environment.secrets = std::make_shared<HalfShutStore>();
    QVERIFY(environment.secrets->put(m_certificate.keyId, m_keyPem));
    const SaveRequest wanted = request(QStringLiteral("shut"));
    const Result<SavedFiles> saved = saveCertificate(environment, m_certificate, wanted);
    QVERIFY(!saved);
    QCOMPARE(std::get<StoreFailure>(saved.failure()).kind, StoreFailure::Kind::KeychainLocked);
    QVERIFY(!QFile::exists(wanted.folder));
}

void TestSaveFlow::wantsAPassphraseForPkcs12()
{
    SaveRequest wanted = request(QStringLiteral("short"));
    wanted.files = QStringList {QStringLiteral("certificate.p12")};
    wanted.pkcs12Passphrase = QStringLiteral("short");
    const Result<SavedFiles> saved = saveCertificate(*m_world.environment, m_certificate, wanted);
    QVERIFY(!saved);
    QCOMPARE(std::get<BadInput>(saved.failure()).fault, BadInput::Fault::PassphraseTooShort);
}

void TestSaveFlow::saysThatAForeignKeyWasNeverHere()
{
    store::CertificateRecord certificate = m_certificate;
    certificate.keyId.clear();
    const Result<SavedFiles> saved = saveCertificate(*m_world.environment, certificate, request(QStringLiteral("foreign")));
    QVERIFY(!saved);
    QCOMPARE(std::get<StoreFailure>(saved.failure()).kind, StoreFailure::Kind::KeyMissing);
    QVERIFY(explain(saved.failure()).text.contains(QStringLiteral("was never here")));
    SaveRequest wanted = request(QStringLiteral("foreign"));
    wanted.files.removeAll(QStringLiteral("privkey.pem"));
    QVERIFY(saveCertificate(*m_world.environment, certificate, wanted));
}

void TestSaveFlow::savesOneFileWhereItIsTold()
{
    const QString path = m_folder.filePath(QStringLiteral("one/haproxy.crt"));
    SaveRequest how;
    QVERIFY(saveFile(*m_world.environment, m_certificate, FileKind::Combined, path, how));
    QCOMPARE(content(path), m_certificate.chainPem + m_keyPem);
    QCOMPARE(QFileInfo(path).permissions() & QFile::Permissions(0x77), QFile::Permissions());
    const Result<Nothing> again = saveFile(*m_world.environment, m_certificate, FileKind::Combined, path, how);
    QVERIFY(!again);
    QCOMPARE(std::get<StoreFailure>(again.failure()).kind, StoreFailure::Kind::Exists);
    how.ifExists = SaveRequest::IfExists::Replace;
    QVERIFY(saveFile(*m_world.environment, m_certificate, FileKind::FullChain, path, how));
    QCOMPARE(content(path), m_certificate.chainPem);
}

QTEST_GUILESS_MAIN(TestSaveFlow)
#include "tst_saveflow.moc"
