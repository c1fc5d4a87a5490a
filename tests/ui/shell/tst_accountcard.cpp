// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "crypto/hmac.h"
#include "ui/pages/accountcard.h"
#include "ui/widgets/expander.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace cw;
using issuance::Step;
using test::ShellHost;

// The account part of step 1: codes of a customer (EAB), accounts that were closed, terms that have changed.
class TestAccountCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void asksForCodesOnlyWhereTheyAreWanted();
    void saysWhatIsWrongWithTheCodesAtTheField();
    void saysAtTheFieldWhatTheAuthorityRefuses_data();
    void saysAtTheFieldWhatTheAuthorityRefuses();
    void makesABoundAccountAndForgetsTheCodes();
    void forgetsTheCodesAtAnotherAuthority();
    void doesNotGoOnWithAClosedAccount();
    void findsOutThatAnAccountWasClosed();
    void asksForAgreementToNewTerms();
};

namespace
{

const QByteArray MacKey = "a key of thirty-two bytes or more";

QString encoded(const QByteArray &key)
{
    return QString::fromLatin1(key.toBase64());
}

void openAtCustomersOnly(ShellHost &host)
{
    host.world.ca.meta.insert(QStringLiteral("externalAccountRequired"), true);
    host.world.ca.meta.insert(QStringLiteral("website"), QStringLiteral("https://ca.test/developers"));
    host.world.ca.customers.insert(QStringLiteral("kid-1"), MacKey);
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find("eab.kid"));
}

void enter(ShellHost &host, const QString &keyId, const QByteArray &macKey)
{
    host.find<QLineEdit>("eab.kid")->setText(keyId);
    host.find<QLineEdit>("eab.hmac")->setText(encoded(macKey));
}

bool isInError(ShellHost &host, const char *field)
{
    return host.find(field)->property("error").toString() == u"true";
}

} // namespace

void TestAccountCard::asksForCodesOnlyWhereTheyAreWanted()
{
    ShellHost host;
    host.openOrderAtFakeCa();
    QVERIFY(!host.find("eab.kid"));
    host.key(Qt::Key_Home, Qt::ControlModifier);
    openAtCustomersOnly(host);
    QCOMPARE(host.find<QLineEdit>("eab.hmac")->echoMode(), QLineEdit::Password);
    QCOMPARE(host.find<QPushButton>("eab.website")->text(), QStringLiteral("Website of ca.test"));
    host.find<QCheckBox>("tos.agree")->click();
    auto *next = host.find<QPushButton>("foot.next");
    QVERIFY(!next->isEnabled());
    QVERIFY(host.find<QLabel>("foot.reason")->text().contains(QStringLiteral("EAB")));
    enter(host, QStringLiteral("kid-1"), MacKey);
    QVERIFY(next->isEnabled());
    QCOMPARE(test::namelessIn(host.window), QStringList());
}

void TestAccountCard::saysWhatIsWrongWithTheCodesAtTheField()
{
    ShellHost host;
    openAtCustomersOnly(host);
    host.find<QCheckBox>("tos.agree")->click();
    host.find<QLineEdit>("eab.kid")->setText(QStringLiteral("kid-1"));
    host.find("eab.hmac")->setFocus();
    host.type(QStringLiteral("c2hvcnQ"));
    QVERIFY(!isInError(host, "eab.hmac")); // not while it is typed
    host.key(Qt::Key_Tab);
    QVERIFY(isInError(host, "eab.hmac"));
    QVERIFY(host.find("eab.hmac")->accessibleDescription().contains(QStringLiteral("5 bytes")));
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    QVERIFY(!host.find("eab.details"));
}

void TestAccountCard::saysAtTheFieldWhatTheAuthorityRefuses_data()
{
    QTest::addColumn<QString>("keyId");
    QTest::addColumn<QByteArray>("macKey");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("key ID") << QStringLiteral("kid-5f1c0b7e2a") << MacKey << QByteArray("eab.kid") << QByteArray("eab.hmac");
    QTest::newRow("HMAC key") << QStringLiteral("kid-1") << MacKey.toUpper() << QByteArray("eab.hmac") << QByteArray("eab.kid");
}

