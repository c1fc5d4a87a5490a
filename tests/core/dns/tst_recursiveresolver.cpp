// SPDX-License-Identifier: MIT
#include "dns/recursiveresolver.h"

#include "dns/endpoint.h"
#include "resolverworld.h"

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

const Endpoint First{QHostAddress(QStringLiteral("192.0.2.53")), 53};
const Endpoint Second{QHostAddress(QStringLiteral("203.0.113.53")), 53};

// Resolvers whose answers are an rcode, or silence (-1); by server, with CD=0 and CD=1.
class Resolvers final : public DnsTransport
{
public:
    struct Habit {
        int checked = 0;
        int unchecked = 0;
    };
    QHash<QString, Habit> habits;
    QStringList asked; // "192.0.2.53", with "+cd"
    QList<qsizetype> batches;

    QList<Reply> askAll(const QList<Query> &queries, CancelToken &) override
    {
        batches.append(queries.size());
        QList<Reply> replies;
        for (const Query &query : queries) {
            const QString server = query.server.toString();
            const Habit habit = habits.value(server);
            const int rcode = query.flags.checkingDisabled ? habit.unchecked : habit.checked;
            asked.append(server + (query.flags.checkingDisabled ? QStringLiteral("+cd") : QString()));
            Reply reply;
            reply.query = query;
            if (rcode < 0) {
                reply.message = dns::failureOf(query, DnsFailure::Kind::NoAnswer, {});
            } else {
                Message message;
                message.rcode = rcode;
                message.questions = {query.question};
                reply.message = message;
            }
            replies.append(reply);
        }
        return replies;
    }
};

} // namespace

class TestRecursiveResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnAsLongAsNobodyAnswers_data();
    void asksOnAsLongAsNobodyAnswers();
    void asksPublicResolversLastSideBySideAndOnce();
    void doesWithoutPublicResolversThatAreOutOfReach();
    void leavesTheOthersOutWhenTold();
};

void TestRecursiveResolver::asksOnAsLongAsNobodyAnswers_data()
{
    QTest::addColumn<QList<int>>("first");
    QTest::addColumn<QList<int>>("second");
    QTest::addColumn<int>("rcode"); // -1: none
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("asked");
    const QString one = First.toString();
    const QString two = Second.toString();
    const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };
    row("the first answers") << QList{0, 0} << QList{0, 0} << 0 << one << one;
    row("no such name is an answer") << QList{3, 3} << QList{0, 0} << 3 << one << one;
    row("the first is silent") << QList{-1, -1} << QList{0, 0} << 0 << two << one + u' ' + two;
    row("the first refuses") << QList{5, 5} << QList{0, 0} << 0 << two << one + u' ' + two;
    row("the first fails at everything") << QList{2, 2} << QList{0, 0} << 0 << two
                                         << one + u' ' + one + QLatin1String("+cd ") + two;
    row("broken signatures: the second would hide it")
        << QList{2, 0} << QList{0, 0} << 2 << one << one + u' ' + one + QLatin1String("+cd");
    row("broken signatures of a missing name")
        << QList{2, 3} << QList{0, 0} << 2 << one << one + u' ' + one + QLatin1String("+cd");
    row("both fail") << QList{2, 2} << QList{2, 2} << 2 << one << one + u' ' + one + QLatin1String("+cd ") + two;
    row("failing says more than refusing") << QList{5, 5} << QList{2, 2} << 2 << two << one + u' ' + two;
    row("refusing says more than silence") << QList{5, 5} << QList{-1, -1} << 5 << one << one + u' ' + two;
    row("silence") << QList{-1, -1} << QList{-1, -1} << -1 << one << one + u' ' + two;
}

void TestRecursiveResolver::asksOnAsLongAsNobodyAnswers()
{
    QFETCH(const QList<int>, first);
    QFETCH(const QList<int>, second);
    Resolvers resolvers;
    resolvers.habits = {{First.toString(), {first[0], first[1]}}, {Second.toString(), {second[0], second[1]}}};
    DnsSettings settings;
    settings.resolvers = {First, Second};
    RecursiveResolver recursive(resolvers, settings);
    CancelToken token;
    const Reply reply = recursive.ask({name("www.example.org"), Type::CAA}, {}, token);
    QTEST(reply.message ? reply.message->rcode : -1, "rcode");
    QTEST(reply.query.server.toString(), "from");
    QTEST(resolvers.asked.join(u' '), "asked");
    QVERIFY(reply.query.flags.recursionDesired && !reply.query.flags.checkingDisabled);
}

void TestRecursiveResolver::asksPublicResolversLastSideBySideAndOnce()
{
    Resolvers resolvers;
    resolvers.habits = {{First.toString(), {-1, -1}}, {QStringLiteral("https://a.test/"), {2, 2}}};
    DnsSettings settings;
    settings.resolvers = {First};
    settings.publicResolvers = {{QStringLiteral("a"), {}, parseDoh(QStringLiteral("https://a.test/")).value()},
        {QStringLiteral("b"), {}, parseDoh(QStringLiteral("https://b.test/")).value()}};
    RecursiveResolver recursive(resolvers, settings);
    CancelToken token;
    const QList<Reply> replies
        = recursive.askAll({{name("a.example.org"), Type::A}, {name("b.example.org"), Type::A}}, {}, token);
    QCOMPARE(resolvers.batches, (QList<qsizetype>{2, 4}));
    for (const Reply &reply : replies)
        QCOMPARE(reply.query.server.toString(), QStringLiteral("https://b.test/"));
    QCOMPARE(replies.last().query.tries, 1);
}

void TestRecursiveResolver::doesWithoutPublicResolversThatAreOutOfReach()
{
    Resolvers resolvers;
    resolvers.habits = {{First.toString(), {5, 5}}, {QStringLiteral("https://a.test/"), {-1, -1}}};
    DnsSettings settings;
    settings.resolvers = {First};
    settings.publicResolvers = {{QStringLiteral("a"), {}, parseDoh(QStringLiteral("https://a.test/")).value()}};
    RecursiveResolver recursive(resolvers, settings);
    CancelToken token;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(recursive.ask({name("a.example.org"), Type::A}, {}, token).message.value().rcode, 5);
    QCOMPARE(resolvers.asked.count(QStringLiteral("https://a.test/")), 1); // one timeout overall
}

void TestRecursiveResolver::leavesTheOthersOutWhenTold()
{
    Resolvers resolvers;
    DnsSettings settings;
    settings.resolvers = {First};
    RecursiveResolver alone(resolvers, settings);
    alone.askOnlyPublicOnes();
    CancelToken token;
    QVERIFY(alone.ask({name("a.example.org"), Type::A}, {}, token).message); // there is no public one

    settings.publicResolvers = {{QStringLiteral("a"), {}, parseDoh(QStringLiteral("https://a.test/")).value()}};
    RecursiveResolver recursive(resolvers, settings);
    recursive.askOnlyPublicOnes();
    QCOMPARE(recursive.ask({name("a.example.org"), Type::A}, {}, token).query.server,
        settings.publicResolvers.first().endpoint);
}

QTEST_GUILESS_MAIN(TestRecursiveResolver)
#include "tst_recursiveresolver.moc"
