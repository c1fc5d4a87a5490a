// SPDX-License-Identifier: MIT
#include "issuance/hooksecret.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace cw::issuance
{

QByteArray mergedHookSecret(const QByteArray &kept, const QByteArray &entered, const QStringList &names)
{
    const QJsonObject before = QJsonDocument::fromJson(kept).object();
    const QJsonObject after = QJsonDocument::fromJson(entered).object();
    const QJsonObject known = before[u"environment"].toObject();
    const QJsonObject typed = after[u"environment"].toObject();
    QJsonObject environment;
    for (const QString &name : names) {
        const QJsonValue value = typed.contains(name) ? typed[name] : known[name];
        if (value.isString())
            environment.insert(name, value);
    }
    QJsonObject merged = before;
    if (after.contains(u"saved"))
        merged.insert(QStringLiteral("saved"), after[u"saved"]);
    merged.insert(QStringLiteral("environment"), environment);
    return QJsonDocument(merged).toJson(QJsonDocument::Compact);
}

} // namespace cw::issuance
