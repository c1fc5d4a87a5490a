// SPDX-License-Identifier: MIT
#include "dns/nettransport.h"
#include "wireserver.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTcpServer>
#include <QTemporaryFile>
#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;
using namespace std::chrono_literals;

namespace
{

// What a server says to `query`: the question, these header bits, an answer with this text.
QByteArray answerTo(const QByteArray &query, const QByteArray &text, int flags = 0x8400)
{
    const Message question = parseMessage(query).value();
    QByteArray wire = makeQuery(question.id, question.questions.first(), {.edns = false});
    wire[2] = char(flags >> 8);
    wire[3] = char(flags & 0xff);
    const Record record = txtRecord(question.questions.first().name, text, 60);
    wire[7] = 1;
    wire += QByteArray::fromHex("c00c001000010000003c00") + char(record.rdata.size()) + record.rdata;
    return wire;
}

QByteArray framed(const QByteArray &message)
{
    return QByteArray(1, char(message.size() >> 8)) + char(message.size() & 0xff) + message;
}

QByteArray withOtherId(QByteArray message)
{
    message[0] = char(~message[0]);
    return message;
}

using Answers = QList<WireServer::Answer>;

} // namespace

class TestNetTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bringsTheAnswer();
    void takesOnlyTheAnswerToItsQuestion_data();
    void takesOnlyTheAnswerToItsQuestion();
    void asksAgainWhenThereIsNoAnswer();
    void takesAnAnswerThatCameLate();
    void saysThatNobodyAnswered();
    void saysThatNobodyListens_data();
    void saysThatNobodyListens();
    void saysThatTheAnswerWasGarbage();
    void goesToTcpAfterATruncatedAnswer();
    void staysWithTheTruncatedAnswerWhenOnlyUdpIsAllowed();
    void saysWhenTcpFailsAfterATruncatedAnswer();
    void sendsAnUpdateAsItIs();
    void acceptsAnErrorWithoutTheQuestion();
    void asksHundredsWithAtMost64InFlight();
    void usesAnotherIdForEveryQuestion();
    void stopsWhenCanceled();
    void doesNotBeginWhenCanceled();
    void writesALineForEachAnswer();
    void readsTheSystemsResolvers();
    void writesEndpoints();

private:
    Reply ask(const WireServer &server, Carrier carrier = Carrier::UdpThenTcp, int tries = 1,
              std::chrono::milliseconds timeout = 300ms);
    Query query(quint16 port) const;

    ActivityLog m_log;
    CancelToken m_token;
    QStringList m_lines;
};

void TestNetTransport::init()
{
    m_token = CancelToken();
    m_lines.clear();
    m_log.setListener([this](const LogEntry &entry) { m_lines.append(entry.text); });
}

Query TestNetTransport::query(quint16 port) const
{
    Query result;
    result.question = {Name::parse(u"_acme-challenge.example.org").value(), Type::TXT};
    result.server = {QHostAddress(QHostAddress::LocalHost), port};
    result.timeout = 300ms;
    result.tries = 1;
    return result;
}

Reply TestNetTransport::ask(const WireServer &server, Carrier carrier, int tries, std::chrono::milliseconds timeout)
{
    Query question = query(server.port());
    question.carrier = carrier;
    question.tries = tries;
    question.timeout = timeout;
    return NetTransport(m_log).ask(question, m_token);
}

namespace
{

DnsFailure::Kind kindOf(const Reply &reply)
{
    return std::get<DnsFailure>(reply.message.failure()).kind;
}

QByteArray textOf(const Reply &reply)
{
    return reply.message ? dns::textOf(reply.message->answer.value(0)).value_or("none") : "failed";
}

} // namespace

void TestNetTransport::bringsTheAnswer()
{
    const WireServer server({[](const QByteArray &asked, int) { return Answers {{answerTo(asked, "yes")}}; }, {}});
    const Reply reply = ask(server);
    QCOMPARE(textOf(reply), "yes");
    QVERIFY(reply.message->isAuthoritative);
    QVERIFY(!reply.cameByTcp);
    QCOMPARE(reply.triesUsed, 1);
}

