// SPDX-License-Identifier: MIT
#include "issuance/accountimport.h"
#include "issuance/accountwork.h"
#include "issuance/orderflow.h"
#include "support/fakeworld.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::AccountRecord;
using store::OrderRecord;

// Accounts of other clients, as these keep them, and a CA in memory that knows the keys or does not.
class TestAccountImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsTheFoldersOfOtherClients_data();
    void readsTheFoldersOfOtherClients();
    void knowsTheDirectoryOfAKnownHost();
    void readsTheWholeTreeOnce();
    void readsSingleKeys_data();
    void readsSingleKeys();
    void saysWhatItCannotRead_data();
    void saysWhatItCannotRead();
    void keepsAccountsWithUnusableKeysApart();
    void asksWhichAuthorityIsMeant();
    void takesAnAccountThatTheCaKnows();
    void takesAnAccountTwiceAsOne();
    void takesTheKeyOfAnAccountThatWasChangedElsewhere();
    void takesNoAccountThatTheCaDoesNotKnow();
    void takesNoClosedAccount();

private:
    QString write(const QString &path, const QByteArray &content);
    QString writeCertbot(const QString &root, const crypto::PrivateKey &key);
    QString writeAcmeSh(const QString &root, const crypto::PrivateKey &key);
    QString writeLego(const QString &root, const crypto::PrivateKey &key, const QString &url);
    QString writeDehydrated(const QString &root, const crypto::PrivateKey &key);
    OrderRecord draft() const { return m_world->draft({QStringLiteral("www.example.org")}); }
    AccountRecord madeElsewhere(const crypto::PrivateKey &key); // an account that only the CA and another client know
    QList<AccountRecord> accounts() const { return store::Accounts(m_world->home.path()).all(); }
    Result<AccountRecord> take(const FoundAccount &found);
    FoundAccount withKey(const crypto::PrivateKey &key) const;

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<QTemporaryDir> m_files;
    CancelToken m_token;
};

namespace
{

const QByteArray AccountJson = R"({"status":"valid","contact":["mailto:admin@example.org","mailto:second@example.org"],)"
                               R"("createdAt":"2024-03-02T10:11:12Z"})";

const crypto::PrivateKey &someKey()
{
    static const crypto::PrivateKey key = crypto::PrivateKey::generate(crypto::KeyType::Rsa2048);
    return key;
}

BadInput::Fault faultOf(const Failure &failure)
{
    const auto *input = std::get_if<BadInput>(&failure);
    return input ? input->fault : BadInput::Fault::NothingToDo;
}

} // namespace

void TestAccountImport::init()
{
    m_world = std::make_unique<test::FakeWorld>();
    m_files = std::make_unique<QTemporaryDir>();
}

QString TestAccountImport::write(const QString &path, const QByteArray &content)
{
    const QString whole = m_files->filePath(path);
    QDir().mkpath(QFileInfo(whole).path());
    QFile file(whole);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    return whole;
}

