// SPDX-License-Identifier: MIT
#include "checks/recordnames.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;

class TestRecordNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheUsualSlips_data();
    void knowsTheUsualSlips();
};

void TestRecordNames::knowsTheUsualSlips_data()
{
    QTest::addColumn<QString>("right");
    QTest::addColumn<QStringList>("wrong");
    QTest::newRow("host in the zone")
        << QStringLiteral("_acme-challenge.www.example.org")
        << QStringList{
               QStringLiteral("_acme-challenge.www.example.org.example.org"),
               QStringLiteral("_acme-challenge.www.example.org.www.example.org"),
               QStringLiteral("acme-challenge.www.example.org"),
               QStringLiteral("_acme_challenge.www.example.org"),
               QStringLiteral("__acme-challenge.www.example.org"),
               QStringLiteral("_acme.challenge.www.example.org"),
               QStringLiteral("_acme-challenge.*.www.example.org"),
               QStringLiteral("www._acme-challenge.example.org"),
               QStringLiteral("_acme-challenge-www.example.org"),
               QStringLiteral("_acme-challenge.www.www.example.org"),
               QStringLiteral("www.example.org"),
               QStringLiteral("_acme-challenge.example.org"),
               QStringLiteral("example.org")};
    QTest::newRow("apex")
        << QStringLiteral("_acme-challenge.example.org")
        << QStringList{
               QStringLiteral("_acme-challenge.example.org.example.org"),
               QStringLiteral("acme-challenge.example.org"),
               QStringLiteral("_acme_challenge.example.org"),
               QStringLiteral("__acme-challenge.example.org"),
               QStringLiteral("_acme.challenge.example.org"),
               QStringLiteral("_acme-challenge.*.example.org"),
               QStringLiteral("_acme-challenge.example.example.org"),
               QStringLiteral("_acme-challenge.www.example.org"),
               QStringLiteral("example.org")};
    QTest::newRow("alias target")
        << QStringLiteral("c41f7.example.org")
        << QStringList{
               QStringLiteral("c41f7.example.org.example.org"),
               QStringLiteral("example.org")};
}

void TestRecordNames::knowsTheUsualSlips()
{
    QFETCH(QString, right);
    const dns::Name zone = dns::Name::parse(u"example.org").value();
    QStringList names;
    for (const dns::Name &name : misspelledNames(dns::Name::parse(right).value(), zone))
        names.append(name.withoutFinalDot());
    QTEST(names, "wrong");
}

QTEST_GUILESS_MAIN(TestRecordNames)
#include "tst_recordnames.moc"