void TestNetTransport::takesOnlyTheAnswerToItsQuestion_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("wrong id") << 0;
    QTest::newRow("other port") << 1;
    QTest::newRow("other question") << 2;
    QTest::newRow("a question instead of an answer") << 3;
    QTest::newRow("garbage") << 4;
    QTest::newRow("empty datagram") << 5;
    QTest::newRow("no question in a good answer") << 6;
    QTest::newRow("other address") << 7;
    QTest::newRow("other type in the question") << 8;
}

void TestNetTransport::takesOnlyTheAnswerToItsQuestion()
{
    QFETCH(int, kind);
    const WireServer server({[kind](const QByteArray &asked, int) {
        const QByteArray good = answerTo(asked, "true");
        QByteArray forged = answerTo(asked, "forged");
        WireServer::Answer first {forged};
        if (kind == 0)
            first.bytes = withOtherId(forged);
        if (kind == 1)
            first.fromOtherPort = true;
        if (kind == 2)
            first.bytes = forged.replace("example", "examplf");
        if (kind == 3)
            first.bytes = answerTo(asked, "forged", 0x0400);
        if (kind == 4)
            first.bytes = asked.first(2) + "garbage";
        if (kind == 5)
            first.bytes = {};
        if (kind == 6)
            first.bytes = asked.first(2) + QByteArray::fromHex("84000000000000000000");
        if (kind == 7)
            first.fromOtherAddress = true;
        if (kind == 8)
            first.bytes[asked.size() - 15] = char(Type::A); // 11 bytes of OPT and the class are behind it
        return Answers {first, {good, 30}};
    }, {}});
    QCOMPARE(textOf(ask(server)), "true");
}

void TestNetTransport::asksAgainWhenThereIsNoAnswer()
{
    const WireServer server({[](const QByteArray &asked, int count) {
        return count < 3 ? Answers() : Answers {{answerTo(asked, "third")}};
    }, {}});
    const Reply reply = ask(server, Carrier::UdpThenTcp, 3, 50ms);
    QCOMPARE(textOf(reply), "third");
    QCOMPARE(reply.triesUsed, 3);
}

void TestNetTransport::takesAnAnswerThatCameLate()
{
    const WireServer server({[](const QByteArray &asked, int count) {
        return count == 1 ? Answers {{answerTo(asked, "late"), 150}} : Answers();
    }, {}});
    const Reply reply = ask(server, Carrier::UdpThenTcp, 3, 100ms);
    QCOMPARE(textOf(reply), "late");
    QCOMPARE(reply.triesUsed, 2);
    QVERIFY(reply.roundTrip >= 150ms);
}

void TestNetTransport::saysThatNobodyAnswered()
{
    const WireServer server({[](const QByteArray &, int) { return Answers(); }, {}});
    const Reply reply = ask(server, Carrier::UdpThenTcp, 2, 30ms);
    QCOMPARE(kindOf(reply), DnsFailure::Kind::NoAnswer);
    QCOMPARE(server.udpQuestions(), 2);
    const auto failure = std::get<DnsFailure>(reply.message.failure());
    QCOMPARE(failure.server, QStringLiteral("127.0.0.1:%1").arg(server.port()));
    QCOMPARE(failure.question, QStringLiteral("_acme-challenge.example.org. TXT"));
}

void TestNetTransport::saysThatNobodyListens_data()
{
    QTest::addColumn<int>("carrier");
    QTest::newRow("udp") << int(Carrier::UdpThenTcp);
    QTest::newRow("tcp") << int(Carrier::TcpOnly);
}

