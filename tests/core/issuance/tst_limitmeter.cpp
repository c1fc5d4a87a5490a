// SPDX-License-Identifier: MIT
#include "issuance/limitmeter.h"

#include <QLocale>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::CertificateRecord;
using store::NameRecord;
using store::OrderRecord;
using Kind = LimitUse::Kind;

class TestLimitMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void countsFailedValidationsOfANameAndItsWildcard();
    void forgetsWhatIsOlderThanTheWindow();
    void countsOnlyThisAccountAndAuthority_data();
    void countsOnlyThisAccountAndAuthority();
    void namesTheOneThatIsNearestToItsLimit();
    void countsCertificatesWithExactlyTheseNames();
    void countsCertificatesOfTheRegisteredDomain();
    void countsOrdersThatWerePlaced();
    void countsNoCertificateThatWasAddedFromAFile();
    void saysNothingWithoutDocumentedLimits();
    void saysWhatIsUsedAndWhenTheNextIsFree();
    void readsItsOwnKindsInTheListOfAuthorities();
};

namespace
{

const QDateTime Now({2026, 11, 23}, {12, 0}, Qt::UTC);
const QString Directory = QStringLiteral("https://ca.test/dir");
const QString AccountId = QStringLiteral("account-1");

Authority authorityWith(Kind kind, int most, int hours)
{
    Authority authority;
    authority.directory = QUrl(Directory);
    authority.limits.append({kind, most, std::chrono::hours(hours)});
    authority.limitsSource = QUrl(QStringLiteral("https://ca.test/limits"));
    return authority;
}

OrderRecord orderFor(const QStringList &names)
{
    OrderRecord order;
    order.directoryUrl = Directory;
    order.accountId = AccountId;
    order.names = names;
    return order;
}

OrderRecord failedOrder(const QString &name, int minutesAgo)
{
    OrderRecord order = orderFor({name});
    NameRecord record;
    record.name = name;
    record.status = QStringLiteral("invalid");
    record.answered = Now.addSecs(-60 * minutesAgo);
    order.records.append(record);
    order.orderUrl = QStringLiteral("https://ca.test/order/1");
    order.created = record.answered;
    return order;
}

CertificateRecord certificateFor(const QStringList &names, int daysAgo)
{
    CertificateRecord certificate;
    certificate.directoryUrl = Directory;
    certificate.names = names;
    certificate.notBefore = Now.addDays(-daysAgo);
    return certificate;
}

const QStringList Www {QStringLiteral("www.example.org")};

} // namespace

void TestLimitMeter::countsFailedValidationsOfANameAndItsWildcard()
{
    const QList<OrderRecord> past {failedOrder(QStringLiteral("example.org"), 50), failedOrder(QStringLiteral("*.example.org"), 10)};
    const QList<LimitUse> uses = limitUses(orderFor({QStringLiteral("*.example.org")}), authorityWith(Kind::FailedValidations, 5, 1), past, {}, Now);
    QCOMPARE(uses.size(), 1);
    QCOMPARE(uses[0].about, QStringLiteral("example.org"));
    QCOMPARE(uses[0].used, 2);
    QCOMPARE(uses[0].most, 5);
    QCOMPARE(uses[0].freeAgain, Now.addSecs(600));
    QCOMPARE(uses[0].source, QUrl(QStringLiteral("https://ca.test/limits")));
    QVERIFY(!uses[0].isReached());
}

void TestLimitMeter::forgetsWhatIsOlderThanTheWindow()
{
    const QList<OrderRecord> past {failedOrder(Www[0], 60), failedOrder(Www[0], 59)};
    const QList<LimitUse> uses = limitUses(orderFor(Www), authorityWith(Kind::FailedValidations, 5, 1), past, {}, Now);
    QCOMPARE(uses[0].used, 1);
}

void TestLimitMeter::countsOnlyThisAccountAndAuthority_data()
{
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QString>("account");
    QTest::addColumn<int>("used");
    QTest::newRow("the same") << Directory << AccountId << 1;
    QTest::newRow("another account") << Directory << QStringLiteral("account-2") << 0;
    QTest::newRow("another authority") << QStringLiteral("https://other.test/dir") << AccountId << 0;
}

void TestLimitMeter::countsOnlyThisAccountAndAuthority()
{
    QFETCH(QString, directory);
    QFETCH(QString, account);
    QFETCH(int, used);
    OrderRecord past = failedOrder(Www[0], 5);
    past.directoryUrl = directory;
    past.accountId = account;
    const QList<LimitUse> uses = limitUses(orderFor(Www), authorityWith(Kind::FailedValidations, 5, 1), {past}, {}, Now);
    QCOMPARE(uses[0].used, used);
    QCOMPARE(uses[0].freeAgain.isValid(), used > 0);
}

