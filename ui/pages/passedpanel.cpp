// SPDX-License-Identifier: MIT
#include "ui/pages/passedpanel.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/gridrows.h"
#include "ui/widgets/statelabel.h"

#include <QVBoxLayout>

namespace cw::ui
{

PassedPanel::PassedPanel(QWidget *parent)
    : Expander({}, parent)
    , m_lines(new QVBoxLayout)
{
    setObjectName(QStringLiteral("pre.passed"));
    setIcon(IconName::StateOk, Tone::Ok);
    m_lines->setSpacing(6);
    content()->addLayout(m_lines);
    setOpen(false);
}

void PassedPanel::showName(const checks::NamePreflight &name)
{
    const QList<checks::Finding> findings = passed(name);
    setTitle(tr("%n checks passed", nullptr, int(findings.size())));
    setVisible(!findings.isEmpty());
    clearGrid(*m_lines);
    for (const checks::Finding &finding : findings) {
        const QString line = tr("%1: %2", "check, what we saw").arg(checkTitle(finding.check), finding.saw);
        auto *label = new StateLabel(Tone::Ok, IconName::StateOk, line);
        label->setWeight(StateLabel::Weight::Plain);
        label->setQuietText(true);
        m_lines->addWidget(label);
    }
}

} // namespace cw::ui
