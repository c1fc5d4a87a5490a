// SPDX-License-Identifier: MIT
// What is wanted of an order beside names and key, and what the CA is known to say about it.
#include "orderwishes.h"

#include "checks/nameset.h"
#include "issuance/limitmeter.h"
#include "store/certificates.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

using Fault = BadInput::Fault;

namespace
{

Result<Nothing> readReplaced(const QString &id, const QString &home, store::OrderRecord &order)
{
    const Result<store::CertificateRecord> replaced = store::Certificates(home).load(id);
    if (!replaced)
        return replaced.failure();
    order.replacesId = replaced->id;
    order.names = replaced->names;
    return Nothing();
}

QJsonObject toJson(const issuance::LimitUse &use)
{
    QJsonObject json {{QStringLiteral("limit"), issuance::limitKindName(use.kind)},
                      {QStringLiteral("used"), use.used},
                      {QStringLiteral("most"), use.most},
                      {QStringLiteral("hours"), int(use.window.count())},
                      {QStringLiteral("source"), use.source.toString()}};
    if (!use.about.isEmpty())
        json.insert(QStringLiteral("about"), use.about);
    if (use.freeAgain.isValid())
        json.insert(QStringLiteral("freeAgain"), use.freeAgain.toString(Qt::ISODate));
    return json;
}

} // namespace

Result<Nothing> readWishes(const Arguments &arguments, const QString &home, store::OrderRecord &order)
{
    if (arguments.isSet("profile"))
        order.profile = arguments.value("profile");
    if (arguments.isSet("not-after")) {
        order.notAfter = QDateTime::fromString(arguments.value("not-after"), Qt::ISODate).toUTC();
        if (!order.notAfter.isValid() || order.notAfter <= QDateTime::currentDateTimeUtc())
            return Failure(BadInput {Fault::BadTime, arguments.value("not-after"), QStringLiteral("--not-after")});
    }
    return arguments.isSet("replaces") ? readReplaced(arguments.value("replaces"), home, order) : Nothing();
}

Result<Nothing> checkNamesFor(const store::OrderRecord &order)
{
    const std::optional<issuance::Authority> authority = issuance::authorityAt(QUrl(order.directoryUrl));
    if (!authority)
        return Nothing();
    if (authority->mostNames > 0 && order.names.size() > authority->mostNames)
        return Failure(BadInput {Fault::TooManyNames, {}, QString::number(authority->mostNames)});
    if (!authority->refusesRedundantNames)
        return Nothing();
    for (const QString &name : order.names) {
        const QString wildcard = QStringLiteral("*.") + name.section(u'.', 1);
        if (!name.startsWith(u"*.") && order.names.contains(wildcard))
            return Failure(BadInput {Fault::RedundantName, name, wildcard});
    }
    return Nothing();
}

void printLimits(issuance::Tools &tools, store::OrderRecord order, const Output &output)
{
    const std::optional<issuance::Authority> authority = issuance::authorityAt(QUrl(order.directoryUrl));
    if (!authority || authority->limits.isEmpty())
        return;
    const QList<store::AccountRecord> accounts = tools.accounts().atDirectory(order.directoryUrl);
    if (order.accountId.isEmpty() && !accounts.isEmpty())
        order.accountId = accounts.first().id; // the one that will be used
    const QDateTime now = tools.clock().now();
    const QList<issuance::LimitUse> uses = issuance::limitUses(order, *authority, tools.journal().list().orders,
                                                               tools.certificates().list(now).certificates, now);
    QJsonArray limits;
    for (const issuance::LimitUse &use : uses) {
        limits.append(toJson(use));
        if (use.used > 0)
            output.line(issuance::limitText(use));
    }
    output.event(QStringLiteral("limits"), {{QStringLiteral("limits"), limits}});
}

} // namespace cw::cli
