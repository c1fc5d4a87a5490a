// SPDX-License-Identifier: MIT
#include "checks/findingwords.h"

#include <QCoreApplication>

namespace cw::checks
{

QString words(const char *text)
{
    return QCoreApplication::translate("checks", text);
}

Finding makeFinding(const char *check, Severity severity, const char *cause, const dns::Name &where)
{
    Finding made;
    made.check = QString::fromLatin1(check);
    made.severity = severity;
    made.cause = QString::fromLatin1(cause);
    made.where = where.toString();
    return made;
}

QString labelOf(const dns::ServerAddress &server)
{
    return QStringLiteral("%1 (%2)").arg(server.host.withoutFinalDot(), server.address.toString());
}

QString labelsOf(const QList<dns::ServerAddress> &servers)
{
    QStringList texts;
    for (const dns::ServerAddress &server : servers)
        texts.append(labelOf(server));
    return texts.join(QStringLiteral(", "));
}

QString namesOf(const QList<dns::Name> &names)
{
    QStringList texts;
    for (const dns::Name &name : names)
        texts.append(name.withoutFinalDot());
    texts.sort();
    return texts.join(QStringLiteral(", "));
}

} // namespace cw::checks
