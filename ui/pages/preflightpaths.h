// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"
#include "ui/widgets/pathdiagram.h"

class QHBoxLayout;

namespace cw::ui
{

// The two paths of the preflight as boxes and arrows.

// A row that gives a path no more room than three boxes share; call spreadPath() when its nodes have changed.
QHBoxLayout *newPathRow(PathDiagram *diagram);
void spreadPath(QHBoxLayout &row, qsizetype nodes);

// From the name up to the CAA set that decides.
QList<PathDiagram::Node> caaPath(const checks::CaaVerdict &verdict);
// From the zone over the validation name and its aliases to where the TXT record has to be. What was found about one of
// them colours its box.
QList<PathDiagram::Node> recordPath(const checks::NamePreflight &name);

} // namespace cw::ui
