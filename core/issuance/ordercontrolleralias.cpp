// SPDX-License-Identifier: MIT
// The alias zone of this site: what was chosen, and whether the main zones lead there.
#include "issuance/aliaswish.h"
#include "issuance/ordercontrollerprivate.h"

namespace cw::issuance
{

void OrderController::loadAliasChoice()
{
    if (m_state.aliases.isLoaded || m_state.isRunning(Activity::AliasChoice))
        return;
    d->runReading<store::AliasChoice>(
        Activity::AliasChoice,
        [home = d->environment->home](Tools &, const store::OrderRecord &, CancelToken &) {
            return store::AliasChoices(home).load();
        },
        [this](const Result<store::AliasChoice> &choice) {
            // A file that cannot be read takes nothing away: the failure is shown, and a choice can be made all the same.
            m_state.aliases.isLoaded = true;
            if (choice)
                m_state.aliases.choice = *choice;
        });
}

void OrderController::setAliasChoice(const store::AliasChoice &choice)
{
    if (m_state.aliases.choice == choice)
        return;
    m_state.aliases.choice = choice;
    d->keepAliasChoice();
    Q_EMIT stateChanged();
}

// One writer at a time, so that the last choice is what stays.
void OrderController::Private::keepAliasChoice()
{
    if (!readAliasChoice(state().aliases.choice))
        return;
    isAliasChoiceNewer = state().isRunning(Activity::AliasChoice);
    if (isAliasChoiceNewer)
        return;
    runReading<Nothing>(
        Activity::AliasChoice,
        [home = environment->home, choice = state().aliases.choice](Tools &, const store::OrderRecord &, CancelToken &) {
            return store::AliasChoices(home).save(choice);
        },
        [this](const Result<Nothing> &) {
            if (isAliasChoiceNewer)
                keepAliasChoice();
        });
}

void OrderController::checkAliases(const QList<checks::AliasPlan> &plans)
{
    if (plans.isEmpty())
        return;
    d->runReading<QList<checks::AliasSight>>(
        Activity::AliasCheck,
        [plans](Tools &tools, const store::OrderRecord &, CancelToken &token) -> Result<QList<checks::AliasSight>> {
            const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
            QList<checks::AliasSight> sights = checks::checkAliases(*resolver, plans, token);
            if (token.isCanceled())
                return Failure(Canceled());
            return sights;
        },
        [this](const Result<QList<checks::AliasSight>> &sights) {
            if (sights)
                m_state.aliases.sights = *sights;
        });
}

} // namespace cw::issuance
