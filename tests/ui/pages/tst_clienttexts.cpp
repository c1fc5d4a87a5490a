// SPDX-License-Identifier: MIT
#include "ui/pages/clienttexts.h"

#include <QProcess>
#include <QTest>

using namespace cw;

class TestClientTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheSameWithEachClient_data();
    void asksForTheSameWithEachClient();
    void saysHowTheWayIsCalledThere_data();
    void saysHowTheWayIsCalledThere();
    void staysOneCommandWhateverIsInIt();
    void followsAnAlias();
};

namespace
{

QString text(const char *ascii)
{
    return QString::fromLatin1(ascii);
}

store::OrderRecord order()
{
    store::OrderRecord record;
    record.directoryUrl = text("https://ca.test/dir");
    record.contact = text("admin@example.org, other@example.org");
    record.names = {text("example.org"), text("*.example.org"), text("xn--bcher-kva.example")};
    record.publish.way = text("rfc2136");
    record.publish.server = text("ns1.example.org");
    record.publish.keyName = text("certwright");
    record.publish.algorithm = text("hmac-sha512");
    return record;
}

QString textOf(const char *client, const store::OrderRecord &record)
{
    for (const ui::ClientText &each : ui::clientTexts(record)) {
        if (each.client == text(client))
            return each.text;
    }
    return {};
}

} // namespace

void TestClientTexts::asksForTheSameWithEachClient_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("keyType");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char *client, const char *keyType, QStringList parts) {
        parts << text("https://ca.test/dir") << text("*.example.org") << text("xn--bcher-kva.example");
        QTest::addRow("%s %s", client, keyType) << text(client) << text(keyType) << parts;
    };
    row("certbot", "ec384", {text("--key-type ecdsa --elliptic-curve secp384r1"), text("--email admin@example.org")});
    row("certbot", "rsa2048", {text("--key-type rsa --rsa-key-size 2048"), text("-d '*.example.org'")});
    row("lego", "ec256", {text("--email admin@example.org --key-type ec256 --dns rfc2136"), text("run")});
    row("acme.sh", "ec256", {text("--keylength ec-256")});
    row("acme.sh", "rsa4096", {text("--keylength 4096")});
    row("cert-manager", "ec384", {text("{algorithm: ECDSA, size: 384}"), text("metadata: {name: example-org}")});
    row("cert-manager", "rsa3072", {text("{algorithm: RSA, size: 3072}")});
}

void TestClientTexts::asksForTheSameWithEachClient()
{
    QFETCH(const QString, client);
    QFETCH(const QString, keyType);
    QFETCH(const QStringList, parts);
    store::OrderRecord record = order();
    record.keyType = keyType;
    const QString made = textOf(client.toLatin1().constData(), record);
    for (const QString &part : parts)
        QVERIFY2(made.contains(part), qPrintable(part + text(" is missing in\n") + made));
}

void TestClientTexts::saysHowTheWayIsCalledThere_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *way, const char *format, const char *client, const char *part) {
        QTest::addRow("%s %s in %s", way, format, client) << text(way) << text(format) << text(client) << text(part);
    };
    row("rfc2136", "", "certbot", "dns_rfc2136_algorithm = HMAC-SHA512");
    row("rfc2136", "", "lego", "RFC2136_TSIG_KEY=certwright RFC2136_TSIG_SECRET=YOUR-TSIG-SECRET");
    row("rfc2136", "", "acme.sh", "NSUPDATE_SERVER=ns1.example.org");
    row("rfc2136", "", "cert-manager", "tsigAlgorithm: HMACSHA512");
    row("manual", "", "certbot", "--manual --preferred-challenges dns");
    row("manual", "", "lego", "--dns manual");
    row("acme-dns", "", "lego", "--dns acme-dns");
    row("acme-dns", "", "acme.sh", "--dns dns_acmedns");
    row("acme-dns", "", "cert-manager", "acmeDNS:");
    row("hook", "certbot", "certbot", "--manual-auth-hook '/opt/my hooks/dns_mine.sh'");
    row("hook", "lego", "lego", "EXEC_PATH='/opt/my hooks/dns_mine.sh'");
    row("hook", "acme.sh", "acme.sh", "--dns dns_mine ");
    row("hook", "certbot", "cert-manager", "# cert-manager cannot do this");
}

void TestClientTexts::saysHowTheWayIsCalledThere()
{
    QFETCH(const QString, way);
    QFETCH(const QString, format);
    QFETCH(const QString, client);
    QFETCH(const QString, part);
    store::OrderRecord record = order();
    record.publish.way = way;
    record.publish.hook.format = format;
    record.publish.hook.program = text("/opt/my hooks/dns_mine.sh");
    const QString made = textOf(client.toLatin1().constData(), record);
    QVERIFY2(made.contains(part), qPrintable(made));
}

// A shell reads what is copied: it must see one command with these words.
void TestClientTexts::staysOneCommandWhateverIsInIt()
{
    store::OrderRecord record = order();
    record.contact = text("o'neil@example.org");
    record.publish.server = text("ns1; touch /x $(id) `id`");
    for (const char *client : {"certbot", "lego", "acme.sh"}) {
        QString script = textOf(client, record);
        // Each word on a line of its own, in place of running the client.
        script.replace(text("certbot certonly"), text("printf '<%s>\\n'")).replace(text("lego --server"), text("printf '<%s>\\n' --server"));
        script.replace(text("acme.sh --issue"), text("printf '<%s>\\n' --issue"));
        QProcess shell;
        shell.start(text("sh"), {text("-c"), script});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 0);
        const QString words = QString::fromUtf8(shell.readAllStandardOutput());
        QVERIFY2(words.contains(text("<*.example.org>\n")), qPrintable(words));
        QVERIFY2(!words.contains(text("uid=")), qPrintable(words));
        QCOMPARE(QString::fromUtf8(shell.readAllStandardError()), QString());
        if (text(client) != text("acme.sh"))
            QVERIFY2(words.contains(text("<o'neil@example.org>\n")), qPrintable(words));
    }
}

void TestClientTexts::followsAnAlias()
{
    store::OrderRecord record = order();
    QVERIFY(!textOf("cert-manager", record).contains(text("cnameStrategy")));
    store::NameRecord name;
    name.validationName = text("_acme-challenge.example.org.");
    name.owner = text("c41f7.auth.example.net.");
    record.records << name;
    QVERIFY(textOf("cert-manager", record).contains(text("cnameStrategy: Follow")));
}

QTEST_GUILESS_MAIN(TestClientTexts)
#include "tst_clienttexts.moc"
