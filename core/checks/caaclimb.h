// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"

#include <QHash>

namespace cw::checks
{

bool isWildcard(const QString &name);
// `name` without "*.".
dns::Name baseOf(const QString &name);
// From the name up to and including the TLD; the root is not asked.
QList<dns::Name> climb(const QString &name);

// Null when the tag is longer than the data. A CAA of less than two bytes counts as an unknown property, as it does for
// Let's Encrypt.
std::optional<dns::Caa> caaOfAny(const dns::Record &record);
// The end of the alias chain that an answer gives for `name`; `name` itself without one.
dns::Name endOfAliases(const dns::Message &answer, const dns::Name &name);

// unbound, and so Let's Encrypt, follows no more (data/caa-verdicts.md, rule 11).
constexpr int MostAliases = 11;
qsizetype aliasesIn(const dns::Message &answer);

// What a resolver's answer means for one label (RFC 8659 3, data/caa-verdicts.md).
CaaStep stepOf(const dns::Name &label, const dns::Reply &reply);

// The first error or set from the name upwards: what is above it does not matter. Null when there is none.
const CaaStep *decidingStep(const QList<CaaStep> &steps);

// The labels of all names, each asked once of the recursive resolvers, all in one batch.
class CaaClimbs
{
public:
    CaaClimbs(dns::Resolver &resolver, const QStringList &names, CancelToken &token);

    const dns::Reply &replyFor(const dns::Name &label) const { return m_replies.at(m_indexes.value(label)); }
    QList<CaaStep> stepsOf(const QString &name) const;

private:
    QHash<dns::Name, qsizetype> m_indexes;
    QList<dns::Reply> m_replies;
};

// As the CA's resolver is asked: RD, AD, no CD (dns-checks section 0); and with CD, to tell DNSSEC faults apart.
constexpr dns::QueryFlags AskedAsCa{true, false, true, false, true, 1232};
constexpr dns::QueryFlags AskedUnchecked{true, true, true, false, true, 1232};

} // namespace cw::checks
