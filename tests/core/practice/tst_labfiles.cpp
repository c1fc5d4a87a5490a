// SPDX-License-Identifier: MIT
#include "practice/freeports.h"
#include "practice/labfiles.h"
#include "practice/localsocket.h"
#include "practice/programs.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace cw::practice;

namespace
{

QByteArray contentOf(const QString &name)
{
    for (const LabFile &file : labFiles({5301, 5302, 14000, 15000}, "c2VjcmV0")) {
        if (file.name == name)
            return file.content;
    }
    return QByteArray();
}

} // namespace

class TestLabFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheSecretInTheKeyFileOnly();
    void writesAZoneForEveryName();
    void sendsTheResolverToTheNameServerForEveryZone();
    void listensOnLoopbackOnly();
    void findsFourDifferentPorts();
    void findsNoPortThatIsTaken();
    void tellsWhichPackagesAreMissing();
    void passesTheNonceRejectionOn();
};

void TestLabFiles::keepsTheSecretInTheKeyFileOnly()
{
    int files = 0;
    for (const LabFile &file : labFiles({1, 2, 3, 4}, "c2VjcmV0"))
        files += file.content.contains("c2VjcmV0") ? 1 : 0;
    QCOMPARE(files, 1);
    QVERIFY(contentOf(QString::fromLatin1(TsigKeyFileName)).contains("secret \"c2VjcmV0\""));
}

void TestLabFiles::writesAZoneForEveryName()
{
    for (const QString &zone : practiceZones()) {
        QVERIFY(contentOf(zone + QStringLiteral(".zone")).contains("ns1." + zone.toLatin1() + '.'));
        QVERIFY(contentOf(QStringLiteral("test.zone")).contains(zone.toLatin1() + ". NS ns1."));
        QVERIFY(contentOf(QStringLiteral("named.conf")).contains("zone \"" + zone.toLatin1() + '"'));
    }
    QVERIFY(contentOf(QStringLiteral("example.test.zone")).contains("_acme-challenge.alias CNAME alias.auth.test."));
    QVERIFY(!contentOf(QStringLiteral("auth.test.zone")).contains("CNAME"));
}

void TestLabFiles::sendsTheResolverToTheNameServerForEveryZone()
{
    const QByteArray configuration = contentOf(QStringLiteral("unbound.conf"));
    QCOMPARE(configuration.count("stub-addr: 127.0.0.1@5301"), practiceZones().size() + 2);
}

void TestLabFiles::listensOnLoopbackOnly()
{
    QVERIFY(contentOf(QStringLiteral("named.conf")).contains("listen-on port 5301 { 127.0.0.1; };"));
    QVERIFY(contentOf(QStringLiteral("unbound.conf")).contains("interface: 127.0.0.1\n    port: 5302\n"));
    const QJsonObject pebble = QJsonDocument::fromJson(contentOf(QStringLiteral("pebble.json")))
                                   .object()
                                   .value(QStringLiteral("pebble"))
                                   .toObject();
    QCOMPARE(pebble.value(QStringLiteral("listenAddress")).toString(), QStringLiteral("127.0.0.1:14000"));
    QCOMPARE(pebble.value(QStringLiteral("managementListenAddress")).toString(), QStringLiteral("127.0.0.1:15000"));
}

void TestLabFiles::findsFourDifferentPorts()
{
    const std::optional<LabPorts> ports = findFreePorts();
    QVERIFY(ports.has_value());
    const QSet<quint16> different {ports->dns, ports->resolver, ports->acme, ports->management};
    QCOMPARE(different.size(), 4);
    QVERIFY(!different.contains(0));
}

void TestLabFiles::findsNoPortThatIsTaken()
{
    LocalSocket held(LocalSocket::Kind::Udp);
    const quint16 port = held.bindTo(0);
    QVERIFY(port != 0);
    LocalSocket second(LocalSocket::Kind::Udp);
    QCOMPARE(second.bindTo(port), quint16(0));
}

void TestLabFiles::tellsWhichPackagesAreMissing()
{
    QStringList packages;
    for (const MissingProgram &missing : findMissingPrograms({QStringLiteral("/nonexistent")}))
        packages.append(missing.program + u'=' + missing.package);
    QCOMPARE(packages, QStringList({QStringLiteral("pebble=pebble"), QStringLiteral("named=bind9"),
                                    QStringLiteral("unbound=unbound")}));
}

void TestLabFiles::passesTheNonceRejectionOn()
{
    QCOMPARE(labEnvironment(50).value(QStringLiteral("PEBBLE_WFE_NONCEREJECT")), QStringLiteral("50"));
}

QTEST_GUILESS_MAIN(TestLabFiles)
#include "tst_labfiles.moc"
