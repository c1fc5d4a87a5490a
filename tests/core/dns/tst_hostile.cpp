// SPDX-License-Identifier: MIT
#include "dns/dnssecdenial.h"
#include "dns/nettransport.h"

#include "support/fakeclock.h"
#include "wireserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype Longest = 65535;
constexpr qint64 Soon = 1000; // milliseconds; all of these take some ten

QByteArray number(int value)
{
    return QByteArray(1, char(value >> 8)) + char(value & 0xff);
}

// A response with these records, counted as said.
QByteArray answerOf(int count, const QByteArray &records, const QByteArray &question = QByteArray())
{
    return number(0x1234) + number(0x8400) + number(question.isEmpty() ? 0 : 1) + number(count) + number(0) + number(0)
        + question + records;
}

QByteArray recordOf(const QByteArray &owner, Type type, const QByteArray &rdata)
{
    return owner + number(int(type)) + number(1) + number(0) + number(60) + number(int(rdata.size())) + rdata;
}

QByteArray pointerTo(int offset)
{
    return number(0xc000 | offset);
}

// As many as fit into a message.
int countOf(const QByteArray &record, qsizetype taken = 12)
{
    return int((Longest - taken) / record.size());
}

Record record(const QString &owner, Type type, const QByteArray &rdata)
{
    return {Name::parse(owner).value(), type, Class::IN, 60, rdata};
}

// An RRSIG by the key tag, valid at the time of FakeClock.
QByteArray signatureData(Type covered, int keyTag, int labels, const QByteArray &bytes)
{
    return number(int(covered)) + char(13) + char(labels) + number(0) + number(60)
        + QByteArray::fromHex("7fffffff00000000") + number(keyTag) + Name::parse(u"example.org").value().toWire()
        + bytes;
}

} // namespace

// The worst that fits into a message: every answer is read, or refused, in bounded time.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_timer.start(); }
    void cleanup() { QVERIFY2(m_timer.elapsed() < Soon, qPrintable(QString::number(m_timer.elapsed()))); }

    void refusesLoopsOfPointers_data();
    void refusesLoopsOfPointers();
    void refusesLongWaysOfPointers();
    void readsAsManyRecordsAsFit();
    void refusesCountsThatCannotBe();
    void readsAnAnswerOf64KilobytesOverTcp();
    void aMessageFullOfSignaturesIsBounded();
    void aMessageFullOfKeysWithOneTagIsBounded();
    void aMessageFullOfNsec3IsBounded();
    void namesOfManyLabelsAreBounded();

private:
    QElapsedTimer m_timer;
};

void TestHostile::refusesLoopsOfPointers_data()
{
    QTest::addColumn<QByteArray>("owner"); // at offset 12
    QTest::newRow("to itself") << pointerTo(12);
    QTest::newRow("forwards") << pointerTo(14);
    QTest::newRow("to each other") << QByteArray("\1a") + pointerTo(16) + pointerTo(12);
    QTest::newRow("behind the end") << pointerTo(0x3fff);
    QTest::newRow("through a label") << QByteArray("\1a") + pointerTo(12);
}

void TestHostile::refusesLoopsOfPointers()
{
    QFETCH(QByteArray, owner);
    QVERIFY(!parseMessage(answerOf(1, recordOf(owner, Type::TXT, "\1x"))));
    // the same in the rdata, a thousand times
    const QByteArray data = recordOf(QByteArray(1, '\0'), Type::NS, pointerTo(12 + 11));
    QVERIFY(!parseMessage(answerOf(1000, data.repeated(1000))));
}

void TestHostile::refusesLongWaysOfPointers()
{
    // Each pointer leads to the one before: 8,000 steps for each of the names behind them.
    QByteArray chain(1, '\0');
    const int start = 12 + 11;
    for (int i = 0; i < 8000; ++i)
        chain += pointerTo(i == 0 ? start : start + 1 + 2 * (i - 1));
    const QByteArray first = recordOf(QByteArray(1, '\0'), Type(65280), chain);
    const QByteArray next = recordOf(QByteArray(1, '\0'), Type::MX, number(10) + pointerTo(start + 1 + 2 * 7999));
    const int count = countOf(next, 12 + first.size());
    QVERIFY(!parseMessage(answerOf(count + 1, first + next.repeated(count))));
}

void TestHostile::readsAsManyRecordsAsFit()
{
    const QByteArray one = recordOf(QByteArray(1, '\0'), Type::TXT, {});
    const int count = countOf(one);
    const auto message = parseMessage(answerOf(count, one.repeated(count)));
    QVERIFY(message);
    QCOMPARE(int(message->answer.size()), count);
    QVERIFY(count > 5000);
    QCOMPARE(recordSetsIn(message->answer).size(), 1);
    QString texts;
    for (const Record &each : message->answer)
        texts += toText(each);
    QVERIFY(!texts.isEmpty());
}

void TestHostile::refusesCountsThatCannotBe()
{
    const QByteArray one = recordOf(QByteArray(1, '\0'), Type::TXT, "\1x");
    QVERIFY(!parseMessage(answerOf(10001, one.repeated(4000))));
    QVERIFY(!parseMessage(answerOf(4001, one.repeated(4000))));
    QVERIFY(!parseMessage(answerOf(3999, one.repeated(4000))));
    QVERIFY(!parseMessage(QByteArray(Longest + 1, '\0')));
}