void TestNetTransport::saysThatNobodyListens()
{
    QFETCH(int, carrier);
    quint16 port = 0;
    {
        QTcpServer gone;
        gone.listen(QHostAddress::LocalHost);
        port = gone.serverPort();
    }
    Query question = query(port);
    question.carrier = Carrier(carrier);
    question.timeout = 20s;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(kindOf(NetTransport(m_log).ask(question, m_token)), DnsFailure::Kind::Unreachable);
    QVERIFY(timer.elapsed() < 5000);
}

void TestNetTransport::saysThatTheAnswerWasGarbage()
{
    const WireServer server({[](const QByteArray &asked, int) { return Answers {{asked.first(2) + "garbage"}}; }, {}});
    QCOMPARE(kindOf(ask(server, Carrier::UdpThenTcp, 2, 50ms)), DnsFailure::Kind::Malformed);
}

void TestNetTransport::goesToTcpAfterATruncatedAnswer()
{
    const WireServer server({[](const QByteArray &asked, int) { return Answers {{answerTo(asked, "part", 0x8600)}}; },
                             [](const QByteArray &asked) { return framed(answerTo(asked, "whole")); }});
    const Reply reply = ask(server);
    QCOMPARE(textOf(reply), "whole");
    QVERIFY(reply.cameByTcp);
    QCOMPARE(server.tcpQuestions(), 1);
}

void TestNetTransport::staysWithTheTruncatedAnswerWhenOnlyUdpIsAllowed()
{
    const WireServer server({[](const QByteArray &asked, int) { return Answers {{answerTo(asked, "part", 0x8600)}}; }, {}});
    const Reply reply = ask(server, Carrier::UdpOnly);
    QCOMPARE(textOf(reply), "part");
    QVERIFY(reply.message->isTruncated);
}

void TestNetTransport::saysWhenTcpFailsAfterATruncatedAnswer()
{
    const WireServer server({[](const QByteArray &asked, int) { return Answers {{answerTo(asked, "part", 0x8600)}}; }, {}});
    const Reply reply = ask(server);
    QCOMPARE(kindOf(reply), DnsFailure::Kind::NoAnswer);
    QVERIFY(reply.cameByTcp);
}

void TestNetTransport::sendsAnUpdateAsItIs()
{
    QByteArray received;
    const WireServer server({{}, [&received](const QByteArray &asked) {
        received = asked;
        return framed(asked.first(2) + QByteArray::fromHex("a8000000000000000000")); // without the zone section
    }});
    Query update = query(server.port());
    update.question = {Name::parse(u"example.org").value(), Type::SOA};
    update.carrier = Carrier::TcpOnly;
    update.wire = QByteArray::fromHex("beef28000001000000000000") + update.question.name.toWire()
        + QByteArray::fromHex("00060001");
    const Reply reply = NetTransport(m_log).ask(update, m_token);
    QVERIFY(reply.message);
    QCOMPARE(reply.message->id, quint16(0xbeef));
    QCOMPARE(reply.message->opcode, Opcode::Update);
    QCOMPARE(received, update.wire);
}

void TestNetTransport::acceptsAnErrorWithoutTheQuestion()
{
    const WireServer server({[](const QByteArray &asked, int) {
        return Answers {{asked.first(2) + QByteArray::fromHex("80010000000000000000")}};
    }, {}});
    QCOMPARE(ask(server).message->rcode, 1);
}

void TestNetTransport::asksHundredsWithAtMost64InFlight()
{
    const WireServer server({[](const QByteArray &asked, int) {
        return Answers {{answerTo(asked, parseMessage(asked)->questions[0].name.labels()[0]), 2}};
    }, {}});
    QList<Query> queries;
    for (int i = 0; i < 500; ++i) {
        queries.append(query(server.port()));
        queries.last().question.name = Name::parse(QStringLiteral("n%1.example.org").arg(i)).value();
        queries.last().timeout = 5s;
    }
    const QList<Reply> replies = NetTransport(m_log).askAll(queries, m_token);
    QCOMPARE(replies.size(), 500);
    for (int i = 0; i < 500; ++i)
        QCOMPARE(textOf(replies[i]), 'n' + QByteArray::number(i));
    QVERIFY2(server.mostAtOnce() <= 64 && server.mostAtOnce() > 8, qPrintable(QString::number(server.mostAtOnce())));
}

