// SPDX-License-Identifier: MIT
#include "issuance/accountflow.h"
#include "issuance/accountkey.h"
#include "issuance/orderflow.h"
#include "support/fakeworld.h"

#include <QDirIterator>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::AccountRecord;
using store::OrderRecord;

// Accounts at a CA in memory: how they are made, bound, confirmed and given a new key, and what an interruption leaves.
class TestAccountFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bindsTheAccountToTheCustomer();
    void asksForTheCodesBeforeAnythingIsSent();
    void keepsTheCodesForNobody();
    void makesOneAccountWhenTheAnswerIsLost_data();
    void makesOneAccountWhenTheAnswerIsLost();
    void makesAccountsWithEveryKeyType_data();
    void makesAccountsWithEveryKeyType();
    void confirmsAnAccount();
    void saysThatAnAccountIsGone_data();
    void saysThatAnAccountIsGone();
    void takesNoClosedAccountForTheNextOrder();
    void notesTermsThatWereAgreedToAgain();
    void changesTheKey();
    void findsOutWhichKeyIsGood_data();
    void findsOutWhichKeyIsGood();
    void changesNoKeyThatAnOrderNeeds();
    void leavesTheKeyWhereItCannotBeChanged();

private:
    OrderRecord draft() const { return m_world->draft({QStringLiteral("www.example.org")}); }
    QList<AccountRecord> accounts() const
    {
        return store::Accounts(m_world->home.path()).atDirectory(test::FakeCa::directoryUrl().toString());
    }
    void wantCodes();
    OrderRecord orderWithAccount();
    Result<Nothing> rollOver(AccountRecord &account);

    std::unique_ptr<test::FakeWorld> m_world;
    CancelToken m_token;
};

namespace
{

const acme::ExternalAccount Codes {QStringLiteral("kid-1"), "a key of thirty-two bytes or more"};

BadInput::Fault faultOf(const Result<Nothing> &result)
{
    const auto *input = result ? nullptr : std::get_if<BadInput>(&result.failure());
    return input ? input->fault : BadInput::Fault::NothingToDo;
}

} // namespace

void TestAccountFlow::init()
{
    m_world = std::make_unique<test::FakeWorld>();
}

void TestAccountFlow::wantCodes()
{
    m_world->ca.meta.insert(QStringLiteral("externalAccountRequired"), true);
    m_world->ca.customers.insert(Codes.keyId, Codes.macKey);
}

OrderRecord TestAccountFlow::orderWithAccount()
{
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    if (!makeNewAccount(tools, order, m_token))
        qFatal("no account");
    return order;
}

Result<Nothing> TestAccountFlow::rollOver(AccountRecord &account)
{
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    const Result<acme::Directory> directory = tools.directory(order, m_token);
    return directory ? changeKey(tools, *directory, account, crypto::KeyType::EcP384, m_token) : directory.failure();
}

void TestAccountFlow::bindsTheAccountToTheCustomer()
{
    wantCodes();
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    tools.setExternalAccount(Codes);
    QVERIFY(ensureAccount(tools, order, m_token));
    QCOMPARE(m_world->ca.accountsMade, 1);
    QCOMPARE(accounts().first().eabKeyId, Codes.keyId);
}

void TestAccountFlow::asksForTheCodesBeforeAnythingIsSent()
{
    wantCodes();
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    QCOMPARE(faultOf(ensureAccount(tools, order, m_token)), BadInput::Fault::AccountCodesNeeded);
    QCOMPARE(m_world->ca.resources, QStringList {QStringLiteral("directory")});
    QVERIFY(accounts().isEmpty());
}

void TestAccountFlow::keepsTheCodesForNobody()
{
    wantCodes();
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    tools.setExternalAccount(Codes);
    QVERIFY(placeOrder(tools, order, m_token));
    QDirIterator files(m_world->home.path(), QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(!content.contains(Codes.macKey) && !content.contains(Codes.macKey.toBase64().left(40)));
        ++count;
    }
    QVERIFY(count >= 2);
}

void TestAccountFlow::makesOneAccountWhenTheAnswerIsLost_data()
{
    QTest::addColumn<bool>("wantsCodes");
    QTest::addColumn<bool>("areGoodOnce");
    QTest::addColumn<bool>("hasCodesAgain");
    QTest::newRow("no codes wanted") << false << false << false;
    QTest::newRow("codes given again") << true << false << true;
    QTest::newRow("codes used up by the first try") << true << true << true;
    QTest::newRow("codes not given again") << true << true << false;
}

