// SPDX-License-Identifier: MIT
#include "store/publishsettings.h"

#include "store/jsonfields.h"

namespace cw::store
{

namespace
{

QJsonObject hookToJson(const HookSettings &hook)
{
    return {
        {QStringLiteral("format"), hook.format},
        {QStringLiteral("program"), hook.program},
        {QStringLiteral("cleanUpProgram"), hook.cleanUpProgram},
        {QStringLiteral("environment"), stringsToJson(hook.environment)},
        {QStringLiteral("secretNames"), stringsToJson(hook.secretNames)},
        {QStringLiteral("chained"), hook.isChained},
        {QStringLiteral("raw"), hook.isRaw},
        {QStringLiteral("timeLimit"), hook.timeLimitSeconds},
    };
}

HookSettings hookFromJson(const QJsonObject &json)
{
    HookSettings hook;
    hook.format = json[u"format"].toString(hook.format);
    hook.program = json[u"program"].toString();
    hook.cleanUpProgram = json[u"cleanUpProgram"].toString();
    hook.environment = stringsFromJson(json[u"environment"]);
    hook.secretNames = stringsFromJson(json[u"secretNames"]);
    hook.isChained = json[u"chained"].toBool();
    hook.isRaw = json[u"raw"].toBool();
    hook.timeLimitSeconds = json[u"timeLimit"].toInt(hook.timeLimitSeconds);
    return hook;
}

} // namespace

QJsonObject toJson(const PublishSettings &publish)
{
    return {
        {QStringLiteral("way"), publish.way},
        {QStringLiteral("server"), publish.server},
        {QStringLiteral("port"), publish.port},
        {QStringLiteral("keyName"), publish.keyName},
        {QStringLiteral("algorithm"), publish.algorithm},
        {QStringLiteral("secretId"), publish.secretId},
        {QStringLiteral("secretWay"), publish.secretWay},
        {QStringLiteral("ttl"), publish.ttl},
        {QStringLiteral("gss"), publish.usesGss},
        {QStringLiteral("acmeDnsServer"), publish.acmeDns.server},
        {QStringLiteral("acmeDnsRoot"), QString::fromLatin1(publish.acmeDns.rootPem)},
        {QStringLiteral("hook"), hookToJson(publish.hook)},
    };
}

PublishSettings publishFromJson(const QJsonObject &json)
{
    PublishSettings publish;
    publish.way = json[u"way"].toString(publish.way);
    publish.server = json[u"server"].toString();
    publish.port = json[u"port"].toInt();
    publish.keyName = json[u"keyName"].toString();
    publish.algorithm = json[u"algorithm"].toString();
    publish.secretId = json[u"secretId"].toString();
    publish.secretWay = json[u"secretWay"].toString(QStringLiteral("rfc2136")); // before there were others
    publish.ttl = json[u"ttl"].toInt(publish.ttl);
    publish.usesGss = json[u"gss"].toBool();
    publish.acmeDns.server = json[u"acmeDnsServer"].toString();
    publish.acmeDns.rootPem = json[u"acmeDnsRoot"].toString().toLatin1();
    publish.hook = hookFromJson(json[u"hook"].toObject());
    return publish;
}

} // namespace cw::store
