// SPDX-License-Identifier: MIT
#include "findingoutput.h"

namespace cw::cli
{

namespace
{

QJsonArray evidenceToJson(const QList<checks::Evidence> &evidence)
{
    QJsonArray array;
    for (const checks::Evidence &one : evidence)
        array.append(QJsonObject {{QStringLiteral("command"), one.command}, {QStringLiteral("result"), one.result}});
    return array;
}

QJsonObject findingToJson(const checks::Finding &finding)
{
    return {
        {QStringLiteral("check"), finding.check},
        {QStringLiteral("severity"), checks::severityName(finding.severity)},
        {QStringLiteral("cause"), finding.cause.isEmpty() ? QJsonValue() : QJsonValue(finding.cause)},
        {QStringLiteral("where"), finding.where},
        {QStringLiteral("server"), finding.server.isEmpty() ? QJsonValue() : QJsonValue(finding.server)},
        {QStringLiteral("saw"), finding.saw},
        {QStringLiteral("means"), finding.means},
        {QStringLiteral("todo"), QJsonArray::fromStringList(finding.todo)},
        {QStringLiteral("evidence"), evidenceToJson(finding.evidence)},
    };
}

} // namespace

QJsonArray findingsToJson(const QList<checks::Finding> &findings)
{
    QJsonArray array;
    for (const checks::Finding &finding : findings)
        array.append(findingToJson(finding));
    return array;
}

void print(const Output &output, const checks::Finding &finding)
{
    output.line(QStringLiteral("  [%1] %2 %3").arg(checks::severityName(finding.severity), finding.saw, finding.means));
    for (const QString &todo : finding.todo)
        output.line(QStringLiteral("      ") + todo);
    for (const checks::Evidence &evidence : finding.evidence)
        output.line(QStringLiteral("      %1   -> %2").arg(evidence.command, evidence.result));
}

} // namespace cw::cli
