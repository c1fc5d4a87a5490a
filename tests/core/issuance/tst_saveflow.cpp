// SPDX-License-Identifier: MIT
#include "crypto/certificate.h"
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

QTEST_GUILESS_MAIN(TestSaveFlow)
#include "tst_saveflow.moc"
