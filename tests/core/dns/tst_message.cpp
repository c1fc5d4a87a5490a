// SPDX-License-Identifier: MIT
#include "dns/message.h"
#include "captured.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

QStringList texts(const QList<Record> &records)
{
    QStringList lines;
    for (const Record &record : records)
        lines.append(toText(record));
    return lines;
}

// A header with these counts, and a body.
QByteArray messageOf(int questions, int answers, int additionals, const QByteArray &body, int flags = 0x8000)
{
    QByteArray wire("\x12\x34", 2);
    for (const int number : {flags, questions, answers, 0, additionals}) {
        wire += char(number >> 8 & 0xff);
        wire += char(number & 0xff);
    }
    return wire + body;
}

QByteArray bytes(const char *hex)
{
    return QByteArray::fromHex(hex);
}

} // namespace

class TestMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEverySectionAndFlag();
    void writesCompressedNamesOut();
    void keepsTheCaseOfNames();
    void seesAliases();
    void seesTheSoaOfANegativeAnswer();
    void readsExtendedErrorsAndTheExtendedRcode();
    void keepsUnknownAndBrokenRecordsOfUncompressedTypes();
    void leavesTsigOut();
    void asksAsDigDoes();
    void refusesWhatIsNotOneWholeMessage_data();
    void refusesWhatIsNotOneWholeMessage();
    void endsSoonForChainsOfPointers();
    void survivesAnyChangeOfAMessage();
};

void TestMessage::keepsEverySectionAndFlag()
{
    const auto message = parseMessage(CapturedAny);
    QVERIFY(message);
    QCOMPARE(message->id, quint16(0x1234));
    QVERIFY(message->isResponse && message->isAuthoritative && !message->isTruncated && !message->recursionAvailable);
    QCOMPARE(message->rcode, 0);
    QCOMPARE(message->questions.size(), 1);
    QCOMPARE(message->questions[0].type, Type::ANY);
    QCOMPARE(message->answer.size(), 6);
    QVERIFY(message->hasEdns && message->dnssecOk);
    QCOMPARE(message->udpSize, 1232);
    QVERIFY(message->additional.isEmpty());
    QCOMPARE(message->raw, CapturedAny);

    QByteArray flags = CapturedRefused;
    flags[2] = char(0xab); // QR, opcode 5, TC, RD
    flags[3] = char(0xb5); // RA, AD, CD, REFUSED
    const auto other = parseMessage(flags);
    QVERIFY(other);
    QCOMPARE(other->opcode, Opcode::Update);
    QVERIFY(!other->isAuthoritative && other->isTruncated && other->recursionDesired && other->recursionAvailable);
    QVERIFY(other->authenticData && other->checkingDisabled);
    QCOMPARE(other->rcode, 5);
}

void TestMessage::writesCompressedNamesOut()
{
    QCOMPARE(texts(parseMessage(CapturedAny)->answer),
             (QStringList {
                 QStringLiteral("example.org. 300 IN SOA ns1.example.org. hostmaster.example.org. 7 3600 600 86400 300"),
                 QStringLiteral("example.org. 300 IN NS ns2.sub.example.org."),
                 QStringLiteral("example.org. 300 IN NS ns1.example.org."),
                 QStringLiteral("example.org. 300 IN MX 10 mail.example.org."),
                 QStringLiteral("example.org. 300 IN TXT \"one\" \"two\""),
                 QStringLiteral("example.org. 300 IN CAA 0 issue \"ca.test\""),
             }));
    QCOMPARE(parseMessage(CapturedAny)->answer[2].rdata, QByteArray("\3ns1\7example\3org\0", 17));
}

void TestMessage::keepsTheCaseOfNames()
{
    const auto message = parseMessage(CapturedNs);
    QVERIFY(message);
    QCOMPARE(message->questions[0].name.toString(), QStringLiteral("eXample.org."));
    QCOMPARE(message->answer[0].owner.toString(), QStringLiteral("example.org."));
    QCOMPARE(message->additional.size(), 2);
    QCOMPARE(addressOf(message->additional[0]), QStringLiteral("127.0.0.1"));
}