QString TestAccountImport::writeCertbot(const QString &root, const crypto::PrivateKey &key)
{
    const QString folder = root + QStringLiteral("/accounts/ca.test/dir/7f3ab4c0d1e2f3a4b5c6d7e8f9a0b1c2/");
    write(folder + QStringLiteral("private_key.json"), QJsonDocument(key.privateJwk()).toJson());
    write(folder + QStringLiteral("regr.json"), R"({"body": {}, "uri": "https://ca.test/account/7"})");
    write(folder + QStringLiteral("meta.json"), R"({"creation_dt": "2023-05-06T07:08:09Z", "creation_host": "www.example.org"})");
    return folder;
}

QString TestAccountImport::writeAcmeSh(const QString &root, const crypto::PrivateKey &key)
{
    const QString folder = root + QStringLiteral("/ca/ca.test/dir/");
    write(folder + QStringLiteral("account.key"), key.toPem());
    write(folder + QStringLiteral("account.json"), AccountJson);
    write(folder + QStringLiteral("ca.conf"), "ACCOUNT_URL='https://ca.test/account/7'\nCA_EMAIL='other@example.org'\nCA_KEY_HASH='x='\n");
    return folder;
}

QString TestAccountImport::writeLego(const QString &root, const crypto::PrivateKey &key, const QString &url)
{
    const QString folder = root + QStringLiteral("/accounts/ca.test_14000/admin@example.org/");
    write(folder + QStringLiteral("account.json"),
          R"({"email":"admin@example.org","registration":{"body":)" + AccountJson + R"(,"uri":")" + url.toLatin1() + R"("}})");
    write(folder + QStringLiteral("keys/admin@example.org.key"), key.toPem());
    return folder;
}

QString TestAccountImport::writeDehydrated(const QString &root, const crypto::PrivateKey &key)
{
    const QByteArray name = QByteArray("https://ca.test/dir\n").toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QString folder = root + QStringLiteral("/accounts/") + QString::fromLatin1(name) + u'/';
    write(folder + QStringLiteral("account_key.pem"), key.toPem());
    write(folder + QStringLiteral("registration_info.json"), AccountJson);
    write(folder + QStringLiteral("account_id.json"), R"({"url":"https://ca.test/account/7"})");
    return folder;
}

FoundAccount TestAccountImport::withKey(const crypto::PrivateKey &key) const
{
    FoundAccount found;
    found.origin = QStringLiteral("pem");
    found.key = key;
    return found;
}

AccountRecord TestAccountImport::madeElsewhere(const crypto::PrivateKey &key)
{
    const OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    acme::Client client(tools.http(), *tools.directory(order, m_token), key, tools.clock(), tools.log());
    acme::NewAccount request;
    request.contacts = {QStringLiteral("mailto:elsewhere@example.org")};
    request.termsOfServiceAgreed = true;
    const Result<acme::Account> made = client.newAccount(request, m_token);
    if (!made)
        qFatal("no account");
    AccountRecord record;
    record.url = made->url;
    return record;
}

Result<AccountRecord> TestAccountImport::take(const FoundAccount &found)
{
    const OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    return importAccount(tools, order, found, m_token);
}

void TestAccountImport::readsTheFoldersOfOtherClients_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QString>("contact");
    QTest::addColumn<QDateTime>("created");
    const QString known = QStringLiteral("https://ca.test/dir");
    const QString both = QStringLiteral("admin@example.org, second@example.org");
    const auto time = [](const char *text) { return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate); };
    QTest::newRow("certbot") << QStringLiteral("certbot") << known << QString() << time("2023-05-06T07:08:09Z");
    QTest::newRow("acme.sh") << QStringLiteral("acme.sh") << known << both << time("2024-03-02T10:11:12Z");
    QTest::newRow("lego") << QStringLiteral("lego") << QString() << both << time("2024-03-02T10:11:12Z");
    QTest::newRow("dehydrated") << QStringLiteral("dehydrated") << known << both << time("2024-03-02T10:11:12Z");
}

void TestAccountImport::readsTheFoldersOfOtherClients()
{
    QFETCH(QString, client);
    QFETCH(QString, directory);
    QFETCH(QString, contact);
    QFETCH(QDateTime, created);
    const QString root = client == u"acme.sh" ? QStringLiteral(".acme.sh") : QStringLiteral("copy");
    const QString account = client == u"certbot" ? writeCertbot(root, someKey())
        : client == u"acme.sh"                   ? writeAcmeSh(root, someKey())
        : client == u"lego"                      ? writeLego(root, someKey(), QStringLiteral("https://ca.test:14000/account/7"))
                                                 : writeDehydrated(root, someKey());
    // The whole folder of the client, and the folder of one account.
    for (const QString &path : {m_files->filePath(root), m_files->filePath(account)}) {
        const Result<QList<FoundAccount>> found = findAccounts(path);
        QVERIFY2(found, qPrintable(path));
        QCOMPARE(found->size(), 1);
        const FoundAccount &one = found->first();
        QCOMPARE(one.origin, client);
        QVERIFY(one.key && one.key->isSameKeyAs(someKey()));
        QCOMPARE(one.directoryUrl, directory);
        QCOMPARE(one.host, client == u"lego" ? QStringLiteral("ca.test:14000") : QStringLiteral("ca.test"));
        QVERIFY(one.url.endsWith(u"/account/7"));
        QCOMPARE(one.contact, contact);
        QCOMPARE(one.created, created);
    }
}

