// SPDX-License-Identifier: MIT
// With the real programs, asked by dig and nsupdate.
#include "crypto/certificate.h"
#include "practice/practicelab.h"

#include <QDir>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace cw;
using namespace cw::practice;

namespace
{

constexpr int StartWithin = 40'000;
constexpr uid_t Nobody = 65534;

LocalTlsFiles localTls()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(QDateTime::currentDateTimeUtc(), 1);
    return {tls.rootPem, tls.certificatePem, tls.keyPem};
}

QString run(const QString &program, const QStringList &arguments, const QString &input = QString())
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input.toUtf8());
    process.closeWriteChannel();
    process.waitForFinished(20'000);
    return QString::fromUtf8(process.readAll()).trimmed();
}

QString digAtResolver(const LabAddress &address, const QStringList &question)
{
    const QStringList parts = address.resolver.split(u':');
    return run(QStringLiteral("dig"),
               QStringList {u'@' + parts.at(0), QStringLiteral("-p"), parts.at(1), QStringLiteral("+short")} + question);
}

QString addText(const LabAddress &address, const QString &name, const QString &value, const QStringList &key)
{
    const QString commands = QStringLiteral("server 127.0.0.1 %1\nupdate add %2 1 TXT %3\nsend\n")
                                 .arg(QString::number(address.dnsPort), name, value);
    return run(QStringLiteral("nsupdate"), key, commands);
}

QList<pid_t> programsIn(const QString &folder)
{
    QList<pid_t> ids;
    for (const QString &name : {QStringLiteral("named"), QStringLiteral("unbound"), QStringLiteral("pebble")}) {
        QFile file(folder + u'/' + name + QStringLiteral(".pid"));
        if (file.open(QIODevice::ReadOnly))
            ids.append(file.readAll().trimmed().toInt());
    }
    return ids;
}

bool isAlive(pid_t process)
{
    return ::kill(process, 0) == 0;
}

bool areAlive(const QList<pid_t> &processes)
{
    return processes.size() == 3 && std::all_of(processes.begin(), processes.end(), isAlive);
}

bool areGone(const QList<pid_t> &processes)
{
    return std::none_of(processes.begin(), processes.end(), isAlive);
}

} // namespace

class TestPracticeLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesUpdatesAndResolvesThem();
    void answersOverHttps();
    void leavesNothingBehindWhenItStops();
    void leavesNothingBehindWhenItIsDropped();
    void canBeStoppedBeforeItIsReady();
    void saysWhenAProgramDies();
    void saysWhenAProgramCannotStart();
    void endsWithItsParent_data();
    void endsWithItsParent();
};

