// SPDX-License-Identifier: MIT
#include "checks/validationnames.h"

#include <QTest>

using namespace cw;

class TestValidationNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsAccountsAsTheDraftDoes_data();
    void labelsAccountsAsTheDraftDoes();
    void knowsThePlaceOfEachChallenge_data();
    void knowsThePlaceOfEachChallenge();
    void saysWhenTheNameGetsTooLong();
};

// The first is the example of the draft; the others are what Boulder and the draft's own example program make.
void TestValidationNames::labelsAccountsAsTheDraftDoes_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("label");
    const auto row = [](const char *account, const char *label) { QTest::newRow(account) << QString::fromLatin1(account) << QByteArray(label); };
    row("https://example.com/acme/acct/ExampleAccount", "_ujmmovf2vn55tgye");
    row("http://localhost:4000/acme/acct/1", "_vkbgbqfhr6yv2asd");
    row("https://acme-v02.api.letsencrypt.org/acme/acct/12345", "_lvrajhh53e27yh7f");
    row("https://acme-staging-v02.api.letsencrypt.org/acme/acct/67890", "_2slyxozq54jc5ljm");
}

void TestValidationNames::labelsAccountsAsTheDraftDoes()
{
    QFETCH(QString, account);
    QTEST(checks::accountLabel(account), "label");
}

void TestValidationNames::knowsThePlaceOfEachChallenge_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("place");
    const QString account = QStringLiteral("https://example.com/acme/acct/ExampleAccount");
    QTest::newRow("dns-01") << QStringLiteral("dns-01") << account << QStringLiteral("_acme-challenge.www.example.org.");
    QTest::newRow("dns-account-01") << QStringLiteral("dns-account-01") << account
                                    << QStringLiteral("_ujmmovf2vn55tgye._acme-challenge.www.example.org.");
    QTest::newRow("no account yet") << QStringLiteral("dns-account-01") << QString()
                                    << QStringLiteral("_acme-challenge.www.example.org.");
    QTest::newRow("dns-persist-01") << QStringLiteral("dns-persist-01") << account
                                    << QStringLiteral("_validation-persist.www.example.org.");
}

void TestValidationNames::knowsThePlaceOfEachChallenge()
{
    QFETCH(QString, type);
    QFETCH(QString, account);
    const auto place = checks::validationName(dns::Name::parse(u"www.example.org").value(), type, account);
    QVERIFY(place);
    QTEST(place->toString(), "place");
}

void TestValidationNames::saysWhenTheNameGetsTooLong()
{
    const QString part = QString(55, u'a') + u'.';
    const dns::Name identifier = dns::Name::parse(part.repeated(4) + QStringLiteral("example.org")).value();
    const QString account = QStringLiteral("https://example.com/acme/acct/1");
    QVERIFY(!checks::validationName(identifier, u"dns-account-01", account));
    QVERIFY(!checks::validationName(identifier, u"dns-persist-01", account));
}

QTEST_GUILESS_MAIN(TestValidationNames)
#include "tst_validationnames.moc"
