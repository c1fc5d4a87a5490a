// SPDX-License-Identifier: MIT
#include "ui/pages/authorityfacts.h"

#include "base/explain.h"
#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Authority;

using issuance::Activity;

AuthorityFacts::AuthorityFacts(QWidget *parent)
    : Card(parent)
    , m_state(new StateLabel(this))
    , m_facts(new QWidget(this))
    , m_badges(new QHBoxLayout)
    , m_directory(newLabel({}, TextRole::Mono, m_facts))
    , m_caa(newLabel({}, TextRole::Mono, m_facts))
    , m_caaLabel(newLabel(tr("Allowed by CAA as"), TextRole::Small, m_facts))
    , m_failure(new Notice(Notice::Kind::Fail, this))
{
    setObjectName(QStringLiteral("ca.facts"));
    setAccessibleName(tr("About the selected authority"));
    m_state->setWeight(StateLabel::Weight::Plain);
    m_state->setWordWrap(false);
    addBesideTitle(m_state);
    m_directory->setObjectName(QStringLiteral("ca.facts.directory"));
    m_directory->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_directory->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    m_caa->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_caa->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    QLabel *directory = newLabel(tr("Directory"), TextRole::Small, m_facts);
    for (QLabel *label : {directory, m_caaLabel})
        label->setWordWrap(false);
    m_badges->setSpacing(6);
    m_badges->addStretch(1);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(directory, 0, 0, Qt::AlignTop);
    grid->addWidget(m_directory, 0, 1);
    grid->addWidget(m_caaLabel, 1, 0, Qt::AlignTop);
    grid->addWidget(m_caa, 1, 1);
    auto *facts = new QVBoxLayout(m_facts);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(8);
    facts->addLayout(m_badges);
    facts->addLayout(grid);
    m_failure->setAction(tr("Try again"));
    connect(m_failure, &Notice::actionTriggered, this, &AuthorityFacts::tryAgain);
    body()->addWidget(m_facts);
    body()->addWidget(m_failure);
    m_facts->hide();
    m_failure->hide();
}

void AuthorityFacts::showDirectory(const issuance::IssueState &state, const Authority *preset)
{
    setTitle(state.order.authorityName);
    const Failure *failure = state.failure(Activity::ReadDirectory);
    m_failure->setVisible(failure != nullptr);
    m_facts->setVisible(state.directory.has_value() && !failure);
    if (state.isRunning(Activity::ReadDirectory)) {
        m_state->setState(Tone::Accent, IconName::StateRun, tr("Reading the directory…"));
    } else if (failure) {
        showFailure(tr("Not reachable"), *failure);
    } else if (state.directory) {
        m_state->setState(Tone::Ok, IconName::StateOk, tr("Directory read"));
        showFacts(*state.directory, preset);
    } else {
        m_state->setState(Tone::Pend, IconName::StateTodo, tr("Not read yet"));
    }
}

void AuthorityFacts::showStarting(const QString &text)
{
    setTitle(tr("Practice CA"));
    m_facts->hide();
    m_failure->hide();
    m_state->setState(Tone::Accent, IconName::StateRun, text);
}

void AuthorityFacts::showFailure(const QString &title, const Failure &failure)
{
    const Explanation words = explain(failure);
    const bool isNotAcme = std::holds_alternative<ProtocolFailure>(failure) || std::holds_alternative<BadInput>(failure);
    m_state->setState(Tone::Fail, IconName::StateFail, isNotAcme ? tr("Not usable") : title);
    m_facts->hide();
    m_failure->setTitle(words.title);
    m_failure->setText(words.nextStep.isEmpty() ? words.text : words.text + u'\n' + words.nextStep);
    m_failure->setToolTip(words.raw);
    m_failure->show();
}

void AuthorityFacts::showFacts(const acme::Directory &directory, const Authority *preset)
{
    if (m_shown == directory)
        return;
    m_shown = directory;
    m_directory->setText(directory.url.toString());
    m_caa->setText(directory.caaIdentities.join(QStringLiteral(", ")));
    m_caa->setVisible(!directory.caaIdentities.isEmpty());
    m_caaLabel->setVisible(!directory.caaIdentities.isEmpty());

    clearBadges();
    QList<Badge *> badges {new Badge(QStringLiteral("dns-01"), Tone::Ok, IconName::Check, m_facts)};
    if (preset && preset->hasWildcards)
        badges.append(new Badge(tr("Wildcards"), Tone::Ok, IconName::Check, m_facts));
    if (directory.externalAccountRequired)
        badges.append(new Badge(tr("EAB required"), Tone::Warn, IconName::Key, m_facts));
    else
        badges.append(new Badge(tr("No EAB"), Tone::Ok, IconName::Check, m_facts));
    if (!directory.profiles.isEmpty())
        badges.append(new Badge(tr("%n profiles", nullptr, int(directory.profiles.size())), Tone::Neutral, m_facts));
    for (qsizetype i = 0; i < badges.size(); ++i)
        m_badges->insertWidget(int(i), badges.at(i));
}

void AuthorityFacts::clearBadges()
{
    while (m_badges->count() > 1) {
        QLayoutItem *item = m_badges->takeAt(0);
        delete item->widget();
        delete item;
    }
}

} // namespace cw::ui
