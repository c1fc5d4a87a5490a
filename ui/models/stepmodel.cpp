// SPDX-License-Identifier: MIT
#include "ui/models/stepmodel.h"

#include <QCoreApplication>

namespace cw::ui
{

using issuance::Step;
using store::OrderStage;

QString stepTitle(Step step)
{
    switch (step) {
    case Step::Authority:
        return QCoreApplication::translate("steps", "Authority & account");
    case Step::Names:
        return QCoreApplication::translate("steps", "Names & key");
    case Step::Preflight:
        return QCoreApplication::translate("steps", "Preflight");
    case Step::Method:
        return QCoreApplication::translate("steps", "How to publish");
    case Step::Publish:
        return QCoreApplication::translate("steps", "Publish & watch");
    case Step::Validate:
        return QCoreApplication::translate("steps", "Validate & issue");
    case Step::Certificate:
        break;
    }
    return QCoreApplication::translate("steps", "Certificate");
}

std::optional<Step> stepOfPlacedOrder(const store::OrderRecord &order)
{
    switch (order.stage) {
    case OrderStage::Draft:
    case OrderStage::Ordering:
        break;
    case OrderStage::Ordered: // it is not published: there is a way to be chosen
        return Step::Method;
    case OrderStage::Published:
    case OrderStage::Expired:
    case OrderStage::Canceled:
        return Step::Publish;
    case OrderStage::Answered:
    case OrderStage::Finalizing:
    case OrderStage::Failed:
        return Step::Validate;
    case OrderStage::Issued:
        return Step::Certificate;
    }
    return std::nullopt;
}

void StepModel::setRows(const QList<StepRow> &rows)
{
    Q_ASSERT(rows.size() == StepCount);
    for (int i = 0; i < StepCount; ++i) {
        if (m_rows.at(i) == rows.at(i))
            continue;
        m_rows[i] = rows.at(i);
        Q_EMIT dataChanged(index(i), index(i));
    }
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : StepCount;
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const StepRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return stepTitle(Step(index.row() + 1));
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case Qt::AccessibleDescriptionRole:
        return row.summary;
    case RowRole:
        return QVariant::fromValue(row);
    default:
        return {};
    }
}

Qt::ItemFlags StepModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return m_rows.at(index.row()).canBeOpened ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsSelectable;
}

QString StepModel::spoken(int row) const
{
    const StepRow &step = m_rows.at(row);
    const QString title = stepTitle(Step(row + 1));
    if (step.hasProblem)
        return tr("Step %1 of %2, %3, problem").arg(row + 1).arg(StepCount).arg(title);
    switch (step.progress) {
    case StepRow::Progress::Done:
        return tr("Step %1 of %2, %3, done").arg(row + 1).arg(StepCount).arg(title);
    case StepRow::Progress::Current:
        return tr("Step %1 of %2, %3, current step").arg(row + 1).arg(StepCount).arg(title);
    case StepRow::Progress::Todo:
        break;
    }
    return tr("Step %1 of %2, %3, to come").arg(row + 1).arg(StepCount).arg(title);
}

} // namespace cw::ui
