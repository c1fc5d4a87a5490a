// SPDX-License-Identifier: MIT
#include "checks/quorum.h"

#include <QTest>

using namespace cw::checks;

// Which states of a zone's servers let Let's Encrypt's validation pass for certain: by the outcomes of its own code in the
// table of 494 states of zones (data/dcv-verdicts.md; d266 is a case there).
class TestQuorum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void marksWhoDoesNoHarm();
};

namespace
{

// One letter a server: g good, m missing, o other, p passed over, s silent, d doubtful, w seen but doubtful, n not asked.
// Behind it: P named by the parent only, Z by the zone only, = the same host as the one before, 6 an IPv6 address.
QList<ServerSight> serversFrom(const QString &text)
{
    static const QHash<QChar, std::pair<SeenState, Trouble>> letters{
        {u'g', {SeenState::Seen, Trouble::None}},
        {u'm', {SeenState::Missing, Trouble::None}},
        {u'o', {SeenState::Other, Trouble::None}},
        {u'p', {SeenState::Error, Trouble::PassedOver}},
        {u's', {SeenState::NoAnswer, Trouble::Silent}},
        {u'd', {SeenState::Error, Trouble::Doubtful}},
        {u'w', {SeenState::Seen, Trouble::Doubtful}},
        {u'n', {SeenState::NotAsked, Trouble::Doubtful}},
    };
    QList<ServerSight> servers;
    for (const QChar letter : text) {
        if (letter == u'P' || letter == u'Z') {
            servers.last().namedBy = letter == u'P' ? NamedBy::Parent : NamedBy::Zone;
        } else if (letter == u'=') {
            servers.last().server = servers.at(servers.size() - 2).server;
        } else if (letter == u'6') {
            servers.last().address = QStringLiteral("2001:db8::%1").arg(servers.size());
        } else {
            ServerSight server;
            server.server = QStringLiteral("ns%1.example").arg(servers.size() + 1);
            server.address = QStringLiteral("192.0.2.%1").arg(servers.size() + 1);
            std::tie(server.state, server.trouble) = letters.value(letter);
            servers.append(server);
        }
    }
    return servers;
}

} // namespace

void TestQuorum::decides_data()
{
    QTest::addColumn<QString>("servers");
    QTest::addColumn<bool>("isSure");
    const auto row = [](const char *name, const QString &servers, bool isSure) {
        QTest::newRow(name) << servers << isSure;
    };
    row("no server", QString(), false);
    row("one good", QStringLiteral("g"), true);
    row("one of two without the value is a lottery (d250)", QStringLiteral("gm"), false);
    row("one of four with another value (d257)", QStringLiteral("gggo"), false);
    row("one of two refuses (d262, d404, d405)", QStringLiteral("gp"), true);
    row("two of three lame (d263)", QStringLiteral("gpp"), true);
    row("all lame (d264)", QStringLiteral("pp"), false);
    row("one of two silent (d266)", QStringLiteral("gs"), true);
    row("one of three silent (d267)", QStringLiteral("ggs"), true);
    row("two silent ones cost too much time", QStringLiteral("ggss"), false);
    row("all silent", QStringLiteral("ss"), false);
    row("silent for this question only (d385)", QStringLiteral("gd"), false);
    row("the right value, too late", QStringLiteral("w"), false);
    row("one of two too late for this question only", QStringLiteral("gw"), false);
    row("the good one lame, the other old (d272)", QStringLiteral("po"), false);
    row("only the zone names the good one, the parent's is lame (d235)", QStringLiteral("pPgZ"), false);
    row("the zone names a dead one besides (d236)", QStringLiteral("gsZ"), true);
    row("parent names one, the zone the other, both good (d232)", QStringLiteral("gPgZ"), true);
    row("only the zone's own is old (d288 passes, but who knows what is cached)", QStringLiteral("gmZ"), false);
    row("an IPv6 address that cannot be judged from here", QStringLiteral("gn6"), true);
    row("the other IPv4 address of the host is dead: which one is the glue?", QStringLiteral("gs="), false);
    row("its IPv6 address is silent (d417)", QStringLiteral("gs=6"), true);
}

void TestQuorum::decides()
{
    QFETCH(QString, servers);
    QList<ServerSight> sights = serversFrom(servers);
    QTEST(isCertain(sights), "isSure");
}

void TestQuorum::marksWhoDoesNoHarm()
{
    QList<ServerSight> servers = serversFrom(QStringLiteral("gps"));
    QVERIFY(isCertain(servers));
    QVERIFY(!servers.at(0).isHarmless && servers.at(1).isHarmless && servers.at(2).isHarmless);
    // Where the name is held back, everybody in trouble is worth a look.
    servers.append(serversFrom(QStringLiteral("m")));
    QVERIFY(!isCertain(servers));
    QVERIFY(!servers.at(1).isHarmless && !servers.at(2).isHarmless);
}

QTEST_GUILESS_MAIN(TestQuorum)
#include "tst_quorum.moc"
