// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QAbstractListModel>

namespace cw::ui
{

constexpr int StepCount = 7;

QString stepTitle(issuance::Step step); // "Publish & watch"

// Where an order stands that was placed, whichever step is looked at; null for a draft.
std::optional<issuance::Step> stepOfPlacedOrder(const store::OrderRecord &order);

struct StepRow {
    enum class Progress { Todo, Done, Current };
    Progress progress = Progress::Todo;
    bool hasProblem = false;
    bool canBeOpened = false;
    QString summary; // shown once it is done
    bool operator==(const StepRow &) const = default;
};

// The seven steps as the rail lists them.
class StepModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { RowRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<StepRow> &rows);
    const StepRow &row(int index) const { return m_rows.at(index); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QString spoken(int row) const;

    QList<StepRow> m_rows = QList<StepRow>(StepCount);
};

} // namespace cw::ui

Q_DECLARE_METATYPE(cw::ui::StepRow)
