// SPDX-License-Identifier: MIT
#include "issuance/accountflow.h"
#include "issuance/challengechoice.h"
#include "issuance/challengewords.h"
#include "issuance/issuestate.h"
#include "issuance/publishflow.h"

#include "base/explain.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::issuance
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("readiness", source);
}

const store::AccountRecord *chosenAccount(const IssueState &state)
{
    const auto found = std::find_if(state.accounts.begin(), state.accounts.end(), [&state](const store::AccountRecord &account) {
        return account.id == state.order.accountId;
    });
    return found == state.accounts.end() ? nullptr : &*found;
}

Readiness authorityReadiness(const IssueState &state)
{
    if (state.order.directoryUrl.isEmpty())
        return {false, text("Choose an authority to go on.")};
    if (state.isRunning(Activity::ReadDirectory))
        return {false, text("The directory of the authority is being read.")};
    if (state.isRunning(Activity::MakeAccount))
        return {false, text("The authority is being asked for the account.")};
    if (!state.directory)
        return {false, text("The directory of the authority could not be read.")};
    const bool isNew = state.order.accountId.isEmpty();
    if (isNew && state.directory->externalAccountRequired && !state.hasExternalAccount)
        return {false, text("Enter the two access codes (EAB) that the authority gave you.")};
    if (const store::AccountRecord *account = chosenAccount(state)) {
        if (!account->isUsable())
            return {false, text("The authority no longer takes this account: choose another one, or make a new one.")};
        if (hasNewTerms(*account, *state.directory) && !state.order.hasAgreedToTerms)
            return {false, text("The terms of service have changed: read them and agree again to go on.")};
    }
    if (isNew && !state.directory->termsOfService.isEmpty() && !state.order.hasAgreedToTerms)
        return {false, text("Agree to the terms of service to go on.")};
    if (const Result<QStringList> contacts = contactsOf(state.order.contact); !contacts)
        return {false, explain(contacts.failure()).title};
    return {true, text("Nothing is ordered yet.")};
}

Readiness namesReadiness(const IssueState &state)
{
    if (state.order.names.isEmpty())
        return {false, text("Enter at least one name.")};
    return {true, text("Next we only ask DNS; the CA is not involved.")};
}

Readiness preflightReadiness(const IssueState &state)
{
    if (state.isRunning(Activity::Preflight))
        return {false, text("DNS is being asked.")};
    if (state.preflight.size() != state.order.names.size() || state.failure(Activity::Preflight))
        return {false, text("DNS has not been checked yet.")};
    int refused = 0;
    int unknown = 0;
    for (const checks::NamePreflight &name : state.preflight) {
        refused += name.verdict == checks::Verdict::Refused ? 1 : 0;
        unknown += name.verdict == checks::Verdict::Unknown ? 1 : 0;
    }
    const int others = int(state.preflight.size()) - refused;
    if (refused > 0 && others > 0 && !state.order.csrDer.isEmpty())
        return {false, QCoreApplication::translate("readiness", "%n name(s) of your request would be refused; a request is for all of its names.", nullptr, refused)};
    if (refused > 0 && others > 0) {
        return {false,
                QCoreApplication::translate("readiness", "%n name(s) would be refused. You can take them out and go on with the rest.",
                                            nullptr, refused)};
    }
    if (refused > 0)
        return {false, QCoreApplication::translate("readiness", "%n name(s) would be refused.", nullptr, refused)};
    if (unknown > 0)
        return {false, QCoreApplication::translate("readiness", "%n name(s) could not be checked.", nullptr, unknown)};
    return {true, text("Nothing has been ordered yet.")};
}

// What the way of a zone lacks; empty: nothing. The zone is named where it has a way of its own.
QString missingIn(const IssueState &state, const QString &zone)
{
    const store::PublishSettings &way = state.order.publishFor(zone);
    const bool isOwn = state.order.zoneWays.contains(zone);
    const QString name = zone.endsWith(u'.') ? zone.chopped(1) : zone;
    if (const QString misfit = misfitSentence(state.order, zone); !misfit.isEmpty())
        return misfit;
    if (way.way == u"rfc2136" && !way.usesGss && way.keyName.isEmpty())
        return isOwn ? text("Enter the TSIG key for %1, or read it from a key file.").arg(name)
                     : text("Enter the TSIG key, or read it from a key file.");
    if (way.way == u"hook" && way.hook.program.isEmpty())
        return isOwn ? text("Choose the program that publishes the records of %1.").arg(name)
                     : text("Choose the program that publishes the records.");
    if (way.way == u"acme-dns" && !way.hasSecret() && state.acmeDns.isEmpty())
        return isOwn ? text("Register the names of %1 at acme-dns, or import its accounts.").arg(name)
                     : text("Register the names at acme-dns, or import its accounts.");
    return {};
}

Readiness methodReadiness(const IssueState &state)
{
    if (state.isRunning(Activity::Order))
        return {false, text("The order is being placed.")};
    for (const QString &zone : state.zones) {
        if (const QString missing = missingIn(state, zone); !missing.isEmpty())
            return {false, missing};
    }
    if (!checkChallengeWish(state.order, QDateTime::currentDateTimeUtc()))
        return {false, text("Choose a later end for the standing record.")};
    return {true,
            QCoreApplication::translate("readiness", "This places the order at %1. It counts against its limits.")
                .arg(state.order.authorityName)};
}

Readiness publishReadiness(const IssueState &state)
{
    if (state.order.stage == store::OrderStage::Expired)
        return {false, text("The CA has closed this order.")};
    if (state.order.stage == store::OrderStage::Published && expectedRecords(state.order).isEmpty())
        return {true, text("The CA knows every name already; no record is needed.")};
    if (state.watch.isSafe)
        return {true, text("Every authoritative server has every value.")};
    if (!state.watch.look)
        return {false, text("The name servers have not been asked yet.")};
    int lacking = 0;
    int servers = 0;
    bool isHeldBack = false; // for another reason than a missing value
    for (const checks::NameSight &name : state.watch.look->names) {
        isHeldBack = isHeldBack || (!name.isComplete && !name.detail.isEmpty());
        for (const checks::ServerSight &server : name.servers) {
            servers += server.state == checks::SeenState::NotAsked ? 0 : 1;
            lacking += checks::lacksValue(server) ? 1 : 0;
        }
    }
    if (lacking == 0 && isHeldBack)
        return {false, text("Not safe yet: the hint says why. A failed try counts against the limits of the CA.")};
    if (lacking > 0 || servers == 0) {
        return {false,
                QCoreApplication::translate("readiness",
                                            "Not safe yet: %1 of %2 answers lack a value. A failed try counts against the limits of the CA.")
                    .arg(lacking)
                    .arg(servers)};
    }
    return {false, text("All servers have every value; one more look makes sure.")};
}

} // namespace

Readiness readiness(const IssueState &state, Step step)
{
    switch (step) {
    case Step::Authority:
        return authorityReadiness(state);
    case Step::Names:
        return namesReadiness(state);
    case Step::Preflight:
        return preflightReadiness(state);
    case Step::Method:
        return methodReadiness(state);
    case Step::Publish:
        return publishReadiness(state);
    case Step::Validate:
        return {state.order.stage == store::OrderStage::Issued, text("Usually done in less than a minute.")};
    case Step::Certificate:
        return {true, state.order.isSaved ? QString() : text("The private key is not saved to a file yet.")};
    }
    return {};
}

} // namespace cw::issuance
