// SPDX-License-Identifier: MIT
#include "ui/pages/clienttexts.h"

#include <QRegularExpression>

#include <algorithm>

namespace cw::ui
{

namespace
{

using store::OrderRecord;
using store::PublishSettings;

// For a POSIX shell.
QString quoted(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9@%+=:,./_-]+$"));
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

// The way that most of the records went: the other clients know one way for all.
const PublishSettings &wayOf(const OrderRecord &order)
{
    for (const store::NameRecord &record : order.records) {
        const PublishSettings &way = order.publishFor(record.zone);
        if (way.isAutomatic())
            return way;
    }
    return order.publish;
}

bool hasAlias(const OrderRecord &order)
{
    return std::any_of(order.records.begin(), order.records.end(), [](const store::NameRecord &record) {
        return !record.owner.isEmpty() && record.owner.compare(record.validationName, Qt::CaseInsensitive) != 0;
    });
}

bool isRsa(const OrderRecord &order)
{
    return order.keyType.startsWith(u"rsa");
}

QString sizeOf(const OrderRecord &order)
{
    return order.keyType.mid(isRsa(order) ? 3 : 2);
}

QString serverOf(const PublishSettings &way)
{
    return way.server.isEmpty() ? QStringLiteral("YOUR-NAME-SERVER") : way.server;
}

QString orElse(const QString &text, const char *placeholder)
{
    return text.isEmpty() ? QLatin1String(placeholder) : text;
}

QStringList nameOptions(const OrderRecord &order)
{
    QStringList options;
    for (const QString &name : order.names)
        options << QStringLiteral("-d ") + quoted(name);
    return options;
}

// Commands of several lines: each but the last with a backslash.
QString command(const QStringList &lines)
{
    return lines.join(QStringLiteral(" \\\n  "));
}

QString firstMail(const OrderRecord &order)
{
    return order.contact.section(u',', 0, 0).trimmed();
}

QStringList certbotWay(const PublishSettings &way, QString &before)
{
    if (way.way == u"rfc2136" && !way.usesGss) {
        before = QStringLiteral("# rfc2136.ini, readable only by root:\n"
                                "#   dns_rfc2136_server = %1\n#   dns_rfc2136_name = %2\n"
                                "#   dns_rfc2136_secret = YOUR-TSIG-SECRET\n#   dns_rfc2136_algorithm = %3\n")
                     .arg(serverOf(way), orElse(way.keyName, "YOUR-TSIG-KEY"), orElse(way.algorithm, "hmac-sha256").toUpper());
        return {QStringLiteral("--dns-rfc2136 --dns-rfc2136-credentials rfc2136.ini")};
    }
    QStringList lines {QStringLiteral("--manual --preferred-challenges dns")};
    if (way.way == u"hook" && way.hook.format == u"certbot") {
        lines << QStringLiteral("--manual-auth-hook ") + quoted(way.hook.program);
        if (!way.hook.cleanUpProgram.isEmpty())
            lines << QStringLiteral("--manual-cleanup-hook ") + quoted(way.hook.cleanUpProgram);
    }
    return lines;
}

QString certbotText(const OrderRecord &order)
{
    QString before;
    const QStringList way = certbotWay(wayOf(order), before);
    const QString mail = firstMail(order);
    const QString key = isRsa(order) ? QStringLiteral("--key-type rsa --rsa-key-size ") + sizeOf(order)
                                     : QStringLiteral("--key-type ecdsa --elliptic-curve secp%1r1").arg(sizeOf(order));
    QStringList lines {QStringLiteral("certbot certonly --server ") + quoted(order.directoryUrl),
                       mail.isEmpty() ? QStringLiteral("--register-unsafely-without-email") : QStringLiteral("--email ") + quoted(mail),
                       key};
    return before + command(lines + way + nameOptions(order));
}

// Environment and name of lego's provider.
QStringList legoWay(const PublishSettings &way)
{
    if (way.way == u"rfc2136") {
        return {QStringLiteral("RFC2136_NAMESERVER=") + quoted(serverOf(way)),
                QStringLiteral("RFC2136_TSIG_KEY=%1 RFC2136_TSIG_SECRET=YOUR-TSIG-SECRET").arg(quoted(orElse(way.keyName, "YOUR-TSIG-KEY"))),
                QStringLiteral("RFC2136_TSIG_ALGORITHM=%1.").arg(orElse(way.algorithm, "hmac-sha256")), QStringLiteral("rfc2136")};
    }
    if (way.way == u"acme-dns") {
        return {QStringLiteral("ACME_DNS_API_BASE=") + quoted(orElse(way.acmeDns.server, "https://YOUR-ACME-DNS")),
                QStringLiteral("ACME_DNS_STORAGE_PATH=accounts.json"), QStringLiteral("acme-dns")};
    }
    if (way.way == u"hook" && way.hook.format == u"lego") {
        return {QStringLiteral("EXEC_PATH=") + quoted(way.hook.program)
                    + (way.hook.isRaw ? QStringLiteral(" EXEC_MODE=RAW") : QString()),
                QStringLiteral("exec")};
    }
    return {QStringLiteral("manual")};
}

QString legoText(const OrderRecord &order)
{
    QStringList environment = legoWay(wayOf(order));
    const QString provider = environment.takeLast();
    const QString mail = orElse(firstMail(order), "YOU@EXAMPLE.ORG");
    return command(environment
                   + QStringList {QStringLiteral("lego --server ") + quoted(order.directoryUrl),
                                  QStringLiteral("--email %1 --key-type %2 --dns %3").arg(quoted(mail), order.keyType, provider)}
                   + nameOptions(order) + QStringList(QStringLiteral("run")));
}

QStringList acmeShWay(const PublishSettings &way)
{
    if (way.way == u"rfc2136") {
        return {QStringLiteral("NSUPDATE_SERVER=%1 NSUPDATE_KEY=YOUR-KEY-FILE").arg(quoted(serverOf(way))),
                QStringLiteral("--dns dns_nsupdate")};
    }
    if (way.way == u"acme-dns") {
        return {QStringLiteral("ACMEDNS_BASE_URL=") + quoted(orElse(way.acmeDns.server, "https://YOUR-ACME-DNS")),
                QStringLiteral("ACMEDNS_USERNAME=YOUR-USER ACMEDNS_PASSWORD=YOUR-KEY ACMEDNS_SUBDOMAIN=YOUR-SUBDOMAIN"),
                QStringLiteral("--dns dns_acmedns")};
    }
    if (way.way == u"hook" && way.hook.format == u"acme.sh") {
        const QString script = way.hook.program.section(u'/', -1);
        return {QStringLiteral("--dns ") + quoted(script.endsWith(u".sh") ? script.chopped(3) : script)};
    }
    return {QStringLiteral("--dns --yes-I-know-dns-manual-mode-enough-go-ahead-please")};
}

QString acmeShText(const OrderRecord &order)
{
    QStringList environment = acmeShWay(wayOf(order));
    const QString dns = environment.takeLast();
    const QString length = isRsa(order) ? sizeOf(order) : QStringLiteral("ec-") + sizeOf(order);
    return command(environment
                   + QStringList {QStringLiteral("acme.sh --issue --server ") + quoted(order.directoryUrl),
                                  dns + QStringLiteral(" --keylength ") + length}
                   + nameOptions(order));
}

QString solverOf(const PublishSettings &way)
{
    if (way.way == u"rfc2136" && !way.usesGss) {
        const QString algorithm = orElse(way.algorithm, "hmac-sha256").toUpper().remove(u'-');
        return QStringLiteral("          rfc2136:\n            nameserver: \"%1:%2\"\n            tsigKeyName: \"%3\"\n"
                              "            tsigAlgorithm: %4\n            tsigSecretSecretRef: {name: YOUR-TSIG-SECRET, key: secret}\n")
            .arg(serverOf(way))
            .arg(way.port > 0 ? way.port : 53)
            .arg(orElse(way.keyName, "YOUR-TSIG-KEY"), algorithm);
    }
    if (way.way == u"acme-dns") {
        return QStringLiteral("          acmeDNS:\n            host: \"%1\"\n"
                              "            accountSecretRef: {name: YOUR-ACME-DNS-ACCOUNTS, key: accounts.json}\n")
            .arg(orElse(way.acmeDns.server, "https://YOUR-ACME-DNS"));
    }
    return QStringLiteral("          # cert-manager cannot do this by hand or with a hook: name its solver for your DNS here.\n");
}

QString certManagerText(const OrderRecord &order)
{
    QString label = order.names.value(0).toLower();
    label.remove(QStringLiteral("*.")).replace(u'.', u'-');
    QString names;
    for (const QString &name : order.names)
        names += QStringLiteral("    - \"%1\"\n").arg(name);
    const QString follow = hasAlias(order) ? QStringLiteral("          cnameStrategy: Follow\n") : QString();
    return QStringLiteral("apiVersion: cert-manager.io/v1\nkind: Issuer\nmetadata: {name: acme}\nspec:\n  acme:\n    server: %1\n"
                          "    email: \"%2\"\n    privateKeySecretRef: {name: acme-account}\n    solvers:\n      - dns01:\n%3%4"
                          "---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: %5}\nspec:\n"
                          "  secretName: %5-tls\n  issuerRef: {name: acme}\n  privateKey: {algorithm: %6, size: %7}\n  dnsNames:\n%8")
        .arg(order.directoryUrl, firstMail(order), follow, solverOf(wayOf(order)), label,
             isRsa(order) ? QStringLiteral("RSA") : QStringLiteral("ECDSA"), sizeOf(order), names)
        .trimmed();
}

} // namespace

QList<ClientText> clientTexts(const OrderRecord &order)
{
    return {{QStringLiteral("certbot"), certbotText(order)},
            {QStringLiteral("lego"), legoText(order)},
            {QStringLiteral("acme.sh"), acmeShText(order)},
            {QStringLiteral("cert-manager"), certManagerText(order)}};
}

} // namespace cw::ui
