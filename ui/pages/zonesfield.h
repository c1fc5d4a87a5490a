// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/combofield.h"

namespace cw::ui
{

// "Use for zones": all zones, or only one. Hidden while an order has one zone.
class ZonesField : public ComboField
{
    Q_OBJECT

public:
    explicit ZonesField(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state, const QString &scope);

Q_SIGNALS:
    void zoneChosen(const QString &zone); // empty: all zones; by the user
};

} // namespace cw::ui
