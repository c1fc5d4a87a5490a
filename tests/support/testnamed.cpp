// SPDX-License-Identifier: MIT
#include "support/testnamed.h"

#include "dns/nettransport.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

namespace cw::test
{

using namespace cw::dns;
using namespace std::chrono_literals;

namespace
{

QString namedProgram()
{
    const QString found = QStandardPaths::findExecutable(QStringLiteral("named"));
    return found.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("named"), {QStringLiteral("/usr/sbin")}) : found;
}

const QHostAddress Address(QHostAddress::LocalHost);

quint16 freePort()
{
    QTcpServer tcp;
    QUdpSocket udp;
    do {
        tcp.close();
        tcp.listen(Address);
    } while (!udp.bind(Address, tcp.serverPort()));
    return tcp.serverPort();
}

Reply ask(quint16 port, const Name &name, Type type)
{
    ActivityLog log;
    CancelToken token;
    Query query;
    query.question = {name, type};
    query.server = {Address, port};
    query.timeout = 200ms;
    query.tries = 1;
    return NetTransport(log).ask(query, token);
}

} // namespace

TestNamed::~TestNamed()
{
    stop();
}

void TestNamed::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void TestNamed::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        QTest::qFail("TestNamed: cannot write its files", __FILE__, __LINE__);
}

QByteArray TestNamed::configuration() const
{
    QByteArray text;
    if (m_tls)
        text += "tls local { cert-file \"tls.pem\"; key-file \"tls.key\"; };\n";
    text += "options {\n directory \"" + m_folder.path().toUtf8() + "\";\n listen-on port "
        + QByteArray::number(m_port) + " { 127.0.0.1; };\n listen-on-v6 { none; };\n recursion no;\n"
          " dnssec-validation no;\n notify no;\n pid-file none;\n session-keyfile none;\n lock-file none;\n";
    if (m_tls)
        text += " listen-on port " + QByteArray::number(m_httpsPort) + " tls local http default { 127.0.0.1; };\n";
    text += "};\ncontrols { };\n";
    for (const TsigKey &key : m_keys)
        text += "key \"" + key.name.withoutFinalDot().toLatin1() + "\" { algorithm "
            + tsigAlgorithmName(key.digest).toLatin1() + "; secret \"" + key.secret.toBase64() + "\"; };\n";
    for (qsizetype i = 0; i < m_zones.size(); ++i) {
        QByteArray keys;
        for (const QByteArray &key : m_zones[i].updateKeys.split(' '))
            keys += key.isEmpty() ? QByteArray() : "key \"" + key + "\"; ";
        text += "zone \"" + m_zones[i].apex + "\" { type primary; file \"zone" + QByteArray::number(i)
            + "\"; allow-update { " + (keys.isEmpty() ? "none; " : keys) + "}; };\n";
    }
    return text;
}

bool TestNamed::start()
{
    m_port = freePort();
    if (m_tls) {
        m_httpsPort = freePort();
        writeFile(QStringLiteral("tls.pem"), m_tls->certificatePem);
        writeFile(QStringLiteral("tls.key"), m_tls->keyPem);
    }
    for (qsizetype i = 0; i < m_zones.size(); ++i) {
        const QByteArray soa = m_zones[i].text.contains(" SOA ") ? "" : "@ SOA ns hostmaster 1 3600 600 86400 60\n";
        writeFile(QStringLiteral("zone%1").arg(i), "$TTL 60\n" + soa + m_zones[i].text + '\n');
    }
    writeFile(QStringLiteral("named.conf"), configuration());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")));
    m_process.start(namedProgram(), {QStringLiteral("-g"), QStringLiteral("-n"), QStringLiteral("1"), QStringLiteral("-c"),
                                     m_folder.filePath(QStringLiteral("named.conf"))});
    const Name apex = Name::parse(QString::fromLatin1(m_zones.first().apex)).value();
    for (int round = 0; round < 150 && m_process.waitForStarted(5000); ++round) {
        const Reply reply = ask(m_port, apex, Type::SOA);
        if (reply.message && reply.message->rcode == 0)
            return true;
        if (m_process.waitForFinished(100))
            break;
    }
    QFile log(m_folder.filePath(QStringLiteral("log")));
    const QByteArray words = log.open(QIODevice::ReadOnly) ? log.readAll().right(2000) : QByteArray();
    QTest::qFail(("named (Debian package bind9) does not answer:\n" + words).constData(), __FILE__, __LINE__);
    return false;
}

DnsSettings TestNamed::settings() const
{
    DnsSettings settings;
    settings.resolvers = {{Address, m_port}};
    settings.authoritativePort = m_port;
    return settings;
}

QList<QByteArray> TestNamed::textsAt(const char *name) const
{
    const Reply reply = ask(m_port, Name::parse(QString::fromLatin1(name)).value(), Type::TXT);
    QList<QByteArray> texts;
    for (const Record &record : reply.message ? reply.message->answer : QList<Record>())
        texts.append(textOf(record).value_or("no TXT"));
    std::sort(texts.begin(), texts.end());
    return texts;
}

} // namespace cw::test
