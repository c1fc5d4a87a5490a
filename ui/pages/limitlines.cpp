// SPDX-License-Identifier: MIT
#include "ui/pages/limitlines.h"

#include "issuance/limitmeter.h"
#include "ui/widgets/statelabel.h"

#include <QVBoxLayout>

namespace cw::ui
{

LimitLines::LimitLines(Shows shows, QWidget *parent) : QWidget(parent), m_shows(shows), m_lines(new StateLabel)
{
    setObjectName(QStringLiteral("limits"));
    m_lines->setWeight(StateLabel::Weight::Plain);
    m_lines->setQuietText(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_lines);
    hide();
}

void LimitLines::showState(const issuance::IssueState &state)
{
    QStringList lines;
    bool isReached = false;
    for (const issuance::LimitUse &use : state.limits) {
        isReached = isReached || use.isReached();
        if (use.used > 0)
            lines.append(issuance::limitText(use));
    }
    const bool isUntouched = lines.isEmpty() && !state.limits.isEmpty();
    if (isUntouched && m_shows == Shows::All)
        lines.append(tr("As far as this computer knows, no limit of %1 is touched yet.").arg(state.order.authorityName));
    setVisible(!lines.isEmpty());
    if (lines.isEmpty())
        return;
    m_lines->setState(isReached ? Tone::Warn : Tone::Accent, isReached ? IconName::StateWarn : IconName::StateInfo,
        lines.join(u'\n'));
    m_lines->setToolTip(tr("Limits as documented at %1").arg(state.limits.first().source.toString()));
}

} // namespace cw::ui
