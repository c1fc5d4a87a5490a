// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QPushButton;
class QVBoxLayout;

namespace cw::ui
{

class ZoneRow;

// how.zones: the zones of this order, each with the way its records get into DNS and how its trial went. With more than one
// zone a row is chosen: that zone is set up beside it. The first row stands for every zone without a way of its own.
class ZonesPanel : public Card
{
    Q_OBJECT

public:
    explicit ZonesPanel(QWidget *parent = nullptr);

    // `scope`: the zone that is being set up, empty for the order's own way.
    void showState(const issuance::IssueState &state, const QString &scope);

Q_SIGNALS:
    void scopeChosen(const QString &zone);
    void followRequested(const QString &zone); // the order's way again

private:
    struct Row {
        ZoneRow *zone;
        QPushButton *follow;
    };
    Row addRow();
    void showRow(const Row &row, const issuance::IssueState &state, const QString &zone);

    QVBoxLayout *m_list;
    QList<Row> m_rows;
};

} // namespace cw::ui
