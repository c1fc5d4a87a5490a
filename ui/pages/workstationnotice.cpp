// SPDX-License-Identifier: MIT
#include "ui/pages/workstationnotice.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/findingview.h"
#include "ui/pages/gridrows.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"

#include <QVBoxLayout>

namespace cw::ui
{

using checks::Finding;
using checks::Severity;

namespace
{

Notice::Kind kindOf(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
    case Severity::Info:
        return Notice::Kind::Info;
    case Severity::Warning:
    case Severity::Unknown:
        return Notice::Kind::Warn;
    case Severity::Fail:
        return Notice::Kind::Fail;
    }
    return Notice::Kind::Info;
}

} // namespace

WorkstationNotice::WorkstationNotice(QWidget *parent)
    : QWidget(parent)
    , m_notice(new Notice(Notice::Kind::Info, this))
    , m_details(new QWidget(this))
    , m_views(new QVBoxLayout(m_details))
{
    m_notice->setObjectName(QStringLiteral("pre.workstation"));
    m_views->setContentsMargins(0, 0, 0, 0);
    m_views->setSpacing(12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_notice);
    layout->addWidget(m_details);
    connect(m_notice, &Notice::actionTriggered, this, [this] { setOpen(!m_details->isVisible()); });
    hide();
}

void WorkstationNotice::showFindings(const QList<Finding> &findings, const QDateTime &asked)
{
    const QList<Finding> told = worthTelling(findings);
    setVisible(!told.isEmpty());
    if (told.isEmpty())
        return;
    QStringList lines{told.first().means};
    for (const Finding &finding : told.mid(1))
        lines << finding.saw << finding.means;
    lines.removeAll(QString());
    m_notice->setKind(kindOf(told.first().severity));
    m_notice->setTitle(told.first().saw);
    m_notice->setText(lines.join(u'\n'));
    clearGrid(*m_views);
    for (const Finding &finding : told) {
        auto *card = new Card(checkTitle(finding.check));
        card->setIcon(iconOf(finding.severity), toneOf(finding.severity));
        auto *view = new FindingView(QStringLiteral("pre.%1").arg(finding.check));
        view->showFinding(finding, asked);
        card->body()->addWidget(view);
        m_views->addWidget(card);
    }
    setOpen(false);
}

void WorkstationNotice::showOffline()
{
    clearGrid(*m_views);
    m_details->hide();
    m_notice->setKind(Notice::Kind::Fail);
    m_notice->setTitle(tr("No DNS server answers this computer"));
    m_notice->setText(tr("So nothing is known about the names, good or bad. Check the network connection, or enter "
                         "another resolver in the settings, then check again."));
    m_notice->setAction({});
    show();
}

void WorkstationNotice::setOpen(bool isOpen)
{
    m_details->setVisible(isOpen);
    m_notice->setAction(isOpen ? tr("Hide details") : tr("Show details"));
}

} // namespace cw::ui
