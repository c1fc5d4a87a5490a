// SPDX-License-Identifier: MIT
#include "ui/pages/refusal.h"

#include "base/explain.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/watchtable.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace cw::ui
{

namespace
{

struct ReportWords {
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
};

// URLs that lead to the account or to what it may change.
QString withoutUrls(const issuance::IssueState &state, QString text)
{
    QStringList secret{state.order.orderUrl, state.order.finalizeUrl, state.order.certificateUrl};
    for (const store::AccountRecord &account : state.accounts)
        secret << account.url;
    for (const store::NameRecord &record : state.order.records)
        secret << record.authorizationUrl << record.challengeUrl;
    // The longest first: an account's URL may be the beginning of another one.
    std::sort(secret.begin(), secret.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &url : std::as_const(secret)) {
        if (!url.isEmpty())
            text.replace(url, ReportWords::tr("(taken out)", "instead of a URL of the account"));
    }
    return text;
}

QString mailFree(const issuance::IssueState &state, QString text)
{
    const QStringList mails = state.order.contact.split(u',', Qt::SkipEmptyParts);
    for (const QString &mail : mails)
        text.replace(mail.trimmed(), ReportWords::tr("(taken out)", "instead of a URL of the account"));
    return text;
}

QString fenced(const QString &text)
{
    return QStringLiteral("```\n%1\n```").arg(text);
}

QStringList refusalLines(const Refusal &refusal)
{
    const Explanation explanation = explain(refusal.problem);
    QStringList lines;
    lines << (refusal.identifier.isEmpty() ? ReportWords::tr("## What the CA said about the order")
                                           : ReportWords::tr("## What the CA said about %1").arg(refusal.identifier));
    lines << QString() << explanation.title << QString();
    lines << ReportWords::tr("- Kind: `%1`").arg(refusal.problem.type);
    if (refusal.problem.status > 0)
        lines << ReportWords::tr("- HTTP status: %1").arg(refusal.problem.status);
    if (!refusal.lookedAt.isEmpty())
        lines << ReportWords::tr("- Looked at: `%1`").arg(refusal.lookedAt);
    if (refusal.told.isValid())
        lines << ReportWords::tr("- Told to look: %1").arg(refusal.told.toUTC().toString(Qt::ISODate));
    lines << QString() << fenced(refusal.problem.detail) << QString();
    return lines;
}

QStringList lookLines(const checks::Look &look)
{
    QStringList lines{ReportWords::tr("## What the world sees, %1").arg(look.time.toUTC().toString(Qt::ISODate)),
        QString(), ReportWords::tr("| Name | Server | Serial | Found |"), QStringLiteral("|---|---|---|---|")};
    for (const checks::NameSight &name : look.names) {
        const QList<checks::ServerSight> servers = name.servers + name.resolvers;
        for (const checks::ServerSight &server : servers) {
            QStringList found;
            for (const QByteArray &value : server.found)
                found << QStringLiteral("`%1`").arg(QString::fromLatin1(value));
            if (found.isEmpty())
                found << (server.rcode > 0 ? dns::rcodeName(server.rcode) : checks::seenStateName(server.state));
            lines << QStringLiteral("| %1 | %2 %3 | %4 | %5 |")
                         .arg(name.identifier, server.server, server.address,
                             server.serial ? QString::number(*server.serial) : QString(),
                             found.join(QStringLiteral("<br>")));
        }
    }
    return lines << QString();
}

} // namespace

Problem problemFromJson(const QJsonObject &json)
{
    Problem problem;
    problem.type = json.value(u"type").toString();
    problem.title = json.value(u"title").toString();
    problem.detail = json.value(u"detail").toString();
    problem.status = json.value(u"status").toInt();
    problem.instance = json.value(u"instance").toString();
    const QJsonObject identifier = json.value(u"identifier").toObject();
    problem.identifierType = identifier.value(u"type").toString();
    problem.identifierValue = identifier.value(u"value").toString();
    const QJsonArray subproblems = json.value(u"subproblems").toArray();
    for (const auto &subproblem : subproblems)
        problem.subproblems << problemFromJson(subproblem.toObject());
    problem.json = QJsonDocument(json).toJson(QJsonDocument::Indented);
    return problem;
}

QList<Refusal> refusals(const store::OrderRecord &order)
{
    QList<Refusal> made;
    for (const store::NameRecord &record : order.records) {
        if (!record.problem.isEmpty()) {
            const QString owner = record.owner.isEmpty() ? record.validationName : record.owner;
            made << Refusal{record.name, problemFromJson(record.problem), withoutFinalDot(owner), record.answered};
        }
    }
    if (!order.problem.isEmpty())
        made << Refusal{{}, problemFromJson(order.problem), {}, {}};
    return made;
}

QString refusalReport(const issuance::IssueState &state)
{
    QStringList lines{ReportWords::tr("# Validation failed: %1").arg(state.order.names.join(QStringLiteral(", "))),
        QString(),
        ReportWords::tr("Certificate authority: %1 (%2)").arg(state.order.authorityName, state.order.directoryUrl),
        QString()};
    const QList<Refusal> all = refusals(state.order);
    for (const Refusal &refusal : all)
        lines << refusalLines(refusal);
    if (state.freshLook)
        lines << lookLines(*state.freshLook);
    const QString commands = refusalCommands(state);
    if (!commands.isEmpty())
        lines << ReportWords::tr("## To see it yourself") << QString() << fenced(commands) << QString();
    return mailFree(state, withoutUrls(state, lines.join(u'\n')));
}

QString refusalCommands(const issuance::IssueState &state)
{
    if (!state.freshLook)
        return {};
    const int port = state.order.dns.authoritativePort;
    const QString portOption = port == 53 ? QString() : QStringLiteral(" -p %1").arg(port);
    QStringList lines;
    for (const checks::NameSight &name : state.freshLook->names) {
        for (const checks::ServerSight &server : name.servers) {
            const QString at = server.server.isEmpty() ? server.address : server.server;
            const QString line
                = QStringLiteral("dig +norecurse%1 TXT %2 @%3").arg(portOption, name.owner.toString(), at);
            if (!lines.contains(line))
                lines << line;
        }
    }
    return lines.join(u'\n');
}

QString problemJson(const issuance::IssueState &state, const Refusal &refusal)
{
    return withoutUrls(state, QString::fromUtf8(refusal.problem.json).trimmed());
}

} // namespace cw::ui