void TestMessage::seesAliases()
{
    const auto alias = parseMessage(CapturedAlias);
    QCOMPARE(targetOf(alias->answer[0])->toString(), QStringLiteral("x.acme.example.net."));
    QCOMPARE(texts(parseMessage(CapturedDname)->answer),
             (QStringList {QStringLiteral("d.example.org. 300 IN DNAME example.net."),
                           QStringLiteral("x.d.example.org. 300 IN CNAME x.example.net.")}));
}

void TestMessage::seesTheSoaOfANegativeAnswer()
{
    const auto message = parseMessage(CapturedNxdomain);
    QCOMPARE(message->rcode, 3);
    QCOMPARE(soaOf(message->authority[0])->serial, 7U);
}

void TestMessage::readsExtendedErrorsAndTheExtendedRcode()
{
    // OPT: size 1232, extended rcode 1, DO; option 15 (6, "bogus"), an unknown option, option 15 (22, no text)
    const auto message = parseMessage(messageOf(0, 0, 1, bytes("00002904d001008000" "0017"
        "000f0007" "0006626f677573" "fde90002" "abcd" "000f0002" "0016")));
    QVERIFY(message);
    QCOMPARE(message->rcode, 16);
    QCOMPARE(message->errors, (QList<ExtendedError> {{6, QStringLiteral("bogus")}, {22, QString()}}));
}

void TestMessage::keepsUnknownAndBrokenRecordsOfUncompressedTypes()
{
    // TYPE65280 with 3 bytes, an A with 3 bytes, a CAA without a tag, a TXT that runs over its end
    const auto message = parseMessage(messageOf(0, 4, 0, bytes("00ff0000010000003c0003" "010203"
        "00000100010000003c0003" "010203" "00010100010000003c0002" "0000" "00001000010000003c0002" "0561")));
    QVERIFY(message);
    QCOMPARE(message->answer.size(), 4);
    QCOMPARE(message->answer[0].rdata, bytes("010203"));
    QVERIFY(addressOf(message->answer[1]).isEmpty());
    QVERIFY(!caaOf(message->answer[2]) && !textOf(message->answer[3]));
}

void TestMessage::leavesTsigOut()
{
    const auto message = parseMessage(messageOf(0, 0, 1, bytes("016b00" "00fa" "00ff" "00000000" "0002" "abcd")));
    QVERIFY(message);
    QVERIFY(message->additional.isEmpty());
}

void TestMessage::asksAsDigDoes()
{
    const Question question {Name::parse(u"Example.org").value(), Type::CAA};
    QueryFlags flags;
    flags.recursionDesired = flags.checkingDisabled = flags.authenticData = true;
    // dig +dnssec +cdflag +adflag +bufsize=1232 +nocookie CAA Example.org
    QCOMPARE(makeQuery(0x1234, question, flags),
             bytes("123401300001000000000001" "074578616d706c65036f726700" "01010001" "00002904d0000080000000"));
    flags = QueryFlags();
    flags.edns = false;
    const QByteArray plain = makeQuery(0x1234, question, flags);
    QCOMPARE(plain, bytes("123400000001000000000000" "074578616d706c65036f726700" "01010001"));
    QCOMPARE(parseMessage(plain)->questions, QList {question});
}

