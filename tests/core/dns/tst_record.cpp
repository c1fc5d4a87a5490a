// SPDX-License-Identifier: MIT
#include "dns/message.h"
#include "support/fakedns.h"

#include <QTest>

using namespace cw;
using namespace cw::dns;

class TestRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTypesAndCodes();
    void writesOneLineOfAZoneFile_data();
    void writesOneLineOfAZoneFile();
    void takesRdataApart();
    void givesNothingForBrokenRdata_data();
    void givesNothingForBrokenRdata();
    void splitsLongTextAndJoinsItAgain();
};

void TestRecord::namesTypesAndCodes()
{
    QCOMPARE(typeName(Type::TXT), QStringLiteral("TXT"));
    QCOMPARE(typeName(Type::CAA), QStringLiteral("CAA"));
    QCOMPARE(typeName(Type::ANY), QStringLiteral("ANY"));
    QCOMPARE(typeName(Type(65280)), QStringLiteral("TYPE65280"));
    QCOMPARE(rcodeName(0), QStringLiteral("NOERROR"));
    QCOMPARE(rcodeName(3), QStringLiteral("NXDOMAIN"));
    QCOMPARE(rcodeName(9), QStringLiteral("NOTAUTH"));
    QCOMPARE(rcodeName(16), QStringLiteral("BADVERS"));
    QCOMPARE(rcodeName(13), QStringLiteral("RCODE 13"));
    QCOMPARE(rcodeName(4095), QStringLiteral("RCODE 4095"));
    QCOMPARE(rcodeName(-1), QStringLiteral("RCODE -1"));
    QCOMPARE(tsigErrorName(16), QStringLiteral("BADSIG"));
    QCOMPARE(tsigErrorName(18), QStringLiteral("BADTIME"));
    QCOMPARE(extendedErrorName(6), QStringLiteral("DNSSEC Bogus"));
    QCOMPARE(extendedErrorName(22), QStringLiteral("No Reachable Authority"));
    QCOMPARE(extendedErrorName(30), QStringLiteral("Invalid Query Type"));
    QCOMPARE(extendedErrorName(49152), QStringLiteral("Extended DNS Error 49152"));
}

void TestRecord::writesOneLineOfAZoneFile_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("text");
    QTest::newRow("A") << QByteArray("www 60 A 192.0.2.1") << "www.example.org. 60 IN A 192.0.2.1";
    QTest::newRow("TXT") << QByteArray("@ TXT \"a b\" \"c\\\"d\"") << "example.org. 300 IN TXT \"a b\" \"c\\\"d\"";
    QTest::newRow("CNAME") << QByteArray("_acme-challenge CNAME x.example.net.")
                           << "_acme-challenge.example.org. 300 IN CNAME x.example.net.";
    QTest::newRow("CAA") << QByteArray("@ CAA 128 issue \"letsencrypt.org; a=b\"")
                         << "example.org. 300 IN CAA 128 issue \"letsencrypt.org; a=b\"";
    QTest::newRow("SOA") << QByteArray("@ SOA ns1 hostmaster 7 1 2 3 4")
                         << "example.org. 300 IN SOA ns1.example.org. hostmaster.example.org. 7 1 2 3 4";
    QTest::newRow("unknown type") << QByteArray("@ TYPE65280 \\# 3 010203") << "example.org. 300 IN TYPE65280 \\# 3 010203";
}

void TestRecord::writesOneLineOfAZoneFile()
{
    QFETCH(QByteArray, line);
    QTEST(toText(test::FakeDns::record("example.org", line)), "text");
}

void TestRecord::takesRdataApart()
{
    const auto soa = soaOf(test::FakeDns::record("example.org", "@ SOA ns1 hostmaster 4294967295 1 2 3 4"));
    QVERIFY(soa);
    QCOMPARE(soa->primary.toString(), QStringLiteral("ns1.example.org."));
    QCOMPARE(soa->serial, 4294967295U);
    QCOMPARE(soa->minimum, 4U);
    const auto caa = caaOf(test::FakeDns::record("example.org", "@ CAA 0 IsSue \"ca.test\""));
    QVERIFY(caa);
    QCOMPARE(caa->tag, QByteArray("IsSue"));
    QCOMPARE(caa->value, QByteArray("ca.test"));
    QCOMPARE(addressOf(test::FakeDns::record("example.org", "@ AAAA 2001:db8::1")), QStringLiteral("2001:db8::1"));
    const Record ns = test::FakeDns::record("example.org", "@ NS Ns1");
    QCOMPARE(targetOf(ns)->toString(), QStringLiteral("Ns1.example.org."));
    QVERIFY(!soaOf(ns) && !caaOf(ns) && !textOf(ns) && addressOf(ns).isEmpty());
}

void TestRecord::givesNothingForBrokenRdata_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("rdata");
    QTest::newRow("short A") << int(Type::A) << QByteArray("\1\2\3");
    QTest::newRow("long AAAA") << int(Type::AAAA) << QByteArray(17, 'x');
    QTest::newRow("empty TXT") << int(Type::TXT) << QByteArray();
    QTest::newRow("TXT beyond its end") << int(Type::TXT) << QByteArray("\5abc");
    QTest::newRow("CAA without tag") << int(Type::CAA) << QByteArray("\0\0x", 3);
    QTest::newRow("CAA with tag beyond its end") << int(Type::CAA) << QByteArray("\0\5x", 3);
    QTest::newRow("empty CAA") << int(Type::CAA) << QByteArray();
    QTest::newRow("NS with bytes behind") << int(Type::NS) << QByteArray("\1a\0x", 4);
    QTest::newRow("short SOA") << int(Type::SOA) << QByteArray("\0\0\1\2\3", 5);
}

void TestRecord::givesNothingForBrokenRdata()
{
    QFETCH(int, type);
    QFETCH(QByteArray, rdata);
    const Record record {Name(), Type(type), Class::IN, 0, rdata};
    QVERIFY(!soaOf(record) && !caaOf(record) && !textOf(record) && !targetOf(record));
    QVERIFY(addressOf(record).isEmpty());
    // Shown all the same, as RFC 3597 writes what is not understood.
    QVERIFY(toText(record).contains(QStringLiteral("\\# ") + QString::number(rdata.size())));
}

void TestRecord::splitsLongTextAndJoinsItAgain()
{
    for (const int size : {0, 1, 43, 255, 256, 510, 511}) {
        const QByteArray value(size, 'x');
        const Record record = txtRecord(Name(), value, 60);
        QCOMPARE(textOf(record), std::optional(value));
        QCOMPARE(textStringsOf(record)->size(), qsizetype(size == 0 ? 1 : (size + 254) / 255));
    }
}

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