void TestHostile::readsAnAnswerOf64KilobytesOverTcp()
{
    const WireServer server({[](const QByteArray &asked, int) {
                                 QByteArray truncated = asked;
                                 truncated[2] = char(0x86); // a response, AA, TC
                                 return QList<WireServer::Answer>{{truncated}};
                             },
        [](const QByteArray &asked) {
            const QByteArray question = asked.mid(12, asked.size() - 12 - 11); // without OPT
            const QByteArray one = recordOf(pointerTo(12), Type::TXT, "\1x");
            const int count = countOf(one, 12 + question.size());
            QByteArray answer = answerOf(count, one.repeated(count), question);
            answer.replace(0, 2, asked.first(2));
            return number(int(answer.size())) + answer;
        }});
    ActivityLog log;
    CancelToken token;
    Query query;
    query.question = {Name::parse(u"example.org").value(), Type::TXT};
    query.server = {QHostAddress(QHostAddress::LocalHost), server.port()};
    const Reply reply = NetTransport(log).ask(query, token);
    QVERIFY(reply.message);
    QVERIFY(reply.cameByTcp);
    QVERIFY(reply.message->answer.size() > 4500);
}

void TestHostile::aMessageFullOfSignaturesIsBounded()
{
    const DnsKey key
        = dnsKeyOf(record(u"example.org"_s, Type::DNSKEY, number(257) + "\3\x0d" + QByteArray(64, 'k'))).value();
    QList<Record> section{record(u"example.org"_s, Type::TXT, "\1x")};
    for (int i = 0; i < 1200; ++i)
        section.append(
            record(u"example.org"_s, Type::RRSIG, signatureData(Type::TXT, key.tag, 2, number(i).repeated(8))));
    WorkBudget budget;
    const QList<Record> keys{record(u"example.org"_s, Type::DNSKEY, number(257) + "\3\x0d" + QByteArray(64, 'k'))};
    const QDateTime now = FakeClock().now();
    const auto checks
        = checkSignatures(recordSetsIn(section).first(), Name::parse(u"example.org").value(), keys, now, budget);
    QCOMPARE(checks.size(), 1200);
    QCOMPARE(checks.last().state, SignatureCheck::State::NotTried);
    QVERIFY(WorkBudget().verifications - budget.verifications <= 8);
}

void TestHostile::aMessageFullOfKeysWithOneTagIsBounded()
{
    // The tag is a sum: exchanging bytes two apart does not change it (KeyTrap).
    QList<Record> keys;
    for (int i = 0; i < 700; ++i) {
        QByteArray data = number(257) + "\3\x0d" + QByteArray(64, 'k');
        data[10] = char(i & 0xff);
        data[12] = char(0xff - (i & 0xff));
        data[14] = char(i >> 8);
        data[16] = char(0xff - (i >> 8));
        keys.append(record(u"example.org"_s, Type::DNSKEY, data));
    }
    const int tag = dnsKeyOf(keys.first())->tag;
    QCOMPARE(int(dnsKeyOf(keys.last())->tag), tag);
    QList<Record> ds;
    for (int i = 0; i < 1000; ++i)
        ds.append(record(u"example.org"_s, Type::DS, number(tag) + "\x0d\2" + number(i) + QByteArray(30, 'd')));
    QVERIFY(keysThatFit(ds, keys).isEmpty());
    QList<Record> section{record(u"example.org"_s, Type::TXT, "\1x")};
    for (int i = 0; i < 600; ++i)
        section.append(record(u"example.org"_s, Type::RRSIG, signatureData(Type::TXT, tag, 2, number(i).repeated(32))));
    WorkBudget budget;
    const auto checks = checkSignatures(
        recordSetsIn(section).first(), Name::parse(u"example.org").value(), keys, FakeClock().now(), budget);
    QVERIFY(!isGood(checks));
    QVERIFY(WorkBudget().verifications - budget.verifications <= 8 * 4);
}

void TestHostile::aMessageFullOfNsec3IsBounded()
{
    const Name zone = Name::parse(u"example.org").value();
    QList<Record> authority;
    for (int i = 0; i < 500; ++i) {
        const QByteArray rdata = QByteArray("\1\0\0\x96\0\x14", 6) + QByteArray(20, char(i)); // 150 iterations
        const Name owner = zone.child(nsec3Label(zone, number(i), 0)).value();
        authority.append({owner, Type::NSEC3, Class::IN, 60, rdata});
        authority.append({owner, Type::RRSIG, Class::IN, 60, signatureData(Type::NSEC3, i, 3, "signature")});
    }
    WorkBudget budget;
    const QString deep = u"a."_s.repeated(120) + u"example.org"_s;
    const Denied denied{Denied::What::Name, {Name::parse(deep).value(), Type::CAA}, 0};
    const Denial denial = checkDenial(authority, denied, zone, {}, FakeClock().now(), budget);
    QVERIFY(!denial.isSufficient());
    QVERIFY(denial.unsound.size() <= 16);
}

void TestHostile::namesOfManyLabelsAreBounded()
{
    QByteArray name;
    for (int i = 0; i < 126; ++i)
        name += "\1a";
    const QByteArray first = recordOf(name + '\0', Type::TXT, "\1x");
    const QByteArray next = recordOf(pointerTo(12), Type::NS, pointerTo(12));
    const int count = countOf(next, 12 + first.size());
    const auto message = parseMessage(answerOf(count + 1, first + next.repeated(count)));
    QVERIFY(message);
    QCOMPARE(recordSetsIn(message->answer).size(), 2);
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