void TestMessage::refusesWhatIsNotOneWholeMessage_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a header") << QByteArray(11, '\0');
    QTest::newRow("longer than a message can be") << CapturedRefused + QByteArray(65536, '\0');
    QTest::newRow("a byte behind it") << CapturedRefused + '\0';
    QTest::newRow("a question less than counted") << messageOf(1, 0, 0, {});
    QTest::newRow("a record less than counted") << messageOf(0, 1, 0, {});
    QTest::newRow("65,535 records counted") << messageOf(0, 0xffff, 0, {});
    QTest::newRow("pointer to itself") << messageOf(1, 0, 0, bytes("c00c" "00010001"));
    QTest::newRow("pointers in a circle") << messageOf(1, 0, 0, bytes("c00e" "c00c" "00010001"));
    QTest::newRow("label and pointer in a circle") << messageOf(1, 0, 0, bytes("0161c00c" "00010001"));
    QTest::newRow("pointer forward") << messageOf(1, 0, 0, bytes("c012" "00010001" "0161 00"));
    QTest::newRow("pointer beyond the end") << messageOf(1, 0, 0, bytes("ffff" "00010001"));
    QTest::newRow("half a pointer") << messageOf(1, 0, 0, bytes("c0"));
    QTest::newRow("label of a reserved kind") << messageOf(1, 0, 0, bytes("4161 00" "00010001"));
    QTest::newRow("label beyond the end") << messageOf(1, 0, 0, bytes("3f61"));
    QTest::newRow("name too long") << messageOf(1, 0, 0, bytes("3f" + QByteArray(126, 'a')).repeated(4) + bytes("0000010001"));
    QTest::newRow("rdata beyond the end") << messageOf(0, 1, 0, bytes("00000100010000003c0005" "01020304"));
    QTest::newRow("NS with a byte behind the name") << messageOf(0, 1, 0, bytes("00000200010000003c0004" "01610000"));
    QTest::newRow("NS whose name runs out of the rdata") << messageOf(0, 1, 0, bytes("00000200010000003c0001" "01" "6100"));
    QTest::newRow("NS whose rdata points at itself") << messageOf(0, 1, 0, bytes("00000200010000003c0002" "c017"));
    QTest::newRow("SOA cut short") << messageOf(0, 1, 0, bytes("00000600010000003c0004" "00000001"));
    QTest::newRow("two OPT records") << messageOf(0, 0, 2, bytes("00002904d0000000000000").repeated(2));
    QTest::newRow("OPT that has a name") << messageOf(0, 0, 1, bytes("016100002904d0000000000000"));
    QTest::newRow("EDNS option beyond its end") << messageOf(0, 0, 1, bytes("00002904d0000000000004" "000f0009"));
}

void TestMessage::refusesWhatIsNotOneWholeMessage()
{
    QFETCH(QByteArray, wire);
    const auto message = parseMessage(wire);
    QVERIFY(!message);
    const auto *failure = std::get_if<DnsFailure>(&message.failure());
    QVERIFY(failure);
    QCOMPARE(failure->kind, DnsFailure::Kind::Malformed);
    QVERIFY(!failure->detail.isEmpty());
}

void TestMessage::endsSoonForChainsOfPointers()
{
    // 8,000 pointers, each to the one before, and NS records that all begin at the last one; and as many loops in rdata.
    QByteArray chain("\0", 1);
    for (int at = 0; at < 8000; ++at) {
        const int target = at == 0 ? 23 : 24 + 2 * (at - 1);
        chain += char(0xc0 | target >> 8);
        chain += char(target & 0xff);
    }
    const QByteArray text = bytes("00ff0000010000003c") + char(chain.size() >> 8) + char(chain.size() & 0xff) + chain;
    const int last = 24 + 2 * 7999;
    const QByteArray name = QByteArray(1, char(0xc0 | last >> 8)) + char(last & 0xff);
    const QByteArray ns = name + bytes("000200010000003c0002") + name;
    const int count = (65000 - int(text.size())) / int(ns.size());
    QElapsedTimer timer;
    timer.start();
    const auto message = parseMessage(messageOf(0, count + 1, 0, text + ns.repeated(count)));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!message || message->answer.size() == count + 1);
}

void TestMessage::survivesAnyChangeOfAMessage()
{
    QRandomGenerator random(20261122);
    int good = 0;
    for (int round = 0; round < 20000; ++round) {
        QByteArray wire = CapturedMessages[random.bounded(int(CapturedMessages.size()))];
        for (int changes = random.bounded(1, 5); changes > 0; --changes) {
            const qsizetype at = random.bounded(int(wire.size()));
            switch (random.bounded(4)) {
            case 0:
                wire[at] = char(random.bounded(256));
                break;
            case 1:
                wire[at] = char(uchar(wire[at]) ^ 1 << random.bounded(8));
                break;
            case 2:
                wire.remove(at, random.bounded(1, 4));
                break;
            default:
                wire.insert(at, char(0xc0 + random.bounded(64)));
            }
            if (wire.isEmpty())
                wire = CapturedRefused;
        }
        const auto message = parseMessage(wire);
        if (!message)
            continue;
        ++good;
        for (const Record &record : message->answer + message->authority + message->additional) {
            QVERIFY(!toText(record).isEmpty());
            static_cast<void>(soaOf(record));
            static_cast<void>(caaOf(record));
            static_cast<void>(textOf(record));
            static_cast<void>(targetOf(record));
            QVERIFY(record.owner.toWire().size() <= 255);
        }
    }
    QVERIFY(good > 1000); // it is no test when everything is refused at the door
}

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
