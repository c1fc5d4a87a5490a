// SPDX-License-Identifier: MIT
#pragma once

#include "acme/resources.h"
#include "checks/aliascheck.h"
#include "checks/preflight.h"
#include "checks/propagation.h"
#include "crypto/certificate.h"
#include "crypto/csr.h"
#include "issuance/limits.h"
#include "issuance/saveflow.h"
#include "publish/trial.h"
#include "store/accounts.h"
#include "store/aliaschoices.h"
#include "store/certificates.h"
#include "store/orderrecord.h"

#include <QHash>
#include <QMap>
#include <QSet>

namespace cw::issuance
{

enum class Step { Authority = 1, Names, Preflight, Method, Publish, Validate, Certificate };

// Work that runs beside the page; each at most once at a time.
enum class Activity { ReadDirectory, MakeAccount, Preflight, Trial, Register, Order, Watch, Validate, FreshLook, ReadChain, Save, SaveDraft,
                      CleanUp, Refresh, CancelAtCa, AliasChoice, AliasCheck, GoneLook, ReadAccounts, ReadLimits, ReadKeys };

struct SeenCount {
    QDateTime time; // UTC
    int seen = 0; // cells of the matrix with the expected value
    int total = 0;
};

// How far the checks of a name are that has no result yet.
struct PreflightPart {
    int done = 0;
    int of = 0;
};

// What dropRefusedNames() took out of the order, for takeBackDroppedNames().
struct DroppedNames {
    QStringList before; // all names, in their order
    QList<checks::NamePreflight> results; // of those that were dropped
};

// When a server or resolver first had every value that it was asked for.
struct FirstSight {
    QDateTime time; // UTC
    QString who; // "ns2.example.org", "Quad9"
    bool operator==(const FirstSight &) const = default;
};

struct WatchState {
    std::optional<checks::Look> look; // the last one; also one from before a restart
    bool isLookOld = false; // it is from before a restart: to be shown greyed, with its time
    QList<SeenCount> history; // goes back before a restart too; thinned out when it gets long
    QList<FirstSight> firstSights; // in the order of time; of this session
    bool isSafe = false; // two complete rounds: Validate opens
    bool isPaused = false;
    QDateTime nextLook; // UTC; invalid while looking or paused
    QDateTime started;
};

// The alias zone of this site and how far the main zones lead to it.
struct AliasState {
    store::AliasChoice choice; // as remembered, or as it was typed since
    bool isLoaded = false; // what is remembered was read
    QList<checks::AliasSight> sights; // of the last look; each with the plan that it was about
};

// A name with an account at acme-dns.
struct AcmeDnsName {
    QString name; // without "*."
    QString target; // where the CNAME of its validation name has to lead; empty: the account does not say
    bool operator==(const AcmeDnsName &) const = default;
};

// All that the pages of one order show: one value. Pages read it and never keep parts of it.
struct IssueState {
    store::OrderRecord order; // what the journal holds
    Step step = Step::Authority; // the page this order is at; earlier ones are done
    QSet<Activity> running;
    QMap<Activity, Failure> failures; // the last run of that activity failed; gone when it starts again

    std::optional<acme::Directory> directory; // read for order.directoryUrl
    QList<store::AccountRecord> accounts; // that we have at this directory
    bool hasExternalAccount = false; // EAB codes were entered for the account that is to be made
    QList<LimitUse> limits; // of the CA, that concern this order
    std::optional<crypto::Csr> csr; // the user's own request, read
    QList<store::CertificateRecord> keysToReuse; // earlier certificates of ours with a key that could be used again
    bool hasPassphrase = false; // one was entered for the key of this certificate

    QList<checks::NamePreflight> preflight; // in the order of the names; a name still running has no entry yet
    QDateTime preflightTime; // UTC
    QHash<QString, PreflightPart> preflightParts; // by name, of those that run
    QList<checks::Finding> workstation; // of the same look: about this computer, not about a name
    std::optional<DroppedNames> dropped;

    QList<publish::Trial> trials; // of the ways as they are now, one a zone; empty: not tried, or it failed
    AliasState aliases;
    QList<AcmeDnsName> acmeDns; // of the accounts that are known
    QStringList zones; // of this order after the preflight, sorted

    WatchState watch;
    std::optional<checks::Look> freshLook; // after a refusal: what the world sees now

    std::optional<checks::Look> goneLook; // after the order: at what was put in by hand and should go

    QList<crypto::Certificate> chain; // leaf first, when issued
    QList<QList<crypto::Certificate>> otherChains; // that the CA offers as well; chooseChain() takes one
    std::optional<crypto::ChainCheck> chainCheck;
    store::RenewalWindow renewal; // in which the CA wants it renewed, where it says
    std::optional<SavedFiles> saved;

    bool isRunning(Activity activity) const { return running.contains(activity); }
    const Failure *failure(Activity activity) const
    {
        const auto found = failures.constFind(activity);
        return found == failures.constEnd() ? nullptr : &*found;
    }
};

// Whether a step can be left forwards, and if not why: the footer's reason. Translated whole sentences.
struct Readiness {
    bool isReady = false;
    QString reason;
};
Readiness readiness(const IssueState &state, Step step);

} // namespace cw::issuance
