// SPDX-License-Identifier: MIT
#include "issuance/hookway.h"

#include <QJsonDocument>

namespace cw::issuance
{

using publish::HookEnd;
using publish::HookRun;
using store::OrderRecord;
using store::PublishSettings;

namespace
{

constexpr qsizetype MostRuns = 200;
constexpr QStringView EnvironmentKey = u"environment";
constexpr QStringView SavedKey = u"saved";

QMap<QString, QString> mapOf(const QJsonObject &json)
{
    QMap<QString, QString> map;
    for (auto it = json.begin(); it != json.end(); ++it)
        map[it.key()] = it->toString();
    return map;
}

QString endWord(HookEnd end)
{
    switch (end) {
    case HookEnd::Exited:
        return QStringLiteral("exited");
    case HookEnd::Killed:
        return QStringLiteral("killed");
    case HookEnd::TimedOut:
        return QStringLiteral("timed out");
    case HookEnd::Canceled:
        return QStringLiteral("canceled");
    case HookEnd::NotStarted:
        break;
    }
    return QStringLiteral("not started");
}

QJsonObject runJson(const HookRun &run)
{
    return {{QStringLiteral("begin"), run.begin.toString(Qt::ISODateWithMs)},
            {QStringLiteral("milliseconds"), qint64(run.duration.count())},
            {QStringLiteral("deed"), run.deed == publish::Deed::Present ? QStringLiteral("present") : QStringLiteral("cleanup")},
            {QStringLiteral("call"), run.call},
            {QStringLiteral("end"), endWord(run.end)},
            {QStringLiteral("code"), run.code},
            {QStringLiteral("output"), run.output}};
}

void noteRun(OrderRecord &order, const HookRun &run)
{
    order.hookRuns.append(runJson(run));
    while (order.hookRuns.size() > MostRuns)
        order.hookRuns.removeFirst();
}

// The secret of `way` gets what the script has saved. A trial before there is an order keeps it for itself.
void keepSaved(Tools &tools, OrderRecord &order, const PublishSettings &way, const QByteArray &secret,
               const QMap<QString, QString> &saved)
{
    if (order.id.isEmpty())
        return;
    QJsonObject json = QJsonDocument::fromJson(secret).object();
    QJsonObject savedJson;
    for (auto it = saved.begin(); it != saved.end(); ++it)
        savedJson[it.key()] = it.value();
    json[SavedKey.toString()] = savedJson;
    const QString id = way.hasSecret() ? way.secretId : QStringLiteral("publish-") + order.id + QStringLiteral("-saved");
    if (const Result<Nothing> kept = tools.secrets().put(id, QJsonDocument(json).toJson(QJsonDocument::Compact)); !kept) {
        tools.log().add(LogEntry::Kind::Hook, QStringLiteral("what the script has saved could not be kept"));
        return;
    }
    const auto useSecret = [&](PublishSettings &settings) {
        if (settings.way != way.way || settings.hook != way.hook || settings.hasSecret())
            return;
        settings.secretId = id;
        settings.secretWay = settings.way;
    };
    useSecret(order.publish);
    for (PublishSettings &settings : order.zoneWays)
        useSecret(settings);
}

} // namespace

Result<publish::HookSettings> hookSettings(const store::HookSettings &kept, const QByteArray &secret)
{
    const std::optional<publish::HookFormat> format = publish::hookFormatFromName(kept.format);
    if (!format)
        return Failure(BadInput {BadInput::Fault::UnknownWay, kept.format, {}});
    const QJsonDocument document = QJsonDocument::fromJson(secret);
    if (!secret.isEmpty() && !document.isObject())
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, kept.program, {}});
    publish::HookSettings settings;
    settings.format = *format;
    settings.program = kept.program;
    settings.cleanUpProgram = kept.cleanUpProgram;
    settings.isChained = kept.isChained;
    settings.isRaw = kept.isRaw;
    settings.timeLimit = std::chrono::seconds(kept.timeLimitSeconds);
    for (const QString &variable : kept.environment)
        settings.environment[variable.section(u'=', 0, 0)] = variable.section(u'=', 1);
    const QMap<QString, QString> secrets = mapOf(document.object()[EnvironmentKey].toObject());
    settings.environment.insert(secrets);
    settings.secretNames = secrets.keys();
    settings.saved = mapOf(document.object()[SavedKey].toObject());
    return settings;
}

Result<std::unique_ptr<publish::Publisher>> hookPublisher(Tools &tools, OrderRecord &order, const PublishSettings &way,
                                                          const QByteArray &secret)
{
    const Result<publish::HookSettings> settings = hookSettings(way.hook, secret);
    if (!settings)
        return settings.failure();
    publish::HookCallbacks callbacks;
    callbacks.onRun = [&order](const HookRun &run) { noteRun(order, run); };
    callbacks.onSaved = [&tools, &order, way, secret](const QMap<QString, QString> &saved) {
        keepSaved(tools, order, way, secret, saved);
    };
    return std::unique_ptr<publish::Publisher>(
        std::make_unique<publish::HookPublisher>(*settings, order.names, tools.clock(), tools.log(), callbacks));
}

} // namespace cw::issuance
