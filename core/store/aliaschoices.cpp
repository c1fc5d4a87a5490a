// SPDX-License-Identifier: MIT
#include "store/aliaschoices.h"

#include "store/jsonfields.h"
#include "store/jsonfolder.h"

#include <QFileInfo>

namespace cw::store
{

AliasChoices::AliasChoices(const QString &home) : m_path(home + QStringLiteral("/alias.json")) { }

Result<AliasChoice> AliasChoices::load() const
{
    if (!QFileInfo::exists(m_path))
        return AliasChoice();
    const Result<QJsonObject> json = readJson(m_path);
    if (!json)
        return json.failure();
    AliasChoice choice;
    choice.zone = (*json)[u"zone"].toString();
    choice.scheme = (*json)[u"scheme"].toString(choice.scheme);
    choice.variant = (*json)[u"variant"].toString(choice.variant);
    choice.servers = stringsFromJson((*json)[u"servers"]);
    const QJsonObject uuids = (*json)[u"uuids"].toObject();
    for (auto each = uuids.begin(); each != uuids.end(); ++each)
        choice.uuids.insert(each.key(), each.value().toString());
    return choice;
}

Result<Nothing> AliasChoices::save(const AliasChoice &choice) const
{
    const Result<AliasChoice> before = load();
    if (!before)
        return before.failure();
    QJsonObject uuids;
    for (auto each = before->uuids.cbegin(); each != before->uuids.cend(); ++each)
        uuids.insert(each.key(), each.value());
    for (auto each = choice.uuids.cbegin(); each != choice.uuids.cend(); ++each)
        uuids.insert(each.key(), each.value());
    return writeJson(m_path,
        {
            {QStringLiteral("format"), 1},
            {QStringLiteral("zone"), choice.zone},
            {QStringLiteral("scheme"), choice.scheme},
            {QStringLiteral("variant"), choice.variant},
            {QStringLiteral("servers"), stringsToJson(choice.servers)},
            {QStringLiteral("uuids"), uuids},
        });
}

} // namespace cw::store
