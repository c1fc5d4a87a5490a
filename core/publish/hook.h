// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "base/clock.h"
#include "publish/hookcall.h"
#include "publish/hookprocess.h"

namespace cw::publish
{

// What one run of a hook was called with and what came of it; for the order's journal. Holds no secret value.
struct HookRun {
    QDateTime begin; // UTC
    std::chrono::milliseconds duration { 0 };
    Deed deed = Deed::Present;
    QString call; // previewText()
    HookEnd end = HookEnd::Exited;
    int code = 0; // exit code, or the signal when Killed
    QString output; // at most its first 16 kB and its last 48 kB
};

struct HookCallbacks {
    std::function<void(const HookRun &)> onRun; // after each run
    // An acme.sh script has saved settings, all of them are given: they belong into the secret store.
    std::function<void(const QMap<QString, QString> &)> onSaved;
};

// Lets programs of other ACME clients publish (see hookCalls). One after the other, each line of their output goes into
// the log as it comes. What does not end with exit code 0 within its time fails with HookFailed, HookKilled, HookTimedOut
// or HookNotStarted, and the hooks after it are not run. The callbacks are called on the thread of the publisher.
// An acme.sh script that has saved nothing here yet finds what it has saved with acme.sh.
class HookPublisher final : public Publisher
{
public:
    HookPublisher(HookSettings settings, QStringList allIdentifiers, Clock &clock, ActivityLog &log,
                  HookCallbacks callbacks = {});

    // Whether the programs are there and can be run; runs nothing. HookUnusable.
    Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token) override;
    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token) override;
    // HookUnusable with detail "no-cleanup" for a certbot hook without clean-up hook: the records stay.
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) override;

private:
    Result<HookResult> run(const HookCall &call, Deed deed, CancelToken &token);
    HookCommand commandFor(const HookCall &call) const;
    void noteRun(const HookCall &call, Deed deed, const QDateTime &begin, std::chrono::milliseconds duration,
                 const HookResult &result);
    PublishFailure failureOf(const HookCall &call, const HookResult &result) const;

    HookSettings m_settings;
    QStringList m_allIdentifiers;
    Clock &m_clock;
    ActivityLog &m_log;
    HookCallbacks m_callbacks;
};

} // namespace cw::publish