void TestPracticeLab::takesUpdatesAndResolvesThem()
{
    PracticeLab lab;
    QSignalSpy ready(&lab, &PracticeLab::ready);
    lab.start(localTls(), {});
    QVERIFY(!lab.isRunning());
    QVERIFY(ready.wait(StartWithin));
    QVERIFY(lab.isRunning());
    const LabAddress &address = lab.address();

    const QStringList key {QStringLiteral("-k"), address.tsigKeyFile};
    for (const QString &zone : address.zones) {
        const QString name = QStringLiteral("_acme-challenge.%1.").arg(zone);
        QCOMPARE(digAtResolver(address, {name, QStringLiteral("TXT")}), QString());
        QCOMPARE(addText(address, name, QStringLiteral("value"), key), QString());
        QTRY_COMPARE_WITH_TIMEOUT(digAtResolver(address, {name, QStringLiteral("TXT")}), QStringLiteral("\"value\""), 10'000);
    }
    QVERIFY(addText(address, QStringLiteral("x.example.test."), QStringLiteral("v"), {}).contains(QStringLiteral("REFUSED")));

    QCOMPARE(addText(address, QStringLiteral("alias.auth.test."), QStringLiteral("through"), key), QString());
    QTRY_COMPARE_WITH_TIMEOUT(
        digAtResolver(address, {QStringLiteral("_acme-challenge.alias.example.test."), QStringLiteral("TXT")}),
        QStringLiteral("alias.auth.test.\n\"through\""), 10'000);
    QCOMPARE(digAtResolver(address, {QStringLiteral("example.test."), QStringLiteral("NS")}),
             QStringLiteral("ns1.example.test."));
    QCOMPARE(digAtResolver(address, {QStringLiteral("ns1.example.test."), QStringLiteral("A")}), QStringLiteral("127.0.0.1"));

    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(address.folder).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 07777), 0700);
    QSignalSpy stopped(&lab, &PracticeLab::stopped);
    lab.stop();
    QVERIFY(stopped.wait(10'000));
}

void TestPracticeLab::answersOverHttps()
{
    PracticeLab lab;
    QSignalSpy ready(&lab, &PracticeLab::ready);
    const LocalTlsFiles tls = localTls();
    lab.start(tls, {});
    QVERIFY(ready.wait(StartWithin));

    QFile root(lab.address().rootFile);
    QVERIFY(root.open(QIODevice::ReadOnly));
    QCOMPARE(root.readAll(), tls.rootPem);
    QNetworkAccessManager network;
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    trust.setCaCertificates(QSslCertificate::fromData(tls.rootPem));
    for (const auto &[url, word] :
         {std::pair(lab.address().directoryUrl, "newOrder"),
          std::pair(lab.address().managementUrl + QStringLiteral("/roots/0"), "BEGIN CERTIFICATE")}) {
        QNetworkRequest request {QUrl(url)};
        request.setSslConfiguration(trust);
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.wait(10'000));
        QVERIFY2(reply->readAll().contains(word), qPrintable(reply->errorString()));
    }
    QSignalSpy stopped(&lab, &PracticeLab::stopped);
    lab.stop();
    QVERIFY(stopped.wait(10'000));
}

void TestPracticeLab::leavesNothingBehindWhenItStops()
{
    PracticeLab lab;
    QSignalSpy ready(&lab, &PracticeLab::ready);
    QSignalSpy stopped(&lab, &PracticeLab::stopped);
    for (int round = 0; round < 2; ++round) {
        lab.start(localTls(), {});
        QVERIFY(ready.wait(StartWithin));
        const QString folder = lab.address().folder;
        const QList<pid_t> programs = programsIn(folder);
        QVERIFY(areAlive(programs));

        lab.stop();
        QVERIFY(!lab.isRunning());
        QVERIFY(stopped.wait(10'000));
        QVERIFY(areGone(programs));
        QVERIFY(!QDir(folder).exists());
    }
}

void TestPracticeLab::leavesNothingBehindWhenItIsDropped()
{
    auto lab = std::make_unique<PracticeLab>();
    QSignalSpy ready(lab.get(), &PracticeLab::ready);
    lab->start(localTls(), {});
    QVERIFY(ready.wait(StartWithin));
    const QString folder = lab->address().folder;
    const QList<pid_t> programs = programsIn(folder);
    QVERIFY(areAlive(programs));
    lab.reset();
    QTRY_VERIFY_WITH_TIMEOUT(areGone(programs), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(folder).exists(), 10'000);
}

void TestPracticeLab::canBeStoppedBeforeItIsReady()
{
    PracticeLab lab;
    QSignalSpy ready(&lab, &PracticeLab::ready);
    QSignalSpy stopped(&lab, &PracticeLab::stopped);
    for (const int milliseconds : {0, 5, 20, 60}) {
        lab.start(localTls(), {});
        const QString folder = lab.address().folder;
        QVERIFY(QDir(folder).exists());
        QTest::qWait(milliseconds);
        lab.stop();
        QVERIFY(stopped.wait(10'000));
        QVERIFY(!QDir(folder).exists());
    }
    QCOMPARE(ready.size(), 0);
}

void TestPracticeLab::saysWhenAProgramDies()
{
    PracticeLab lab;
    QSignalSpy ready(&lab, &PracticeLab::ready);
    QSignalSpy failed(&lab, &PracticeLab::failed);
    lab.start(localTls(), {});
    QVERIFY(ready.wait(StartWithin));
    const QString folder = lab.address().folder;
    const QList<pid_t> programs = programsIn(folder);
    QVERIFY(areAlive(programs));

    ::kill(programs.first(), SIGKILL);

    QVERIFY(failed.wait(10'000));
    const auto failure = std::get<StoreFailure>(failed.first().first().value<Failure>());
    QCOMPARE(failure.kind, StoreFailure::Kind::ProgramFailed);
    QCOMPARE(failure.path, QStringLiteral("named"));
    QVERIFY2(failure.detail.contains(QStringLiteral("running")), qPrintable(failure.detail));
    QVERIFY(!lab.isRunning());
    QVERIFY(areGone(programs));
    QVERIFY(!QDir(folder).exists());
}

void TestPracticeLab::saysWhenAProgramCannotStart()
{
    PracticeLab lab;
    QSignalSpy failed(&lab, &PracticeLab::failed);
    lab.start({"no certificate", "no certificate", "no key"}, {});
    QVERIFY(failed.wait(StartWithin));
    const auto failure = std::get<StoreFailure>(failed.first().first().value<Failure>());
    QCOMPARE(failure.kind, StoreFailure::Kind::ProgramFailed);
    QCOMPARE(failure.path, QStringLiteral("pebble"));
    QVERIFY2(failure.detail.contains(QStringLiteral("PEM")), qPrintable(failure.detail));
}

void TestPracticeLab::endsWithItsParent_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("killed") << SIGKILL;
    QTest::newRow("crashed") << SIGSEGV;
    QTest::newRow("interrupted at the terminal") << SIGINT;
}

// Also as an ordinary user, when the test itself runs as root.
void TestPracticeLab::endsWithItsParent()
{
    QFETCH(int, signal);
    const QTemporaryDir place;
    QVERIFY(QFile::setPermissions(place.path(), QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner | QFile::ReadOther
                                      | QFile::ExeOther));
    const QString program = place.filePath(QStringLiteral("labprobe"));
    QVERIFY(QFile::copy(QStringLiteral(CERTWRIGHT_BINARY_DIR "/bin/labprobe"), program));
    QProcess parent;
    parent.setWorkingDirectory(QStringLiteral("/"));
    parent.setChildProcessModifier([] {
        ::setsid();
        if (::geteuid() == 0 && (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0))
            ::_exit(99);
    });
    parent.start(program, {});
    QVERIFY(parent.waitForReadyRead(StartWithin));
    const QString folder = QString::fromUtf8(parent.readLine()).trimmed();
    QVERIFY2(folder.startsWith(u'/'), qPrintable(folder));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(folder).constData(), &status), 0);
    QVERIFY(status.st_uid != 0);
    const QList<pid_t> programs = programsIn(folder);
    QVERIFY(areAlive(programs));

    ::kill(-pid_t(parent.processId()), signal); // as a terminal does: to everything that did not leave the group
    QVERIFY(parent.waitForFinished(10'000));

    QTRY_VERIFY_WITH_TIMEOUT(areGone(programs), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(!QDir(folder).exists(), 10'000);
}

QTEST_GUILESS_MAIN(TestPracticeLab)
#include "tst_practicelab.moc"
