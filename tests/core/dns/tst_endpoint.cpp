// SPDX-License-Identifier: MIT
#include "dns/endpoint.h"

#include <QTest>

using namespace cw::dns;

class TestEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void takesNothingElse_data();
    void takesNothingElse();
    void tellsServersApart();
};

void TestEndpoint::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    for (const char *text : {"192.0.2.1", "192.0.2.1:5300", "2001:db8::1", "[2001:db8::1]:5300", "https://dns.example/dns-query",
                             "https://dns.example:8443/dns-query", "https://192.0.2.1/dns-query", "https://[2001:db8::1]/dns-query",
                             "https://dns.example/dns-query{?dns}", "https://dns.example/q?token=a%20b{&dns}", "https://dns.example"})
        QTest::newRow(text) << text << text;
    QTest::newRow("port 53 goes without saying") << "192.0.2.1:53" << "192.0.2.1";
    QTest::newRow("blanks") << " https://dns.example/q " << "https://dns.example/q";
    QTest::newRow("a template of a URL with a query") << "https://dns.example/q?a=b{?dns}" << "https://dns.example/q?a=b{&dns}";
}

void TestEndpoint::readsWhatItWrites()
{
    QFETCH(const QString, text);
    const std::optional<Endpoint> endpoint = parseResolver(text);
    QVERIFY(endpoint);
    QTEST(endpoint->toString(), "written");
    QCOMPARE(parseResolver(endpoint->toString()), endpoint);
}

void TestEndpoint::takesNothingElse_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "dns.example", "192.0.2.1:0", "192.0.2.1:65536", "[2001:db8::1", "http://dns.example/dns-query",
                             "https://", "https:///dns-query", "https://user:secret@dns.example/", "https://dns.example/#top",
                             "ftp://dns.example/", "tls://192.0.2.1", "https://dns example/", "https://dns.example/{dns}"})
        QTest::newRow(text) << text;
}

void TestEndpoint::takesNothingElse()
{
    QFETCH(const QString, text);
    QVERIFY(!parseResolver(text));
}

void TestEndpoint::tellsServersApart()
{
    const Endpoint post = parseDoh(QStringLiteral("https://dns.example/q")).value();
    const Endpoint get = parseDoh(QStringLiteral("https://dns.example/q{?dns}")).value();
    QVERIFY(post.isDoh() && get.isDoh());
    QVERIFY(!(post == get));
    QVERIFY(!parseEndpoint(QStringLiteral("192.0.2.1"))->isDoh());
    QVERIFY(!parseDoh(QStringLiteral("192.0.2.1")));
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
