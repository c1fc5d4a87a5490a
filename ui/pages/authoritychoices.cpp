// SPDX-License-Identifier: MIT
#include "ui/pages/authoritychoices.h"

#include "ui/models/practicewords.h"
#include "ui/widgets/choicerow.h"

namespace cw::ui
{

using issuance::Authority;

AuthorityChoices::AuthorityChoices(const QList<Authority> &authorities, QWidget *parent)
    : ChoiceGroup(tr("Certificate authority"), parent)
{
    setObjectName(QStringLiteral("ca.list"));
    addHeading(tr("Public authorities"));
    for (const Authority &authority : authorities) {
        if (!authority.isForTests)
            addAuthority(authority);
    }
    addHeading(tr("Test and private"));
    for (const Authority &authority : authorities) {
        if (authority.isForTests)
            addAuthority(authority);
    }
    auto *other = new ChoiceRow(tr("Other directory URL…"), tr("A private CA, or one not listed"), this);
    other->setObjectName(QStringLiteral("ca.other"));
    other->setRowIcon(IconName::Globe);
    addChoice(Other, other);
    addPractice();
}

void AuthorityChoices::addAuthority(const Authority &authority)
{
    auto *row = new ChoiceRow(authority.name, authority.hint, this);
    row->setObjectName(QStringLiteral("ca.") + authority.id);
    row->setRowIcon(authority.isForTests ? IconName::Flask : IconName::Ca);
    if (!authority.badge.isEmpty())
        row->setBadge(authority.badge, authority.isForTests ? Tone::Warn : Tone::Accent);
    addChoice(authority.id, row);
}

void AuthorityChoices::addPractice()
{
    const QString reason = whyNoPractice();
    auto *practice = new ChoiceRow(tr("Practice CA on this computer"), reason.isEmpty() ? tr("No network, no limits") : reason, this);
    practice->setObjectName(QStringLiteral("ca.practice"));
    practice->setRowIcon(IconName::Flask);
    practice->setBadge(tr("Practice"));
    practice->setEnabled(reason.isEmpty());
    addChoice(Practice, practice);
}

} // namespace cw::ui
