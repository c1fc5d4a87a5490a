// SPDX-License-Identifier: MIT
#include "ui/pages/preflightpanels.h"

#include "ui/pages/caapanel.h"
#include "ui/pages/findinggroups.h"
#include "ui/pages/findingspanel.h"
#include "ui/pages/passedpanel.h"
#include "ui/pages/placepanel.h"

#include <QVBoxLayout>

#include <algorithm>

namespace cw::ui
{

using checks::NamePreflight;
using checks::Severity;

PreflightPanels::PreflightPanels(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
    , m_caa(new CaaPanel)
    , m_place(new PlacePanel)
    , m_servers(new FindingsPanel(tr("Do the name servers answer as they should?")))
    , m_dnssec(new FindingsPanel(tr("Are the signatures in order? (DNSSEC)")))
    , m_passed(new PassedPanel)
{
    m_servers->setObjectName(QStringLiteral("pre.servers"));
    m_dnssec->setObjectName(QStringLiteral("pre.dnssec"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(12);
    for (QWidget *panel : {static_cast<QWidget *>(m_caa), static_cast<QWidget *>(m_place),
             static_cast<QWidget *>(m_servers), static_cast<QWidget *>(m_dnssec), static_cast<QWidget *>(m_passed)})
        m_rows->addWidget(panel);
    m_rows->addStretch();
}

void PreflightPanels::showName(const NamePreflight &name)
{
    m_caa->showName(name);
    m_place->showName(name);
    for (const auto &[panel, group] :
        {std::pair(m_servers, FindingGroup::Servers), std::pair(m_dnssec, FindingGroup::Dnssec)}) {
        const QList<checks::Finding> findings = worthTelling(name, group);
        panel->showFindings(findings, name.asked);
        panel->setVisible(!findings.isEmpty());
        panel->setOpen(isBad(worstOf(findings)));
    }
    m_passed->showName(name);
    sort(name);
}

void PreflightPanels::showRunning()
{
    m_caa->showRunning();
    m_place->showRunning();
    m_servers->hide();
    m_dnssec->hide();
    m_passed->hide();
}

void PreflightPanels::sort(const NamePreflight &name)
{
    QList<std::pair<QWidget *, Severity>> panels;
    for (const auto &[panel, group] : {std::pair<QWidget *, FindingGroup>(m_caa, FindingGroup::Caa),
             {m_place, FindingGroup::Place}, {m_servers, FindingGroup::Servers}, {m_dnssec, FindingGroup::Dnssec}}) {
        const Severity worst = worstOf(worthTelling(name, group));
        panels.emplaceBack(panel, isBad(worst) ? worst : Severity::Ok);
    }
    std::stable_sort(panels.begin(), panels.end(),
        [](const auto &one, const auto &other) { return isWorse(one.second, other.second); });
    for (int i = 0; i < panels.size(); ++i) {
        if (m_rows->itemAt(i)->widget() != panels[i].first)
            m_rows->insertWidget(i, panels[i].first);
    }
}

} // namespace cw::ui