void TestAccountFlow::makesOneAccountWhenTheAnswerIsLost()
{
    QFETCH(bool, wantsCodes);
    QFETCH(bool, areGoodOnce);
    QFETCH(bool, hasCodesAgain);
    if (wantsCodes)
        wantCodes();
    m_world->ca.takesCodesOnlyOnce = areGoodOnce;
    m_world->ca.onRequest = [this](const QString &) { m_world->ca.loseAnswerTo = QStringLiteral("newAccount"); }; // all of them
    {
        OrderRecord order = draft();
        Tools tools(m_world->environment, order);
        if (wantsCodes)
            tools.setExternalAccount(Codes);
        QVERIFY(!ensureAccount(tools, order, m_token));
    }
    m_world->ca.onRequest = nullptr;
    m_world->ca.loseAnswerTo.clear();
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    if (hasCodesAgain)
        tools.setExternalAccount(Codes);
    QVERIFY(ensureAccount(tools, order, m_token));
    QCOMPARE(m_world->ca.accountsMade, 1);
    QCOMPARE(accounts().size(), 1);
    QVERIFY(placeOrder(tools, order, m_token));
}

void TestAccountFlow::makesAccountsWithEveryKeyType_data()
{
    QTest::addColumn<crypto::KeyType>("type");
    QTest::newRow("ES256") << crypto::KeyType::EcP256;
    QTest::newRow("ES384") << crypto::KeyType::EcP384;
    QTest::newRow("RS256") << crypto::KeyType::Rsa2048;
    QTest::newRow("EdDSA") << crypto::KeyType::Ed25519;
}

void TestAccountFlow::makesAccountsWithEveryKeyType()
{
    QFETCH(crypto::KeyType, type);
    OrderRecord order = draft();
    Tools tools(m_world->environment, order);
    QVERIFY(makeNewAccount(tools, order, m_token, type));
    QCOMPARE(accounts().first().keyType, crypto::keyTypeName(type));
    Tools later(m_world->environment, order);
    QVERIFY(confirmAccount(later, order, m_token));
    QVERIFY(placeOrder(later, order, m_token));
}

void TestAccountFlow::confirmsAnAccount()
{
    OrderRecord order = orderWithAccount();
    const int before = m_world->ca.requests;
    Tools tools(m_world->environment, order);
    QVERIFY(confirmAccount(tools, order, m_token));
    QVERIFY(m_world->ca.requests > before);
    QCOMPARE(m_world->ca.accountsMade, 1);
}

void TestAccountFlow::saysThatAnAccountIsGone_data()
{
    QTest::addColumn<bool>("isForgotten");
    QTest::addColumn<BadInput::Fault>("fault");
    QTest::addColumn<QString>("status");
    QTest::newRow("deactivated") << false << BadInput::Fault::AccountClosed << QStringLiteral("deactivated");
    QTest::newRow("unknown") << true << BadInput::Fault::AccountUnknownAtCa << QStringLiteral("unknown");
}

void TestAccountFlow::saysThatAnAccountIsGone()
{
    QFETCH(bool, isForgotten);
    QFETCH(BadInput::Fault, fault);
    QFETCH(QString, status);
    OrderRecord order = orderWithAccount();
    isForgotten ? m_world->ca.forgetAccounts() : m_world->ca.closeAccounts();
    Tools tools(m_world->environment, order);
    QCOMPARE(faultOf(confirmAccount(tools, order, m_token)), fault);
    QCOMPARE(accounts().first().status, status);
    QVERIFY(m_world->environment->secrets->get(accounts().first().keyId)); // nothing is thrown away
    Tools later(m_world->environment, order);
    QCOMPARE(faultOf(ensureAccount(later, order, m_token)), fault);
}

// Found out only when something is ordered: the next order gets an account that works.
void TestAccountFlow::takesNoClosedAccountForTheNextOrder()
{
    for (const bool isForgotten : {false, true}) {
        init();
        const QString closed = orderWithAccount().accountId;
        isForgotten ? m_world->ca.forgetAccounts() : m_world->ca.closeAccounts();
        OrderRecord refused = draft();
        Tools tools(m_world->environment, refused);
        const Result<Nothing> placed = placeOrder(tools, refused, m_token);
        QVERIFY(!placed && std::holds_alternative<Problem>(placed.failure()));
        OrderRecord next = draft();
        Tools later(m_world->environment, next);
        QVERIFY(placeOrder(later, next, m_token));
        QVERIFY(next.accountId != closed);
        QCOMPARE(m_world->ca.accountsMade, 2);
    }
}