void TestAccountCard::saysAtTheFieldWhatTheAuthorityRefuses()
{
    QFETCH(QString, keyId);
    QFETCH(QByteArray, macKey);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, other);
    ShellHost host;
    openAtCustomersOnly(host);
    host.find<QLineEdit>("acct.mail")->setText(QStringLiteral("admin@example.org"));
    enter(host, keyId, macKey);
    host.find<QCheckBox>("tos.agree")->click();
    host.press("foot.next");
    QTRY_VERIFY(host.order().failure(issuance::Activity::MakeAccount));
    QVERIFY(isInError(host, field.constData()));
    QVERIFY(!isInError(host, other.constData()));
    QVERIFY(host.find(field.constData())->accessibleDescription().startsWith(QStringLiteral("ca.test does not")));
    QCOMPARE(host.find<QLabel>("foot.reason")->text(), QStringLiteral("The account was not created: ca.test refused the codes."));
    QVERIFY(host.find("eab.details"));
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
    QTRY_VERIFY(host.order().running.isEmpty());
    for (const auto &[mode, name] : {std::pair(ui::ThemeMode::Light, "light"), std::pair(ui::ThemeMode::Dark, "dark")}) {
        test::applyLook(mode);
        host.window.resize(mode == ui::ThemeMode::Light ? QSize(1280, 800) : QSize(1024, 700));
        QTest::qWait(1);
        host.window.grab().save(test::pictureFile(QStringLiteral("authority-%1-refused-%2").arg(QString::fromLatin1(field), QLatin1String(name))));
    }
    test::applyLook(ui::ThemeMode::Light);

    enter(host, QStringLiteral("kid-1"), MacKey);
    QVERIFY(!isInError(host, field.constData()));
    host.press("foot.next");
    QTRY_COMPARE(host.order().step, Step::Names);
    QCOMPARE(host.world.ca.accountsMade, 1);
}

void TestAccountCard::makesABoundAccountAndForgetsTheCodes()
{
    ShellHost host;
    openAtCustomersOnly(host);
    enter(host, QStringLiteral(" kid-1 "), MacKey);
    host.find<QCheckBox>("tos.agree")->click();
    auto *macKey = host.find<QLineEdit>("eab.hmac");
    host.press("foot.next");
    QTRY_COMPARE(host.order().step, Step::Names);
    QTRY_VERIFY(host.order().running.isEmpty());
    QVERIFY(!host.order().hasExternalAccount);
    QCOMPARE(macKey->text(), QString());
    QCOMPARE(host.order().accounts.first().eabKeyId, QStringLiteral("kid-1"));
}

void TestAccountCard::forgetsTheCodesAtAnotherAuthority()
{
    ShellHost host;
    openAtCustomersOnly(host);
    enter(host, QStringLiteral("kid-1"), MacKey);
    QVERIFY(host.order().hasExternalAccount);
    auto *keyId = host.find<QLineEdit>("eab.kid");
    issuance::AuthorityChoice other;
    other.name = QStringLiteral("other.test");
    other.directoryUrl = QUrl(QStringLiteral("https://other.test/dir"));
    host.window.orderView()->controller().setAuthority(other);
    QVERIFY(!host.order().hasExternalAccount);
    QCOMPARE(keyId->text(), QString());
}

void TestAccountCard::doesNotGoOnWithAClosedAccount()
{
    ShellHost host;
    host.openOrderAtNames();
    store::AccountRecord account = host.order().accounts.first();
    account.status = QStringLiteral("deactivated");
    QVERIFY(store::Accounts(host.world.home.path()).save(account));
    host.key(Qt::Key_Home, Qt::ControlModifier);
    host.openOrderAtFakeCa();
    // Listed, but not taken by itself.
    QTRY_COMPARE(host.order().accounts.size(), 1);
    QVERIFY(host.order().order.accountId.isEmpty());
    host.window.orderView()->controller().useAccount(account.id);
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    QVERIFY(host.find<QLabel>("foot.reason")->text().contains(QStringLiteral("no longer takes this account")));
}

void TestAccountCard::findsOutThatAnAccountWasClosed()
{
    ShellHost host;
    host.openOrderAtNames();
    host.key(Qt::Key_Home, Qt::ControlModifier);
    host.world.ca.closeAccounts();
    host.openOrderAtFakeCa();
    QTRY_VERIFY(!host.order().order.accountId.isEmpty());
    host.press("foot.next");
    QTRY_VERIFY(host.order().failure(issuance::Activity::MakeAccount));
    QTRY_VERIFY(host.order().running.isEmpty());
    QCOMPARE(host.order().step, Step::Authority);
    QCOMPARE(host.order().accounts.first().status, QStringLiteral("deactivated"));
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    host.window.orderView()->controller().useAccount({});
    host.find<QCheckBox>("tos.agree")->click();
    host.press("foot.next");
    QTRY_COMPARE(host.order().step, Step::Names);
    QCOMPARE(host.world.ca.accountsMade, 2);
}

void TestAccountCard::asksForAgreementToNewTerms()
{
    ShellHost host;
    host.openOrderAtNames();
    host.key(Qt::Key_Home, Qt::ControlModifier);
    host.world.ca.meta.insert(QStringLiteral("termsOfService"), QStringLiteral("https://ca.test/terms/2027"));
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find("tos.agree"));
    auto *next = host.find<QPushButton>("foot.next");
    QVERIFY(!next->isEnabled());
    QVERIFY(host.find<QLabel>("foot.reason")->text().contains(QStringLiteral("have changed")));
    host.find<QCheckBox>("tos.agree")->click();
    next->click();
    QTRY_COMPARE(host.order().step, Step::Names);
    QTRY_VERIFY(host.order().running.isEmpty());
    QCOMPARE(host.order().accounts.first().termsUrl, QStringLiteral("https://ca.test/terms/2027"));
}

QTEST_MAIN(TestAccountCard)
#include "tst_accountcard.moc"
