// SPDX-License-Identifier: MIT
#include "ui/pages/findingspanel.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/findingitem.h"
#include "ui/pages/gridrows.h"

#include <QVBoxLayout>

namespace cw::ui
{

using checks::Severity;

FindingsPanel::FindingsPanel(const QString &title, QWidget *parent)
    : Expander(title, parent)
    , m_items(new QVBoxLayout)
{
    m_items->setSpacing(12);
    content()->addLayout(m_items);
}

void FindingsPanel::showFindings(const QList<checks::Finding> &findings, const QDateTime &asked)
{
    clearFindings();
    const Severity worst = worstOf(findings);
    const bool isGood = !isBad(worst);
    setIcon(isGood ? IconName::StateOk : iconOf(worst), isGood ? Tone::Ok : toneOf(worst));
    setEdge(isGood ? Tone::Neutral : toneOf(worst));
    for (const checks::Finding &finding : findings) {
        if (m_items->count() > 0)
            m_items->addWidget(newDivider());
        auto *item = new FindingItem(finding, asked);
        item->setOpen(!isGood && finding.severity == worst);
        m_items->addWidget(item);
    }
}

void FindingsPanel::clearFindings()
{
    clearGrid(*m_items);
}

} // namespace cw::ui
