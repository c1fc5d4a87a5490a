// SPDX-License-Identifier: MIT
#include "store/accounts.h"
#include "store/certificates.h"
#include "store/journal.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using namespace cw::store;

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasSaved();
    void isOnlyForItsOwner();
    void namesTheFilesItCannotRead();
    void doesNotFollowAnIdOutOfItsFolder();
    void refusesAnOrderThatAnotherHolds();
    void listsTheNewestFirst();
    void takesAnUnknownPublicationAsPossiblyThere();
    void keepsAccountsOfOneDirectoryTogether();
    void sortsCertificatesSoonestFirstAndExpiredLast();

private:
    const QDateTime m_now = QDateTime(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
};

static OrderRecord fullOrder(const QDateTime &now)
{
    OrderRecord order;
    order.id = Journal::newOrderId(now);
    order.created = now;
    order.authorityName = QStringLiteral("Let’s Encrypt");
    order.directoryUrl = QStringLiteral("https://ca.example/dir");
    order.caRootPem = "-----BEGIN CERTIFICATE-----\n";
    order.isPrivateCa = true;
    order.contact = QStringLiteral("a@example.org,b@example.org");
    order.hasAgreedToTerms = true;
    order.accountId = QStringLiteral("acc1");
    order.names = QStringList({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    order.keyType = QStringLiteral("rsa2048");
    order.keyId = QStringLiteral("order-key");
    order.publish.way = QStringLiteral("rfc2136");
    order.publish.server = QStringLiteral("ns.example.org");
    order.publish.port = 5353;
    order.publish.keyName = QStringLiteral("k.");
    order.publish.algorithm = QStringLiteral("hmac-sha512");
    order.publish.secretId = QStringLiteral("tsig-1");
    order.publish.secretWay = order.publish.way;
    order.publish.ttl = 120;
    store::PublishSettings hook;
    hook.way = QStringLiteral("hook");
    hook.usesGss = true;
    hook.acmeDns = {QStringLiteral("https://auth.example.net"), "-----BEGIN CERTIFICATE-----\n"};
    hook.hook = {QStringLiteral("lego"), QStringLiteral("/usr/bin/hook"), QStringLiteral("/usr/bin/clean"), {QStringLiteral("A=b")},
                 {QStringLiteral("TOKEN")}, true, true, 60};
    order.zoneWays.insert(QStringLiteral("auth.example.net."), hook);
    order.hookRuns.append(QJsonObject {{QStringLiteral("call"), QStringLiteral("hook present")}});
    order.dns = {{QStringLiteral("127.0.0.1:5301"), QStringLiteral("https://dns.test/q{?dns}")}, 5300, false, {QStringLiteral("quad9")}};
    order.stage = OrderStage::Answered;
    order.orderUrl = QStringLiteral("https://ca.example/order/1");
    order.finalizeUrl = QStringLiteral("https://ca.example/order/1/finalize");
    order.expires = now.addDays(7);
    NameRecord record;
    record.name = order.names.first();
    record.value = QStringLiteral("x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0");
    record.keyAuthorization = QStringLiteral("token.thumbprint");
    record.hookOutput = QStringLiteral("id 7");
    record.publication = Publication::ByUs;
    record.status = QStringLiteral("invalid");
    record.answered = now.addSecs(5);
    record.problem = {{QStringLiteral("type"), QStringLiteral("urn:ietf:params:acme:error:dns")}};
    order.records.append(record);
    return order;
}

void TestJournal::givesBackWhatWasSaved()
{
    const QTemporaryDir home;
    const Journal journal(home.path());
    OrderRecord order = fullOrder(m_now);
    QVERIFY(journal.save(order, m_now.addSecs(9)));
    const Result<OrderRecord> loaded = journal.load(order.id);
    QVERIFY(loaded);
    QCOMPARE(toJson(*loaded), toJson(order));
    QVERIFY(*loaded == order);
    QCOMPARE(loaded->changed, m_now.addSecs(9));
}

void TestJournal::isOnlyForItsOwner()
{
    const QTemporaryDir home;
    OrderRecord order = fullOrder(m_now);
    QVERIFY(Journal(home.path()).save(order, m_now));
    const QString folder = home.path() + QStringLiteral("/orders/") + order.id;
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFileInfo(folder).permissions() & others, QFile::Permissions());
    QCOMPARE(QFileInfo(folder + QStringLiteral("/order.json")).permissions() & others, QFile::Permissions());
}

void TestJournal::namesTheFilesItCannotRead()
{
    const QTemporaryDir home;
    const Journal journal(home.path());
    OrderRecord order = fullOrder(m_now);
    QVERIFY(journal.save(order, m_now));
    const QString path = home.path() + QStringLiteral("/orders/") + order.id + QStringLiteral("/order.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ half");
    file.close();
    const Journal::Listing listing = journal.list();
    QCOMPARE(listing.orders.size(), 0);
    QCOMPARE(listing.damagedFiles, QStringList(path));
}

void TestJournal::doesNotFollowAnIdOutOfItsFolder()
{
    const QTemporaryDir home;
    const Result<OrderRecord> order = Journal(home.path()).load(QStringLiteral("../../etc"));
    QVERIFY(!order);
    QCOMPARE(std::get<StoreFailure>(order.failure()).kind, StoreFailure::Kind::UnknownId);
}

void TestJournal::refusesAnOrderThatAnotherHolds()
{
    const QTemporaryDir home;
    const Journal journal(home.path());
    const QString id = Journal::newOrderId(m_now);
    {
        const Result<OrderLock> first = journal.lock(id);
        QVERIFY(first);
        const Result<OrderLock> second = journal.lock(id);
        QVERIFY(!second);
        QCOMPARE(std::get<StoreFailure>(second.failure()).kind, StoreFailure::Kind::Busy);
    }
    QVERIFY(journal.lock(id));
}

void TestJournal::listsTheNewestFirst()
{
    const QTemporaryDir home;
    const Journal journal(home.path());
    OrderRecord older = fullOrder(m_now);
    OrderRecord newer = fullOrder(m_now.addDays(1));
    QVERIFY(journal.save(older, m_now));
    QVERIFY(journal.save(newer, m_now));
    const Journal::Listing listing = journal.list();
    QCOMPARE(listing.orders.size(), 2);
    QCOMPARE(listing.orders.first().id, newer.id);
}

void TestJournal::takesAnUnknownPublicationAsPossiblyThere()
{
    QCOMPARE(publicationFromName(u"by_pigeon"), Publication::MayBeThere);
}

void TestJournal::keepsAccountsOfOneDirectoryTogether()
{
    const QTemporaryDir home;
    const Accounts accounts(home.path());
    AccountRecord account;
    account.id = QStringLiteral("a1");
    account.directoryUrl = QStringLiteral("https://one.example/dir");
    account.url = QStringLiteral("https://one.example/acct/1");
    account.lastUsed = m_now;
    QVERIFY(accounts.save(account));
    AccountRecord later = account;
    later.id = QStringLiteral("a2");
    later.lastUsed = m_now.addDays(1);
    QVERIFY(accounts.save(later));
    AccountRecord other = account;
    other.id = QStringLiteral("b1");
    other.directoryUrl = QStringLiteral("https://two.example/dir");
    QVERIFY(accounts.save(other));
    const QList<AccountRecord> found = accounts.atDirectory(account.directoryUrl);
    QCOMPARE(found.size(), 2);
    QVERIFY(found.first() == later);
    QVERIFY(accounts.remove(QStringLiteral("a2")));
    QCOMPARE(accounts.atDirectory(account.directoryUrl).size(), 1);
}

void TestJournal::sortsCertificatesSoonestFirstAndExpiredLast()
{
    const QTemporaryDir home;
    const Certificates certificates(home.path());
    const auto add = [&](const QString &id, int days) {
        CertificateRecord certificate;
        certificate.id = id;
        certificate.notBefore = m_now.addDays(-90);
        certificate.notAfter = m_now.addDays(days);
        certificate.chainPem = "chain of " + id.toLatin1();
        QVERIFY(certificates.save(certificate));
    };
    add(QStringLiteral("expired"), -1);
    add(QStringLiteral("late"), 80);
    add(QStringLiteral("soon"), 3);
    const Certificates::Listing listing = certificates.list(m_now);
    QStringList order;
    for (const CertificateRecord &certificate : listing.certificates)
        order.append(certificate.id);
    QCOMPARE(order, QStringList({QStringLiteral("soon"), QStringLiteral("late"), QStringLiteral("expired")}));
    QCOMPARE(listing.certificates.first().chainPem, QByteArray("chain of soon"));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