void TestAccountImport::knowsTheDirectoryOfAKnownHost()
{
    writeLego(QStringLiteral("lego"), someKey(), QStringLiteral("https://acme-v02.api.letsencrypt.org/acme/acct/7"));
    write(QStringLiteral("old/.acme.sh/ca/acme-v02.api.letsencrypt.org/account.key"), someKey().toPem());
    for (const char *folder : {"lego", "old"}) {
        const Result<QList<FoundAccount>> found = findAccounts(m_files->filePath(QLatin1String(folder)));
        QVERIFY(found);
        QCOMPARE(found->first().directoryUrl, QStringLiteral("https://acme-v02.api.letsencrypt.org/directory"));
    }
}

// certbot links the folder of the old server to that of the new one.
void TestAccountImport::readsTheWholeTreeOnce()
{
    writeCertbot(QStringLiteral("etc"), someKey());
    QDir().mkpath(m_files->filePath(QStringLiteral("etc/accounts/old.test")));
    QVERIFY(QFile::link(m_files->filePath(QStringLiteral("etc/accounts/ca.test/dir")), m_files->filePath(QStringLiteral("etc/accounts/old.test/dir"))));
    write(QStringLiteral("etc/live/www.example.org/privkey.pem"), someKey().toPem()); // of a certificate
    writeAcmeSh(QStringLiteral("etc/home/.acme.sh"), crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    const Result<QList<FoundAccount>> found = findAccounts(m_files->filePath(QStringLiteral("etc")));
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
}

void TestAccountImport::readsSingleKeys_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("origin");
    QTest::newRow("PEM") << someKey().toPem() << QByteArray() << QStringLiteral("pem");
    QTest::newRow("PEM under a passphrase") << someKey().toEncryptedPem("open sesame") << QByteArray("open sesame") << QStringLiteral("pem");
    QTest::newRow("JWK") << QJsonDocument(someKey().privateJwk()).toJson() << QByteArray() << QStringLiteral("jwk");
}

void TestAccountImport::readsSingleKeys()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, origin);
    const Result<QList<FoundAccount>> found = findAccounts(write(QStringLiteral("my key"), content), passphrase);
    QVERIFY(found);
    QCOMPARE(found->first().origin, origin);
    QVERIFY(found->first().key && found->first().key->isSameKeyAs(someKey()));
    QVERIFY(found->first().directoryUrl.isEmpty());
}

void TestAccountImport::saysWhatItCannotRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<BadInput::Fault>("fault");
    QTest::newRow("not there") << QStringLiteral("nowhere") << BadInput::Fault::AccountFileUnreadable;
    QTest::newRow("folder without an account") << QStringLiteral("empty") << BadInput::Fault::AccountFileWithoutAccount;
    QTest::newRow("text") << QStringLiteral("text.txt") << BadInput::Fault::AccountFileWithoutAccount;
    QTest::newRow("certificate") << QStringLiteral("cert.pem") << BadInput::Fault::AccountFileWithoutAccount;
    QTest::newRow("some other JSON") << QStringLiteral("private_key.json") << BadInput::Fault::AccountFileWithoutAccount;
}

void TestAccountImport::saysWhatItCannotRead()
{
    QFETCH(QString, path);
    QFETCH(BadInput::Fault, fault);
    QDir().mkpath(m_files->filePath(QStringLiteral("empty")));
    write(QStringLiteral("text.txt"), "hello");
    write(QStringLiteral("cert.pem"), m_world->ca.rootPem());
    write(QStringLiteral("private_key.json"), R"({"type": "service_account"})");
    const Result<QList<FoundAccount>> found = findAccounts(m_files->filePath(path));
    QVERIFY(!found);
    QCOMPARE(faultOf(found.failure()), fault);
}

void TestAccountImport::keepsAccountsWithUnusableKeysApart()
{
    const QString folder = writeAcmeSh(QStringLiteral("a"), someKey());
    write(folder + QStringLiteral("account.key"), someKey().toEncryptedPem("other"));
    writeDehydrated(QStringLiteral("b"), someKey());
    const Result<QList<FoundAccount>> found = findAccounts(m_files->path());
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QVERIFY(!found->first().key && found->first().fault);
    QCOMPARE(faultOf(*found->first().fault), BadInput::Fault::WrongKeyPassphrase);
    const Result<AccountRecord> taken = take(found->first());
    QVERIFY(!taken);
    QCOMPARE(m_world->ca.requests, 0);
}