void TestNetTransport::usesAnotherIdForEveryQuestion()
{
    QSet<QByteArray> ids; // the server's thread only, until it is gone
    {
        const WireServer server({[&ids](const QByteArray &asked, int) {
            ids.insert(asked.first(2));
            return Answers {{answerTo(asked, "yes")}};
        }, {}});
        const QList<Query> queries(100, query(server.port()));
        const QList<Reply> replies = NetTransport(m_log).askAll(queries, m_token);
        QVERIFY(std::all_of(replies.begin(), replies.end(), [](const Reply &r) { return r.message.isOk(); }));
    }
    QVERIFY2(ids.size() > 90, qPrintable(QString::number(ids.size())));
}

void TestNetTransport::stopsWhenCanceled()
{
    const WireServer server({[this](const QByteArray &asked, int count) {
        if (count == 2)
            m_token.cancel();
        return count == 1 ? Answers {{answerTo(asked, "first")}} : Answers();
    }, {}});
    QList<Query> queries(3, query(server.port()));
    for (Query &each : queries)
        each.timeout = 20s;
    QElapsedTimer timer;
    timer.start();
    const QList<Reply> replies = NetTransport(m_log).askAll(queries, m_token);
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(replies.size(), 3);
    QVERIFY(!replies[2].message && isCanceled(replies[2].message.failure()));
}

void TestNetTransport::doesNotBeginWhenCanceled()
{
    m_token.cancel();
    const QList<Reply> replies = NetTransport(m_log).askAll({query(9), query(9)}, m_token);
    QCOMPARE(replies.size(), 2);
    QVERIFY(isCanceled(replies[1].message.failure()));
    QCOMPARE(replies[1].query.server.port, quint16(9));
}

void TestNetTransport::writesALineForEachAnswer()
{
    const WireServer server({[](const QByteArray &asked, int) { return Answers {{answerTo(asked, "yes")}}; }, {}});
    ask(server);
    QCOMPARE(m_lines.size(), 1);
    QVERIFY2(m_lines[0].startsWith(QStringLiteral("@127.0.0.1:%1 _acme-challenge.example.org. TXT: NOERROR aa, 1 in the answer, ")
                                       .arg(server.port())),
             qPrintable(m_lines[0]));
}

void TestNetTransport::readsTheSystemsResolvers()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("# comment\nsearch example.org\nnameserver 192.0.2.53\nnameserver\t 2001:db8::53 # the other\n"
               "nameserver nonsense\nnameserver\noptions edns0\n");
    file.flush();
    QCOMPARE(systemResolvers(file.fileName()),
             (QList<Endpoint> {{QHostAddress(QStringLiteral("192.0.2.53")), 53},
                               {QHostAddress(QStringLiteral("2001:db8::53")), 53}}));
    QVERIFY(systemResolvers(QStringLiteral("/nonexistent/resolv.conf")).isEmpty());
}

void TestNetTransport::writesEndpoints()
{
    QCOMPARE((Endpoint {QHostAddress(QStringLiteral("192.0.2.1")), 53}).toString(), QStringLiteral("192.0.2.1"));
    QCOMPARE((Endpoint {QHostAddress(QStringLiteral("192.0.2.1")), 5300}).toString(), QStringLiteral("192.0.2.1:5300"));
    QCOMPARE((Endpoint {QHostAddress(QStringLiteral("2001:db8::1")), 5300}).toString(), QStringLiteral("[2001:db8::1]:5300"));
}

QTEST_GUILESS_MAIN(TestNetTransport)
#include "tst_nettransport.moc"