void TestAccountFlow::notesTermsThatWereAgreedToAgain()
{
    OrderRecord order = orderWithAccount();
    const QString newTerms = QStringLiteral("https://ca.test/terms/2027");
    m_world->ca.meta.insert(QStringLiteral("termsOfService"), newTerms);
    Tools tools(m_world->environment, order);
    const acme::Directory directory = *tools.directory(order, m_token);
    QVERIFY(hasNewTerms(accounts().first(), directory));
    order.hasAgreedToTerms = false;
    QVERIFY(confirmAccount(tools, order, m_token));
    QVERIFY(hasNewTerms(accounts().first(), directory));
    order.hasAgreedToTerms = true;
    QVERIFY(confirmAccount(tools, order, m_token));
    QCOMPARE(accounts().first().termsUrl, newTerms);
}

void TestAccountFlow::changesTheKey()
{
    OrderRecord order = orderWithAccount();
    AccountRecord account = accounts().first();
    const QString oldKey = account.keyId;
    QVERIFY(rollOver(account));
    QCOMPARE(m_world->ca.keyChanges, 1);
    QCOMPARE(accounts().first(), account);
    QCOMPARE(account.keyType, QStringLiteral("ec384"));
    QVERIFY(account.nextKeyId.isEmpty());
    QVERIFY(!m_world->environment->secrets->get(oldKey)); // gone last
    Tools tools(m_world->environment, order);
    QVERIFY(placeOrder(tools, order, m_token));
    QCOMPARE(m_world->ca.accountsMade, 1);
}

void TestAccountFlow::findsOutWhichKeyIsGood_data()
{
    QTest::addColumn<bool>("isAnswerLost");
    QTest::addColumn<QString>("keyType");
    QTest::newRow("the change never arrived") << false << QStringLiteral("ec256");
    QTest::newRow("the change was made, its answer was lost") << true << QStringLiteral("ec384");
}

void TestAccountFlow::findsOutWhichKeyIsGood()
{
    QFETCH(bool, isAnswerLost);
    QFETCH(QString, keyType);
    OrderRecord order = orderWithAccount();
    AccountRecord account = accounts().first();
    (isAnswerLost ? m_world->ca.loseAnswerTo : m_world->ca.loseRequestTo) = QStringLiteral("keyChange");
    QVERIFY(!rollOver(account));
    // As it is on disk after a kill: both keys are kept.
    const AccountRecord interrupted = accounts().first();
    QVERIFY(!interrupted.nextKeyId.isEmpty());
    QVERIFY(m_world->environment->secrets->get(interrupted.keyId));
    QVERIFY(m_world->environment->secrets->get(interrupted.nextKeyId));

    Tools tools(m_world->environment, order);
    QVERIFY(placeOrder(tools, order, m_token));
    const AccountRecord settled = accounts().first();
    QVERIFY(settled.nextKeyId.isEmpty());
    QCOMPARE(settled.keyType, keyType);
    QCOMPARE(settled.keyId, isAnswerLost ? interrupted.nextKeyId : interrupted.keyId);
    QVERIFY(m_world->environment->secrets->get(settled.keyId));
    QVERIFY(!m_world->environment->secrets->get(isAnswerLost ? interrupted.keyId : interrupted.nextKeyId));
    QCOMPARE(m_world->ca.accountsMade, 1);
}

void TestAccountFlow::changesNoKeyThatAnOrderNeeds()
{
    OrderRecord order = orderWithAccount();
    Tools tools(m_world->environment, order);
    QVERIFY(placeOrder(tools, order, m_token));
    AccountRecord account = accounts().first();
    const Result<Nothing> changed = rollOver(account);
    QVERIFY(!changed);
    QCOMPARE(std::get<StoreFailure>(changed.failure()).kind, StoreFailure::Kind::Busy);
    QCOMPARE(m_world->ca.keyChanges, 0);
}

void TestAccountFlow::leavesTheKeyWhereItCannotBeChanged()
{
    orderWithAccount();
    AccountRecord account = accounts().first();
    const QString key = account.keyId;
    m_world->ca.refuseOnce.insert(QStringLiteral("keyChange"), test::FakeCa::problem("badPublicKey", "No such curve"));
    const Result<Nothing> changed = rollOver(account);
    QVERIFY(!changed);
    QCOMPARE(std::get<Problem>(changed.failure()).kind(), QStringLiteral("badPublicKey"));
    QCOMPARE(accounts().first().keyId, key);
    QVERIFY(accounts().first().nextKeyId.isEmpty());
}

QTEST_GUILESS_MAIN(TestAccountFlow)
#include "tst_accountflow.moc"
