// SPDX-License-Identifier: MIT
#pragma once

#include "checks/nameset.h"
#include "ui/theme/tone.h"

#include <QAbstractListModel>

namespace cw::ui
{

// One name of the certificate as its row shows it.
struct NameRow {
    checks::CheckedName name;
    bool isFirst = false;
    Tone tone = Tone::Neutral; // of the hint: Accent to know, Warn, Fail
    QString hint; // one line
    bool operator==(const NameRow &) const = default;
};

// What the CA of the order is known to demand of its names.
struct NameRules {
    int mostNames = 100;
    bool refusesRedundantNames = false; // www.x beside *.x; for others it is only a hint
    bool operator==(const NameRules &) const = default;
};

// The names of the order with what is to be said about each because of the others.
class NamesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RowRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    void setNames(const QStringList &asciiNames, const NameRules &rules);
    const NameRow &row(int index) const { return m_rows.at(index); }
    QStringList names() const { return m_names; } // A-labels
    int valueCount() const { return m_summary.valueCount; }
    int recordNameCount() const { return m_summary.recordNameCount; }
    QString refusal() const; // why the order would be refused with these names; empty: it would not

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    // An edited name; the page checks it and tells the order.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void edited(int row, const QString &text);

private:
    QString spoken(const NameRow &row) const;
    bool isRefused(const checks::NameHint &hint) const;
    QString textOf(const checks::NameHint &hint) const;
    Tone toneOf(const checks::NameHint &hint) const;

    NameRules m_rules;
    QStringList m_names;
    QList<NameRow> m_rows;
    checks::NameSetSummary m_summary;
};

} // namespace cw::ui

Q_DECLARE_METATYPE(cw::ui::NameRow)
