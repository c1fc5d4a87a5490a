// SPDX-License-Identifier: MIT
#include "base/explain.h"

#include "base/explaindns.h"
#include "base/explaininput.h"
#include "base/explainnetwork.h"
#include "base/explainproblem.h"
#include "base/explainstore.h"

#include <QCoreApplication>
#include <QStringList>

namespace cw
{

namespace
{

Explanation explainCanceled()
{
    return {QCoreApplication::translate("explain", "Stopped"),
            QCoreApplication::translate("explain", "You stopped this before it was done."),
            QCoreApplication::translate("explain", "Nothing is lost; you can start it again."),
            QString()};
}

struct Explainer {
    Explanation operator()(const Canceled &) const { return explainCanceled(); }
    Explanation operator()(const NetworkFailure &failure) const { return explainNetwork(failure); }
    Explanation operator()(const ProtocolFailure &failure) const { return explainProtocol(failure); }
    Explanation operator()(const Problem &failure) const { return explainProblem(failure); }
    Explanation operator()(const DnsFailure &failure) const { return explainDns(failure); }
    Explanation operator()(const PublishFailure &failure) const { return explainPublish(failure); }
    Explanation operator()(const StoreFailure &failure) const { return explainStore(failure); }
    Explanation operator()(const BadInput &failure) const { return explainInput(failure); }
};

} // namespace

Explanation explain(const Failure &failure)
{
    return std::visit(Explainer(), failure);
}

QString explainInOneLine(const Failure &failure)
{
    const Explanation words = explain(failure);
    QStringList parts;
    for (const QString &part : {words.title, words.text, words.nextStep}) {
        if (part.isEmpty())
            continue;
        const bool isClosed = part.endsWith(u'.') || part.endsWith(u'?') || part.endsWith(u':');
        parts.append(isClosed ? part : part + u'.');
    }
    return parts.join(u' ');
}

} // namespace cw
