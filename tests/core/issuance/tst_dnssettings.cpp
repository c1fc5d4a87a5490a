// SPDX-License-Identifier: MIT
#include "issuance/publicresolvers.h"
#include "issuance/resolversettings.h"
#include "issuance/tools.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;

// Who is asked: the system and public resolvers, or those that were chosen and nobody else.
class TestDnsSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsPublicResolversByAddress();
    void asksThemUnlessSomethingElseWasChosen_data();
    void asksThemUnlessSomethingElseWasChosen();
    void takesChosenResolversInTheirOrder();
    void leavesAPracticeAlone();
    void takesWhatTheUserChose_data();
    void takesWhatTheUserChose();

private:
    static Environment environment()
    {
        Environment environment;
        environment.dns.publicResolvers = knownPublicResolvers();
        return environment;
    }
};

void TestDnsSettings::knowsPublicResolversByAddress()
{
    const QList<dns::PublicResolver> known = knownPublicResolvers();
    QCOMPARE(known.size(), 3);
    for (const dns::PublicResolver &resolver : known) {
        QVERIFY(!resolver.id.isEmpty() && !resolver.name.isEmpty());
        // A name would have to be looked up by the very resolver that is in doubt.
        QVERIFY2(!QHostAddress(resolver.endpoint.doh.host()).isNull(), qPrintable(resolver.endpoint.toString()));
    }
}

void TestDnsSettings::asksThemUnlessSomethingElseWasChosen_data()
{
    QTest::addColumn<store::DnsChoice>("choice");
    QTest::addColumn<QStringList>("asked");
    const QStringList all {QStringLiteral("cloudflare"), QStringLiteral("google"), QStringLiteral("quad9")};
    QTest::newRow("nothing chosen") << store::DnsChoice() << all;
    QTest::newRow("one left out") << store::DnsChoice {{}, 53, true, {all[1]}} << QStringList {all[0], all[2]};
    QTest::newRow("off") << store::DnsChoice {{}, 53, false, {}} << QStringList();
    QTest::newRow("a resolver") << store::DnsChoice {{QStringLiteral("192.0.2.53")}, 53, true, {}} << QStringList();
    QTest::newRow("a DoH server") << store::DnsChoice {{QStringLiteral("https://dns.test/q")}, 53, true, {}} << QStringList();
    QTest::newRow("a port") << store::DnsChoice {{}, 5300, true, {}} << QStringList();
}

void TestDnsSettings::asksThemUnlessSomethingElseWasChosen()
{
    QFETCH(const store::DnsChoice, choice);
    QStringList asked;
    for (const dns::PublicResolver &resolver : dnsSettingsOf(environment(), choice).publicResolvers)
        asked.append(resolver.id);
    QTEST(asked, "asked");
}

void TestDnsSettings::takesChosenResolversInTheirOrder()
{
    const QStringList chosen {QStringLiteral("192.0.2.53:5353"), QStringLiteral("https://dns.test/q{?dns}"), QStringLiteral("2001:db8::53")};
    QStringList asked;
    for (const dns::Endpoint &resolver : dnsSettingsOf(environment(), {chosen, 53, true, {}}).resolvers)
        asked.append(resolver.toString());
    QCOMPARE(asked, chosen);
}

void TestDnsSettings::leavesAPracticeAlone()
{
    Environment practice = environment();
    practice.dns.resolvers = {{QHostAddress(QHostAddress::LocalHost), 5300}};
    const dns::DnsSettings settings = dnsSettingsOf(practice, {});
    QVERIFY(settings.publicResolvers.isEmpty());
    QCOMPARE(settings.resolvers, practice.dns.resolvers);
}

void TestDnsSettings::takesWhatTheUserChose_data()
{
    QTest::addColumn<ResolverSettings>("chosen");
    QTest::addColumn<QStringList>("publicOnes");
    QTest::addColumn<int>("resolvers");
    const QStringList all {QStringLiteral("cloudflare"), QStringLiteral("google"), QStringLiteral("quad9")};
    const QString own = QStringLiteral("https://dns.example/dns-query");
    QTest::newRow("nothing") << ResolverSettings() << all << 0;
    QTest::newRow("one left out") << ResolverSettings {true, {all[1]}, {}, {}} << QStringList {all[0], all[2]} << 0;
    QTest::newRow("off") << ResolverSettings {false, {}, own, {}} << QStringList() << 0;
    QTest::newRow("one more") << ResolverSettings {true, {}, own, {}} << all + QStringList {QStringLiteral("own")} << 0;
    QTest::newRow("one more, but no URL") << ResolverSettings {true, {}, QStringLiteral("dns.example"), {}} << all << 0;
    QTest::newRow("a resolver") << ResolverSettings {true, {}, {}, QStringLiteral("192.0.2.53:5353")} << QStringList() << 1;
    QTest::newRow("a resolver by DoH") << ResolverSettings {true, {}, {}, own} << QStringList() << 1;
}

void TestDnsSettings::takesWhatTheUserChose()
{
    QFETCH(ResolverSettings, chosen);
    QFETCH(QStringList, publicOnes);
    QFETCH(int, resolvers);
    const dns::DnsSettings settings = dnsSettingsOf(*withResolvers(environment(), chosen), {});
    QStringList ids;
    for (const dns::PublicResolver &resolver : settings.publicResolvers)
        ids << resolver.id;
    QCOMPARE(ids, publicOnes);
    QCOMPARE(settings.resolvers.size(), resolvers);
}

QTEST_GUILESS_MAIN(TestDnsSettings)
#include "tst_dnssettings.moc"
