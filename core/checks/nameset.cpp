// SPDX-License-Identifier: MIT
#include "checks/nameset.h"

#include "checks/publicsuffix.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace cw::checks
{

namespace
{

using Kind = NameHint::Kind;

// RFC 6125 6.4.3: a star stands for exactly one label.
bool covers(const CheckedName &wildcard, const CheckedName &name)
{
    return !name.isWildcard && name.ascii.section(u'.', 1) == wildcard.baseName();
}

bool isBelow(const CheckedName &wildcard, const CheckedName &name)
{
    return name.baseName().endsWith(u'.' + wildcard.baseName());
}

// What a name is told about its relation to the wildcards and twins of the list.
class Relations
{
public:
    explicit Relations(const QList<CheckedName> &names)
    {
        for (const CheckedName &name : names) {
            if (name.isWildcard)
                m_wildcards.insert(name.baseName(), name);
            m_byRecord[name.baseName()].append(name);
        }
    }

    std::optional<NameHint> hintFor(const CheckedName &name, int index) const
    {
        const auto parent = m_wildcards.constFind(name.ascii.section(u'.', 1));
        if (parent != m_wildcards.cend() && covers(*parent, name))
            return NameHint{Kind::CoveredByWildcard, index, parent->unicode, true};
        for (const CheckedName &twin : m_byRecord.value(name.baseName())) {
            if (twin.ascii != name.ascii)
                return NameHint{Kind::SharesRecordName, index, twin.unicode};
        }
        for (const CheckedName &wildcard : m_wildcards) {
            if (isBelow(wildcard, name))
                return NameHint{Kind::NotCoveredByWildcard, index, wildcard.unicode};
        }
        return std::nullopt;
    }

private:
    QHash<QString, CheckedName> m_wildcards;
    QHash<QString, QList<CheckedName>> m_byRecord;
};

std::optional<NameHint> hintForItself(const CheckedName &name, int index)
{
    if (name.mixesScripts)
        return NameHint{Kind::LooksLikeAnother, index, name.ascii};
    if (isPrivateSuffix(name.baseName()))
        return NameHint{Kind::PrivateSuffix, index, name.unicode};
    return std::nullopt;
}

} // namespace

NameSetSummary summarizeNames(const QList<CheckedName> &names, int limit)
{
    NameSetSummary summary;
    QSet<QString> identifiers;
    QSet<QString> recordNames;
    const Relations relations(names);
    for (int i = 0; i < names.size(); ++i) {
        const CheckedName &name = names.at(i);
        if (identifiers.contains(name.ascii)) {
            summary.hints.append({Kind::Duplicate, i, name.unicode});
            continue;
        }
        identifiers.insert(name.ascii);
        recordNames.insert(name.baseName());
        if (identifiers.size() > limit)
            summary.hints.append({Kind::OverLimit, i, QString::number(limit), true});
        for (const auto &hint : {relations.hintFor(name, i), hintForItself(name, i)}) {
            if (hint)
                summary.hints.append(*hint);
        }
    }
    summary.valueCount = int(identifiers.size());
    summary.recordNameCount = int(recordNames.size());
    return summary;
}

QString hintText(const NameHint &hint)
{
    const auto words = [](const char *text) { return QCoreApplication::translate("checks", text); };
    switch (hint.kind) {
    case Kind::Duplicate:
        return words(QT_TRANSLATE_NOOP("checks", "“%1” is in the list already.")).arg(hint.other);
    case Kind::CoveredByWildcard:
        return words(QT_TRANSLATE_NOOP("checks",
                         "Covered by %1 already; some authorities refuse an order with both."))
            .arg(hint.other);
    case Kind::NotCoveredByWildcard:
        return words(QT_TRANSLATE_NOOP("checks", "Not covered by %1: a star stands for one label only."))
            .arg(hint.other);
    case Kind::SharesRecordName:
        return words(QT_TRANSLATE_NOOP("checks", "Needs a second value at the same record name as %1."))
            .arg(hint.other);
    case Kind::OverLimit:
        return words(
            QT_TRANSLATE_NOOP("checks", "One too many: the authority takes at most %1 names in one certificate."))
            .arg(hint.other);
    case Kind::PrivateSuffix:
        return words(QT_TRANSLATE_NOOP("checks",
                         "Others have names below %1: limits are shared with them, and some authorities refuse it."))
            .arg(hint.other);
    case Kind::LooksLikeAnother:
        return words(
            QT_TRANSLATE_NOOP("checks",
                "Letters of different scripts are mixed in this name (%1); make sure that it is the one you mean."))
            .arg(hint.other);
    }
    return QString();
}

} // namespace cw::checks
