// SPDX-License-Identifier: MIT
#include "issuance/accountflow.h"
#include "issuance/accountimport.h"
#include "issuance/accountkey.h"
#include "issuance/accountwork.h"
#include "store/atomicfile.h"
#include "support/fakeworld.h"

#include <QFile>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::AccountRecord;

// What is done with an account apart from orders.
class TestAccountWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesTheKeyAsAFileThatComesBack_data();
    void writesTheKeyAsAFileThatComesBack();
    void replacesNoFileUntold();
    void tellsTheCaTheNewContact();
    void closesAnAccount();
    void removesAnAccountWithItsKey();

private:
    AccountRecord made();
    QList<AccountRecord> accounts() const { return store::Accounts(m_world->home.path()).all(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_files;
    CancelToken m_token;
};

void TestAccountWork::init()
{
    m_world = std::make_unique<test::FakeWorld>();
    m_files = std::make_unique<QTemporaryDir>();
}

AccountRecord TestAccountWork::made()
{
    store::OrderRecord order = m_world->draft({QStringLiteral("www.example.org")});
    Tools tools(m_world->environment, order);
    if (!makeNewAccount(tools, order, m_token))
        qFatal("no account");
    return accounts().first();
}

void TestAccountWork::writesTheKeyAsAFileThatComesBack_data()
{
    QTest::addColumn<KeyForm>("form");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::newRow("PEM") << KeyForm::Pem << QByteArray();
    QTest::newRow("PEM under a passphrase") << KeyForm::Pem << QByteArray("open sesame");
    QTest::newRow("JWK") << KeyForm::Jwk << QByteArray();
}

void TestAccountWork::writesTheKeyAsAFileThatComesBack()
{
    QFETCH(KeyForm, form);
    QFETCH(QByteArray, passphrase);
    const AccountRecord account = made();
    const QString path = m_files->filePath(QStringLiteral("out"));
    Tools tools(m_world->environment, orderAt(account));
    QVERIFY(exportKey(tools, account, form, passphrase, path, Replace::No));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    QCOMPARE(bool(findAccounts(path)->first().key), passphrase.isEmpty());
    QVERIFY(findAccounts(path, passphrase)->first().key->isSameKeyAs(*storedKey(tools, account.keyId)));
}

void TestAccountWork::replacesNoFileUntold()
{
    const AccountRecord account = made();
    const QString path = m_files->filePath(QStringLiteral("out"));
    QVERIFY(store::writeFile(path, "mine", store::Privacy::OwnerOnly));
    Tools tools(m_world->environment, orderAt(account));
    const Result<Nothing> refused = exportKey(tools, account, KeyForm::Pem, {}, path, Replace::No);
    QVERIFY(!refused);
    QCOMPARE(std::get<StoreFailure>(refused.failure()).kind, StoreFailure::Kind::Exists);
    QCOMPARE(*store::readFile(path), QByteArray("mine"));
    QVERIFY(exportKey(tools, account, KeyForm::Pem, {}, path, Replace::Yes));
}

void TestAccountWork::tellsTheCaTheNewContact()
{
    AccountRecord account = made();
    Tools tools(m_world->environment, orderAt(account));
    QVERIFY(!updateContact(tools, account, QStringLiteral("no mail"), m_token));
    QVERIFY(updateContact(tools, account, QStringLiteral("a@example.org, b@example.org"), m_token));
    QCOMPARE(m_world->ca.contactsOf(account.url), QStringList({QStringLiteral("mailto:a@example.org"), QStringLiteral("mailto:b@example.org")}));
    QCOMPARE(accounts().first().contact, QStringLiteral("a@example.org, b@example.org"));
    QVERIFY(updateContact(tools, account, {}, m_token));
    QVERIFY(m_world->ca.contactsOf(account.url).isEmpty());
}

void TestAccountWork::closesAnAccount()
{
    AccountRecord account = made();
    Tools tools(m_world->environment, orderAt(account));
    QVERIFY(deactivateAccount(tools, account, m_token));
    QCOMPARE(accounts().first().status, QStringLiteral("deactivated"));
    const Result<Nothing> again = updateContact(tools, account, QStringLiteral("a@example.org"), m_token);
    QVERIFY(!again);
    QCOMPARE(std::get<Problem>(again.failure()).kind(), QStringLiteral("unauthorized"));
}

void TestAccountWork::removesAnAccountWithItsKey()
{
    const AccountRecord account = made();
    Tools tools(m_world->environment, orderAt(account));
    QVERIFY(removeAccount(tools, account));
    QVERIFY(accounts().isEmpty());
    QVERIFY(!m_world->environment->secrets->get(account.keyId));
}

QTEST_GUILESS_MAIN(TestAccountWork)
#include "tst_accountwork.moc"
