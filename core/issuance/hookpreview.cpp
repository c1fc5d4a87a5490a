// SPDX-License-Identifier: MIT
#include "issuance/hookpreview.h"

#include "issuance/hookway.h"
#include "publish/hookcall.h"

namespace cw::issuance
{

namespace
{

std::optional<publish::TxtRecord> firstRecord(const IssueState &state, const QStringList &zones)
{
    for (const checks::NamePreflight &name : state.preflight) {
        if (!name.place || !zones.contains(name.place->zone.apex.toString()))
            continue;
        publish::TxtRecord record;
        record.owner = name.place->owner;
        record.zone = name.place->zone.apex;
        record.value = "VALUE";
        record.identifier = name.name.ascii;
        record.token = QStringLiteral("TOKEN");
        record.keyAuthorization = QStringLiteral("KEY-AUTHORIZATION");
        return record;
    }
    return std::nullopt;
}

QString firstCall(const publish::HookSettings &settings, const publish::TxtRecord &record, const QStringList &names,
                  publish::Deed deed)
{
    const QList<publish::HookCall> calls = publish::hookCalls(settings, {record}, names, deed);
    return calls.isEmpty() ? QString() : publish::previewText(calls.first());
}

} // namespace

QString hookPreview(const IssueState &state, const QStringList &zones, const store::HookSettings &settings)
{
    const std::optional<publish::TxtRecord> record = firstRecord(state, zones);
    Result<publish::HookSettings> hook = hookSettings(settings, {});
    if (!record || !hook || settings.program.isEmpty())
        return {};
    for (const QString &name : settings.secretNames) {
        hook->environment.insert(name, QStringLiteral("?")); // shown masked
        hook->secretNames << name;
    }
    QString text = firstCall(*hook, *record, state.order.names, publish::Deed::Present);
    const QString cleanUp = firstCall(*hook, *record, state.order.names, publish::Deed::CleanUp);
    if (!cleanUp.isEmpty())
        text += QStringLiteral("\n\n") + cleanUp;
    return text;
}

} // namespace cw::issuance