void TestAccountImport::asksWhichAuthorityIsMeant()
{
    FoundAccount here = withKey(someKey());
    here.directoryUrl = QStringLiteral("https://ca.test/dir");
    FoundAccount there = here;
    there.directoryUrl = QStringLiteral("https://other.test/dir");
    FoundAccount unsaid = here;
    unsaid.directoryUrl.clear();
    unsaid.host = QStringLiteral("ca.test");
    const QList<FoundAccount> all {here, there, unsaid};
    const Result<QList<FoundAccount>> ambiguous = accountsFor({}, all, QStringLiteral("folder"));
    QVERIFY(!ambiguous);
    QCOMPARE(faultOf(ambiguous.failure()), BadInput::Fault::AccountFileAmbiguous);
    QVERIFY(std::get<BadInput>(ambiguous.failure()).detail.contains(QStringLiteral("other.test")));
    QCOMPARE(accountsFor(here.directoryUrl, all, {})->size(), 2);
    QCOMPARE(accountsFor(there.directoryUrl, all, {})->size(), 1);
    QVERIFY(!accountsFor(QStringLiteral("https://third.test/dir"), all, {}));
    QCOMPARE(accountsFor({}, {here, here}, {})->size(), 2);
}

void TestAccountImport::takesAnAccountThatTheCaKnows()
{
    const QString url = madeElsewhere(someKey()).url;
    const int made = m_world->ca.accountsMade;
    const Result<AccountRecord> account = take(withKey(someKey()));
    QVERIFY(account);
    QCOMPARE(account->url, url);
    QCOMPARE(account->contact, QStringLiteral("elsewhere@example.org"));
    QCOMPARE(account->origin, QStringLiteral("pem"));
    QCOMPARE(account->keyType, QStringLiteral("rsa2048"));
    QCOMPARE(accounts(), QList<AccountRecord> {*account});
    QCOMPARE(m_world->ca.accountsMade, made);
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    QVERIFY(placeOrder(tools, order, m_token));
    QCOMPARE(order.accountId, account->id);
}

void TestAccountImport::takesAnAccountTwiceAsOne()
{
    madeElsewhere(someKey());
    const Result<AccountRecord> first = take(withKey(someKey()));
    const Result<AccountRecord> second = take(withKey(someKey()));
    QVERIFY(first && second);
    QCOMPARE(second->id, first->id);
    QCOMPARE(accounts().size(), 1);
    QVERIFY(m_world->environment->secrets->get(second->keyId));
}

void TestAccountImport::takesTheKeyOfAnAccountThatWasChangedElsewhere()
{
    madeElsewhere(someKey());
    const Result<AccountRecord> first = take(withKey(someKey()));
    QVERIFY(first);
    const crypto::PrivateKey newKey = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
    {
        const OrderRecord order = orderAt(*first);
        Tools tools(m_world->environment, order);
        QVERIFY((*tools.client(order, m_token))->changeKey(newKey, m_token));
    }
    const Result<AccountRecord> second = take(withKey(newKey));
    QVERIFY(second);
    QCOMPARE(second->id, first->id);
    QCOMPARE(second->keyType, QStringLiteral("ec256"));
    QVERIFY(!m_world->environment->secrets->get(first->keyId));
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    QVERIFY(placeOrder(tools, order, m_token));
}

void TestAccountImport::takesNoAccountThatTheCaDoesNotKnow()
{
    const Result<AccountRecord> account = take(withKey(someKey()));
    QVERIFY(!account);
    QCOMPARE(faultOf(account.failure()), BadInput::Fault::AccountUnknownAtCa);
    QVERIFY(accounts().isEmpty());
    QCOMPARE(m_world->ca.accountsMade, 0);
}

void TestAccountImport::takesNoClosedAccount()
{
    madeElsewhere(someKey());
    m_world->ca.closeAccounts();
    const Result<AccountRecord> account = take(withKey(someKey()));
    QVERIFY(!account);
    QCOMPARE(faultOf(account.failure()), BadInput::Fault::AccountClosed);
    QVERIFY(accounts().isEmpty());
}

QTEST_GUILESS_MAIN(TestAccountImport)
#include "tst_accountimport.moc"
