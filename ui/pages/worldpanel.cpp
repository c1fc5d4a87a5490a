// SPDX-License-Identifier: MIT
#include "ui/pages/worldpanel.h"

#include "ui/models/timetext.h"
#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/refusal.h"
#include "ui/pages/watchtable.h"
#include "ui/theme/roles.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using checks::NameSight;
using checks::SeenState;
using checks::ServerSight;
using issuance::Activity;

namespace
{

struct Sight {
    Tone tone;
    QString text;
};

Sight sightText(const NameSight &name, const ServerSight &server)
{
    if (server.isOwnValueSeen || server.state == SeenState::Seen)
        return {Tone::Ok, WorldPanel::tr("Expected value")};
    switch (slipOf(name, server)) {
    case Slip::ExtraQuotes:
        return {Tone::Fail, WorldPanel::tr("Extra quotes")};
    case Slip::SplitValue:
        return {Tone::Fail, WorldPanel::tr("Split value")};
    case Slip::WrongPlace:
        return {Tone::Fail, WorldPanel::tr("Wrong place")};
    case Slip::None:
        break;
    }
    switch (server.state) {
    case SeenState::Other:
        return {Tone::Fail,
            server.found.isEmpty() ? WorldPanel::tr("Other value")
                                   : WorldPanel::tr("Other value %1…", "first letters")
                                         .arg(QString::fromLatin1(server.found.first().left(7)))};
    case SeenState::Error:
        return {Tone::Fail, dns::rcodeName(server.rcode)};
    case SeenState::NoAnswer:
        return {Tone::Fail, WorldPanel::tr("No answer")};
    case SeenState::NotAsked:
        return {Tone::Pend, WorldPanel::tr("Not asked")};
    default:
        return {Tone::Warn, WorldPanel::tr("No such value")};
    }
}

QString wholeText(const ServerSight &server)
{
    QStringList lines{server.address};
    for (const QByteArray &value : server.found)
        lines << QString::fromLatin1(value);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

WorldPanel::WorldPanel(const issuance::IssueState &state, QWidget *parent)
    : Card(tr("What the world sees now"), parent)
    , m_state(state)
    , m_time(newLabel({}, TextRole::Small))
    , m_empty(new StateLabel(Tone::Accent, IconName::StateRun, tr("Asking the name servers…")))
    , m_table(new QGridLayout)
    , m_again(newButton(tr("Look again"), ButtonRole::Link, ButtonSize::Card))
{
    setObjectName(QStringLiteral("ts.world"));
    setAccessibleName(tr("What the world sees now"));
    setIcon(IconName::Globe, Tone::Neutral);
    m_time->setWordWrap(false);
    addToHeader(m_time);
    m_table->setHorizontalSpacing(16);
    m_table->setVerticalSpacing(8);
    m_table->setColumnStretch(2, 1);
    m_again->setObjectName(QStringLiteral("ts.again"));
    m_again->setIcon(icon(IconName::Refresh, Ink::Accent));
    auto *copy = new CopyButton(tr("Copy dig commands"), [this] { return refusalCommands(m_state); });
    copy->setLabel(tr("Copy dig commands"));
    copy->setObjectName(QStringLiteral("ts.dig"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_again);
    buttons->addWidget(copy);
    buttons->addStretch();
    body()->setSpacing(8);
    body()->addWidget(m_empty);
    body()->addLayout(m_table);
    body()->addStretch();
    body()->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, &WorldPanel::lookRequested);
}

void WorldPanel::showName(const QString &name)
{
    const bool isLooking = m_state.isRunning(Activity::FreshLook);
    m_again->setEnabled(!isLooking);
    m_again->setText(isLooking ? tr("Looking…") : tr("Look again"));
    const NameSight *found = nullptr;
    if (m_state.freshLook) {
        for (const NameSight &sight : m_state.freshLook->names) {
            if (sight.identifier == name)
                found = &sight;
        }
    }
    m_empty->setVisible(!found);
    if (!found && !isLooking)
        m_empty->setState(Tone::Pend, IconName::StateSkip, tr("Not asked since the refusal."));
    else if (!found)
        m_empty->setState(Tone::Accent, IconName::StateRun, tr("Asking the name servers…"));
    m_time->setText(found ? clockText(m_state.freshLook->time) : QString());
    const QString key = found ? name + m_state.freshLook->time.toString(Qt::ISODateWithMs) : QString();
    if (key == m_shown)
        return;
    m_shown = key;
    clearGrid(*m_table);
    if (found)
        showTable(*found);
}

void WorldPanel::showTable(const NameSight &name)
{
    const QStringList headings{tr("Server"), tr("Serial"), tr("Value for %1").arg(readableName(name.identifier))};
    for (int column = 0; column < headings.size(); ++column)
        m_table->addWidget(newLabel(headings[column], TextRole::Section), 0, column);
    int row = 1;
    const QList<ServerSight> servers = name.servers + name.resolvers;
    for (qsizetype i = 0; i < servers.size(); ++i) {
        const ServerSight &server = servers[i];
        m_table->addWidget(newDivider(), row++, 0, 1, 3);
        const Sight sight = sightText(name, server);
        m_table->addWidget(
            newLabel(i < name.servers.size() ? server.server : resolverTitle(server), TextRole::Mono), row, 0);
        QLabel *serial = newLabel(server.serial ? QString::number(*server.serial) : QString(), TextRole::Mono);
        serial->setWordWrap(false);
        if (serialsBehind(name, server) > 0)
            setTone(serial, Tone::Fail);
        m_table->addWidget(serial, row, 1);
        auto *state = new StateLabel(
            sight.tone, sight.tone == Tone::Pend ? IconName::StateSkip : stateIcon(sight.tone), sight.text);
        state->setWeight(StateLabel::Weight::Plain);
        state->setToolTip(wholeText(server));
        m_table->addWidget(state, row++, 2);
    }
}

} // namespace cw::ui
