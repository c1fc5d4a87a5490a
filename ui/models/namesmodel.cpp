// SPDX-License-Identifier: MIT
#include "ui/models/namesmodel.h"

namespace cw::ui
{

using checks::CaScope;
using checks::CheckedName;
using checks::NameHint;

namespace
{

// Names of an order were checked when they were entered; here only their other form is wanted.
CheckedName nameOf(const QString &ascii)
{
    const Result<CheckedName> checked = checks::checkName(ascii, CaScope::Private);
    return checked ? *checked : CheckedName {ascii, ascii, ascii.startsWith(u"*."), false};
}

QString plainHint(const CheckedName &name)
{
    if (name.isIdn())
        return NamesModel::tr("Written with the ASCII form in DNS and in the certificate");
    return NamesModel::tr("TXT at %1").arg(QStringLiteral("_acme-challenge.") + name.baseName());
}

} // namespace

bool NamesModel::isRefused(const NameHint &hint) const
{
    const bool isRuleOfSome = hint.kind == NameHint::Kind::CoveredByWildcard;
    return hint.isRefused && !(isRuleOfSome && !m_rules.refusesRedundantNames);
}

QString NamesModel::textOf(const NameHint &hint) const
{
    if (hint.kind == NameHint::Kind::CoveredByWildcard && isRefused(hint))
        return tr("Covered by %1 already; this authority refuses an order with both. Remove one of them.").arg(hint.other);
    return checks::hintText(hint);
}

Tone NamesModel::toneOf(const NameHint &hint) const
{
    if (isRefused(hint))
        return Tone::Fail;
    const bool isToKnow = hint.kind == NameHint::Kind::SharesRecordName || hint.kind == NameHint::Kind::NotCoveredByWildcard;
    return isToKnow ? Tone::Accent : Tone::Warn;
}

void NamesModel::setNames(const QStringList &asciiNames, const NameRules &rules)
{
    if (m_names == asciiNames && m_rules == rules)
        return;
    beginResetModel();
    m_rules = rules;
    m_names = asciiNames;
    m_rows.clear();
    QList<CheckedName> checked;
    for (const QString &ascii : asciiNames)
        checked.append(nameOf(ascii));
    m_summary = checks::summarizeNames(checked, m_rules.mostNames);
    for (const CheckedName &name : std::as_const(checked))
        m_rows.append({name, m_rows.isEmpty(), Tone::Neutral, plainHint(name)});
    // One line a row: the worst that is to be said, the first of equals.
    for (const NameHint &hint : std::as_const(m_summary.hints)) {
        NameRow &row = m_rows[hint.index];
        if (row.tone == Tone::Neutral || int(toneOf(hint)) > int(row.tone)) {
            row.tone = toneOf(hint);
            row.hint = textOf(hint);
        }
    }
    endResetModel();
}

QString NamesModel::refusal() const
{
    for (const NameHint &hint : m_summary.hints) {
        if (isRefused(hint))
            return tr("%1: %2", "a name and what is wrong with it").arg(m_rows.at(hint.index).name.unicode, textOf(hint));
    }
    return {};
}

int NamesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant NamesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const NameRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return row.name.unicode;
    case Qt::AccessibleTextRole:
        return spoken(row);
    case Qt::AccessibleDescriptionRole:
    case Qt::ToolTipRole:
        return row.hint;
    case RowRole:
        return QVariant::fromValue(row);
    default:
        return {};
    }
}

bool NamesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole || value.toString() == row(index.row()).name.unicode)
        return false;
    Q_EMIT edited(index.row(), value.toString());
    return true;
}

Qt::ItemFlags NamesModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

QString NamesModel::spoken(const NameRow &row) const
{
    if (row.name.isIdn() && row.name.isWildcard)
        return tr("%1, ASCII %2, international name, wildcard").arg(row.name.unicode, row.name.ascii);
    if (row.name.isIdn())
        return tr("%1, ASCII %2, international name").arg(row.name.unicode, row.name.ascii);
    if (row.name.isWildcard)
        return tr("%1, wildcard").arg(row.name.unicode);
    return row.isFirst ? tr("%1, first name").arg(row.name.unicode) : row.name.unicode;
}

} // namespace cw::ui