void TestLimitMeter::namesTheOneThatIsNearestToItsLimit()
{
    const QList<OrderRecord> past {failedOrder(QStringLiteral("mail.example.org"), 5)};
    const OrderRecord order = orderFor({Www[0], QStringLiteral("mail.example.org")});
    const QList<LimitUse> uses = limitUses(order, authorityWith(Kind::FailedValidations, 5, 1), past, {}, Now);
    QCOMPARE(uses.size(), 1);
    QCOMPARE(uses[0].about, QStringLiteral("mail.example.org"));
}

void TestLimitMeter::countsCertificatesWithExactlyTheseNames()
{
    const QStringList both {QStringLiteral("example.org"), Www[0]};
    const QStringList turned {Www[0], QStringLiteral("example.org")};
    const QList<CertificateRecord> certificates {certificateFor(turned, 3), certificateFor(Www, 2), certificateFor(both, 8)};
    const QList<LimitUse> uses = limitUses(orderFor(both), authorityWith(Kind::DuplicateCertificates, 5, 168), {}, certificates, Now);
    QCOMPARE(uses[0].used, 1);
    QCOMPARE(uses[0].freeAgain, Now.addDays(4));
}

void TestLimitMeter::countsCertificatesOfTheRegisteredDomain()
{
    const QList<CertificateRecord> certificates {certificateFor({QStringLiteral("mail.example.co.uk")}, 1),
                                                 certificateFor({QStringLiteral("*.example.co.uk"), QStringLiteral("example.org")}, 2),
                                                 certificateFor({QStringLiteral("other.co.uk")}, 1)};
    const QList<LimitUse> uses
        = limitUses(orderFor({QStringLiteral("www.example.co.uk")}), authorityWith(Kind::CertificatesPerDomain, 50, 168), {}, certificates, Now);
    QCOMPARE(uses[0].about, QStringLiteral("example.co.uk"));
    QCOMPARE(uses[0].used, 2);
}

void TestLimitMeter::countsOrdersThatWerePlaced()
{
    OrderRecord draft = orderFor(Www);
    draft.created = Now.addSecs(-60);
    const QList<LimitUse> uses = limitUses(orderFor(Www), authorityWith(Kind::NewOrders, 300, 3), {failedOrder(Www[0], 90), draft}, {}, Now);
    QCOMPARE(uses[0].used, 1);
    QCOMPARE(uses[0].about, QString());
}

void TestLimitMeter::countsNoCertificateThatWasAddedFromAFile()
{
    CertificateRecord added = certificateFor(Www, 1);
    added.isAdded = true;
    QCOMPARE(limitUses(orderFor(Www), authorityWith(Kind::DuplicateCertificates, 5, 168), {}, {added}, Now)[0].used, 0);
}

void TestLimitMeter::saysNothingWithoutDocumentedLimits()
{
    QCOMPARE(limitUses(orderFor(Www), Authority(), {failedOrder(Www[0], 5)}, {}, Now), QList<LimitUse>());
}

void TestLimitMeter::saysWhatIsUsedAndWhenTheNextIsFree()
{
    LimitUse use {Kind::FailedValidations, QStringLiteral("example.org"), 4, 5, std::chrono::hours(3), Now.addSecs(600), {}};
    QCOMPARE(limitText(use), QStringLiteral("Failed validations of example.org: 4 of 5 in 3 hours."));
    use.used = 5;
    QVERIFY2(limitText(use).startsWith(QStringLiteral("Failed validations of example.org: 5 of 5 in 3 hours. The limit is reached")), qPrintable(limitText(use)));
    QVERIFY(limitText(use).contains(QLocale().toString(use.freeAgain.toLocalTime(), QLocale::ShortFormat)));
    const LimitUse orders {Kind::NewOrders, {}, 1, 300, std::chrono::hours(168), Now, {}};
    QCOMPARE(limitText(orders), QStringLiteral("New orders of this account: 1 of 300 in 7 days."));
}

void TestLimitMeter::readsItsOwnKindsInTheListOfAuthorities()
{
    const std::optional<Authority> known = authorityById(u"letsencrypt");
    QVERIFY(known);
    QList<Kind> kinds;
    for (const AuthorityLimit &limit : known->limits)
        kinds.append(limit.kind);
    QCOMPARE(kinds, QList<Kind>({Kind::FailedValidations, Kind::DuplicateCertificates, Kind::NewOrders, Kind::CertificatesPerDomain}));
    QVERIFY(!known->limitsSource.isEmpty());
}

QTEST_GUILESS_MAIN(TestLimitMeter)
#include "tst_limitmeter.moc"
