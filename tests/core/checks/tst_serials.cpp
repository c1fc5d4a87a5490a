// SPDX-License-Identifier: MIT
#include "checks/serials.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;

namespace
{

constexpr quint32 NoSerial = 0xdeadbeef;

QList<ServerSight> serversWith(const QList<quint32> &serials)
{
    QList<ServerSight> servers;
    for (const quint32 serial : serials) {
        ServerSight server;
        if (serial != NoSerial)
            server.serial = serial;
        servers.append(server);
    }
    return servers;
}

} // namespace

class TestSerials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersSerials_data();
    void ordersSerials();
    void saysHowFarEachServerIsBehind_data();
    void saysHowFarEachServerIsBehind();
};

void TestSerials::ordersSerials_data()
{
    QTest::addColumn<quint32>("a");
    QTest::addColumn<quint32>("b");
    QTest::addColumn<bool>("isNewer");
    QTest::newRow("one more") << 8U << 7U << true;
    QTest::newRow("one less") << 7U << 8U << false;
    QTest::newRow("the same") << 7U << 7U << false;
    QTest::newRow("wrapped around") << 0U << 0xffffffffU << true;
    QTest::newRow("not yet wrapped") << 0xffffffffU << 0U << false;
    QTest::newRow("as far as it goes") << 0x80000006U << 7U << true;
    QTest::newRow("half the space has no order") << 0x80000007U << 7U << false;
    QTest::newRow("nor the other way") << 7U << 0x80000007U << false;
}

void TestSerials::ordersSerials()
{
    QFETCH(quint32, a);
    QFETCH(quint32, b);
    QTEST(isNewerSerial(a, b), "isNewer");
}

void TestSerials::saysHowFarEachServerIsBehind_data()
{
    QTest::addColumn<QList<quint32>>("serials");
    QTest::addColumn<QList<quint32>>("behind");
    QTest::newRow("all equal") << QList<quint32>{5, 5, 5} << QList<quint32>{0, 0, 0};
    QTest::newRow("one lags") << QList<quint32>{5, 3, 5} << QList<quint32>{0, 2, 0};
    QTest::newRow("around the end") << QList<quint32>{0xfffffffe, 1} << QList<quint32>{3, 0};
    QTest::newRow("one unknown") << QList<quint32>{NoSerial, 4, 5} << QList<quint32>{0, 1, 0};
    QTest::newRow("none known") << QList<quint32>{NoSerial} << QList<quint32>{0};
}

void TestSerials::saysHowFarEachServerIsBehind()
{
    QFETCH(QList<quint32>, serials);
    QFETCH(QList<quint32>, behind);
    QList<ServerSight> servers = serversWith(serials);
    compareSerials(servers);
    QList<quint32> actual;
    for (const ServerSight &server : servers)
        actual.append(server.behind);
    QCOMPARE(actual, behind);
}

QTEST_GUILESS_MAIN(TestSerials)
#include "tst_serials.moc"
