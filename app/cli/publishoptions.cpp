// SPDX-License-Identifier: MIT
// --publish and what belongs to each way.
#include "arguments.h"

#include "acmednscommand.h"
#include "crypto/certificate.h"
#include "dns/endpoint.h"
#include "dns/tsig.h"
#include "publish/acmednsapi.h"
#include "store/atomicfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace cw::cli
{

using Fault = BadInput::Fault;
using store::PublishSettings;

namespace
{

const QStringList Ways {QStringLiteral("manual"), QStringLiteral("rfc2136"), QStringLiteral("acme-dns"), QStringLiteral("hook")};
const QStringList HookFormats {QStringLiteral("certbot"), QStringLiteral("dehydrated"), QStringLiteral("acme.sh"),
                               QStringLiteral("lego")};

// Whoever resumes the order may stand in another folder.
QString absoluteProgram(const QString &program)
{
    const QStringList parts = QProcess::splitCommand(program);
    if (parts.size() != 1 || !QFileInfo::exists(parts.first()))
        return program;
    return QDir::current().absoluteFilePath(parts.first());
}

bool isVariableName(QStringView name)
{
    if (name.isEmpty() || name.first().isDigit())
        return false;
    return std::all_of(name.begin(), name.end(), [](QChar c) {
        return c == u'_' || (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
    });
}

Result<QByteArray> readSecretVariables(const QString &path, QStringList &names)
{
    const Result<QByteArray> text = store::readFile(path);
    if (!text)
        return Failure(BadInput {Fault::KeyFileUnreadable, path, QStringLiteral("--hook-secret-file")});
    QJsonObject variables;
    const QStringList lines = QString::fromUtf8(*text).split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        const QString name = line.section(u'=', 0, 0).trimmed();
        if (!line.contains(u'=') || !isVariableName(name)) // the line itself may be a secret
            return Failure(BadInput {Fault::BadOption, path, QStringLiteral("--hook-secret-file")});
        variables.insert(name, line.section(u'=', 1));
        names.append(name);
    }
    const QJsonObject secret {{QStringLiteral("environment"), variables}};
    return QJsonDocument(secret).toJson(QJsonDocument::Compact);
}

} // namespace

Result<Nothing> Arguments::readUpdate(PublishSettings &way, std::optional<QByteArray> &secret) const
{
    if (isSet("rfc2136-server")) {
        // A host name may have a port too: "ns1.example.org:5353".
        const QString server = value("rfc2136-server");
        const std::optional<dns::Endpoint> endpoint = dns::parseEndpoint(server, 0);
        const qsizetype colon = server.lastIndexOf(u':');
        const bool hasPort = !endpoint && colon > 0;
        const int port = hasPort ? server.mid(colon + 1).toInt() : (endpoint ? endpoint->port : 0);
        if (hasPort && (port < 1 || port > 65535))
            return Failure(BadInput {Fault::BadPort, server, QStringLiteral("--rfc2136-server")});
        way.server = endpoint ? endpoint->address.toString() : (hasPort ? server.left(colon) : server);
        way.port = port;
    }
    if (isSet("gss-tsig")) {
        way.usesGss = true;
        return Nothing();
    }
    if (!isSet("tsig-key-file")) {
        if (!way.hasSecret() && !way.usesGss)
            return Failure(BadInput {Fault::MissingOption, {}, QStringLiteral("--tsig-key-file")});
        return Nothing();
    }
    const Result<QByteArray> text = store::readFile(value("tsig-key-file"));
    if (!text)
        return Failure(BadInput {Fault::KeyFileUnreadable, value("tsig-key-file"), {}});
    const Result<dns::TsigKey> key = dns::readBindKey(*text);
    if (!key)
        return key.failure();
    way.usesGss = false;
    way.keyName = key->name.toString();
    way.algorithm = dns::tsigAlgorithmName(key->digest);
    secret = key->secret;
    return Nothing();
}

Result<Nothing> Arguments::readAcmeDns(PublishSettings &way, std::optional<QByteArray> &secret) const
{
    if (isSet("acme-dns-root")) {
        const Result<QByteArray> pem = store::readFile(value("acme-dns-root"));
        if (!pem)
            return Failure(BadInput {Fault::RootFileUnreadable, value("acme-dns-root"), {}});
        if (!crypto::readCertificates(*pem))
            return Failure(BadInput {Fault::RootFileWithoutCertificate, value("acme-dns-root"), {}});
        way.acmeDns.rootPem = *pem;
    }
    if (isSet("acme-dns-server")) {
        if (const Result<QUrl> url = publish::acmeDnsServer(value("acme-dns-server")); !url)
            return url.failure();
        way.acmeDns.server = value("acme-dns-server");
    }
    if (!isSet("acme-dns-account")) {
        if (!way.hasSecret())
            return Failure(BadInput {Fault::MissingOption, {}, QStringLiteral("--acme-dns-account")});
        return Nothing();
    }
    const Result<QList<publish::AcmeDnsAccount>> accounts = readAcmeDnsFile(value("acme-dns-account"));
    if (!accounts)
        return accounts.failure();
    secret = publish::writeAcmeDnsAccounts(*accounts);
    return Nothing();
}

Result<Nothing> Arguments::readHook(PublishSettings &way, std::optional<QByteArray> &secret) const
{
    store::HookSettings &hook = way.hook;
    if (isSet("hook-format")) {
        hook.format = value("hook-format");
        if (!HookFormats.contains(hook.format))
            return Failure(BadInput {Fault::BadOption, hook.format, QStringLiteral("--hook-format")});
    }
    if (isSet("hook"))
        hook.program = absoluteProgram(value("hook"));
    if (hook.program.trimmed().isEmpty())
        return Failure(BadInput {Fault::MissingOption, {}, QStringLiteral("--hook")});
    if (isSet("hook-cleanup"))
        hook.cleanUpProgram = absoluteProgram(value("hook-cleanup"));
    if (isSet("hook-env")) {
        hook.environment = values("hook-env");
        for (const QString &variable : std::as_const(hook.environment)) {
            if (!variable.contains(u'=') || !isVariableName(variable.section(u'=', 0, 0)))
                return Failure(BadInput {Fault::BadOption, variable, QStringLiteral("--hook-env")});
        }
    }
    if (isSet("hook-timeout")) {
        hook.timeLimitSeconds = value("hook-timeout").toInt();
        if (hook.timeLimitSeconds < 1)
            return Failure(BadInput {Fault::BadOption, value("hook-timeout"), QStringLiteral("--hook-timeout")});
    }
    hook.isChained = hook.isChained || isSet("hook-chain");
    hook.isRaw = hook.isRaw || isSet("hook-raw");
    if (isSet("hook-secret-file")) {
        hook.secretNames.clear();
        const Result<QByteArray> variables = readSecretVariables(value("hook-secret-file"), hook.secretNames);
        if (!variables)
            return variables.failure();
        secret = *variables;
    }
    return Nothing();
}

Result<Nothing> Arguments::readWay(const QString &name, PublishSettings &way, std::optional<QByteArray> &secret) const
{
    if (!Ways.contains(name))
        return Failure(BadInput {Fault::UnknownWay, name, QStringLiteral("--publish")});
    way.way = name;
    if (isSet("ttl")) {
        way.ttl = value("ttl").toInt();
        if (way.ttl < 1 || way.ttl > 86400)
            return Failure(BadInput {Fault::BadOption, value("ttl"), QStringLiteral("--ttl")});
    }
    if (name == u"rfc2136")
        return readUpdate(way, secret);
    if (name == u"acme-dns")
        return readAcmeDns(way, secret);
    return name == u"hook" ? readHook(way, secret) : Result<Nothing>(Nothing());
}

Result<issuance::WaySecrets> Arguments::readPublish(store::OrderRecord &order) const
{
    issuance::WaySecrets secrets;
    // An order from the journal knows its ways.
    if (!order.id.isEmpty() && !isAnySet(PublishOptions))
        return secrets;
    const QString way = isSet("publish") ? value("publish") : order.publish.way;
    std::optional<QByteArray> secret;
    if (const Result<Nothing> read = readWay(way, order.publish, secret); !read)
        return read.failure();
    if (secret)
        secrets.insert({}, {way, *secret});
    const QStringList zones = values("publish-zone");
    for (const QString &text : zones) {
        const std::optional<dns::Name> zone = dns::Name::parse(text.section(u'=', 0, 0));
        if (!zone || zone->isRoot() || !text.contains(u'='))
            return Failure(BadInput {Fault::BadOption, text, QStringLiteral("--publish-zone")});
        const QString key = zone->toString().toLower();
        const QString ownWay = text.section(u'=', 1);
        std::optional<QByteArray> ownSecret;
        if (const Result<Nothing> read = readWay(ownWay, order.zoneWays[key], ownSecret); !read)
            return read.failure();
        if (ownSecret)
            secrets.insert(key, {ownWay, *ownSecret});
    }
    return secrets;
}

} // namespace cw::cli
