// SPDX-License-Identifier: MIT
#include "issuance/refusednames.h"

#include <QRegularExpression>

#include <algorithm>

namespace cw::issuance
{

namespace
{

// Some CAs name a wildcard with its star, others without; then only a star fits where the plain name is not ordered.
QString nameFor(const Problem &problem, const QStringList &names)
{
    const QString identifier = problem.identifierValue.toLower();
    if (identifier.isEmpty())
        return {};
    if (names.contains(identifier))
        return identifier;
    const QString wildcard = QStringLiteral("*.") + identifier;
    return names.contains(wildcard) ? wildcard : QString();
}

bool isIn(const QString &words, const QString &name)
{
    const QRegularExpression whole(QStringLiteral("(?<![\\w.*-])%1(?![\\w-]|\\.\\w)").arg(QRegularExpression::escape(name)));
    return words.contains(whole);
}

bool namesAnIdentifier(const Problem &problem)
{
    return !problem.identifierValue.isEmpty()
        || std::any_of(problem.subproblems.begin(), problem.subproblems.end(), namesAnIdentifier);
}

} // namespace

QList<RefusedName> refusedNames(const Problem &problem, const QStringList &names)
{
    QList<RefusedName> refused;
    const bool hasIdentifiers = namesAnIdentifier(problem);
    const QList<Problem> parts = problem.subproblems + QList<Problem> {problem};
    for (const QString &name : names) {
        const auto isAbout = [&](const Problem &part) {
            return hasIdentifiers ? nameFor(part, names) == name : isIn(part.detail, name);
        };
        const auto part = std::find_if(parts.begin(), parts.end(), isAbout);
        if (part != parts.end())
            refused.append({name, *part});
    }
    return refused;
}

} // namespace cw::issuance
