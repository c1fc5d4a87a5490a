// SPDX-License-Identifier: MIT
#include "publish/hook.h"

#include "publish/acmeshfolder.h"
#include "publish/hookprogram.h"

namespace cw::publish
{

namespace
{

using Kind = PublishFailure::Kind;

constexpr qsizetype MostLastLines = 12;

Kind kindOf(HookEnd end)
{
    switch (end) {
    case HookEnd::Killed:
        return Kind::HookKilled;
    case HookEnd::TimedOut:
        return Kind::HookTimedOut;
    case HookEnd::NotStarted:
        return Kind::HookNotStarted;
    case HookEnd::Exited:
    case HookEnd::Canceled:
        break;
    }
    return Kind::HookFailed;
}

// Whose fault it is: for acme.sh the program is the shell, for a command line it may be an interpreter.
QString programToName(const HookSettings &settings, const HookCall &call)
{
    if (settings.format == HookFormat::AcmeSh)
        return call.arguments.value(3);
    return call.program == u"/bin/sh" && !call.arguments.isEmpty() ? call.arguments.first() : call.program;
}

} // namespace

HookPublisher::HookPublisher(HookSettings settings, QStringList allIdentifiers, Clock &clock, ActivityLog &log,
                             HookCallbacks callbacks)
    : m_settings(std::move(settings)), m_allIdentifiers(std::move(allIdentifiers)), m_clock(clock), m_log(log),
      m_callbacks(std::move(callbacks))
{
}

Result<Nothing> HookPublisher::rehearse(const QList<TxtRecord> &records, CancelToken &token)
{
    Q_UNUSED(records)
    QStringList programs {m_settings.program};
    if (m_settings.format == HookFormat::Certbot && !m_settings.cleanUpProgram.trimmed().isEmpty())
        programs.append(m_settings.cleanUpProgram);
    for (const QString &entered : std::as_const(programs)) {
        if (token.isCanceled())
            return Failure(Canceled());
        if (const Result<Nothing> usable = checkHookProgram(m_settings, entered); !usable)
            return usable;
        const QString part = worldWritablePart(hookWords(entered, m_settings.format).first());
        if (!part.isEmpty())
            m_log.add(LogEntry::Kind::Hook, QStringLiteral("note: every user of this computer may change %1").arg(part));
    }
    return Nothing();
}

Result<Nothing> HookPublisher::present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token)
{
    for (const HookCall &call : hookCalls(m_settings, records, m_allIdentifiers, Deed::Present)) {
        if (const Result<Nothing> noted = note(call.records, Presence::MayBeThere); !noted)
            return noted;
        const Result<HookResult> result = run(call, Deed::Present, token);
        if (!result)
            return result.failure();
        QList<TxtRecord> published = call.records;
        for (TxtRecord &record : published)
            record.output = result->standardOutput;
        if (const Result<Nothing> noted = note(published, Presence::Published); !noted)
            return noted;
    }
    return Nothing();
}

Result<Nothing> HookPublisher::cleanUp(const QList<TxtRecord> &records, CancelToken &token)
{
    const QList<HookCall> calls = hookCalls(m_settings, records, m_allIdentifiers, Deed::CleanUp);
    if (calls.isEmpty() && !records.isEmpty()) {
        PublishFailure failure;
        failure.kind = Kind::HookUnusable;
        failure.zone = records.first().zone.withoutFinalDot();
        failure.name = records.first().owner.withoutFinalDot();
        failure.detail = QStringLiteral("no-cleanup");
        return Failure(failure);
    }
    std::optional<Failure> first;
    for (const HookCall &call : calls) {
        const Result<HookResult> result = run(call, Deed::CleanUp, token);
        if (!result && !first)
            first = result.failure();
        if (!result && isCanceled(result.failure()))
            break;
    }
    if (first)
        return *first;
    return Nothing();
}

HookCommand HookPublisher::commandFor(const HookCall &call) const
{
    HookCommand command;
    command.program = call.program;
    command.arguments = call.arguments;
    command.environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : call.unset)
        command.environment.remove(name);
    for (auto it = call.environment.begin(); it != call.environment.end(); ++it)
        command.environment.insert(it.key(), it.value());
    for (const QString &name : m_settings.secretNames)
        command.secrets.append(m_settings.environment.value(name));
    // All that a script has saved may be secret. A short word such as "1" or "yes" is not, and would blank half the output.
    constexpr qsizetype leastSecret = 6;
    for (const QString &value : m_settings.saved) {
        const bool isPlain = value.size() < leastSecret || call.environment.values().contains(value);
        if (!isPlain)
            command.secrets.append(value);
    }
    command.timeLimit = m_settings.timeLimit;
    return command;
}

Result<HookResult> HookPublisher::run(const HookCall &call, Deed deed, CancelToken &token)
{
    if (m_settings.format == HookFormat::AcmeSh && m_settings.saved.isEmpty())
        m_settings.saved = installedSettings(programToName(m_settings, call));
    HookCommand command = commandFor(call);
    std::optional<AcmeShFolder> folder;
    if (m_settings.format == HookFormat::AcmeSh) {
        folder.emplace();
        if (const Result<Nothing> filled = folder->fill(m_settings.saved); !filled)
            return filled.failure();
        const QMap<QString, QString> more = folder->environment();
        for (auto it = more.begin(); it != more.end(); ++it)
            command.environment.insert(it.key(), it.value());
    }

    m_log.add(LogEntry::Kind::Hook, QStringLiteral("run %1").arg(previewText(call).section(u'\n', -1)));
    const QDateTime begin = m_clock.now();
    const auto start = m_clock.ticks();
    HookResult result
        = runHook(command, [this](const QString &line) { m_log.add(LogEntry::Kind::Hook, line); }, token);
    if (folder) {
        const QMap<QString, QString> saved = folder->saved();
        if (saved != m_settings.saved && m_callbacks.onSaved)
            m_callbacks.onSaved(saved);
        m_settings.saved = saved;
        // What it has only just saved could not be looked for while it ran.
        const SecretMask mask(commandFor(call).secrets);
        result.output = QString::fromUtf8(mask.masked(result.output.toUtf8()));
        result.standardOutput = QString::fromUtf8(mask.masked(result.standardOutput.toUtf8()));
    }
    noteRun(call, deed, begin, m_clock.ticks() - start, result);
    if (result.end == HookEnd::Canceled)
        return Failure(Canceled());
    if (result.end == HookEnd::Exited && result.code == 0)
        return result;
    return Failure(failureOf(call, result));
}

void HookPublisher::noteRun(const HookCall &call, Deed deed, const QDateTime &begin, std::chrono::milliseconds duration,
                            const HookResult &result)
{
    const auto log = [this](const QString &text) { m_log.add(LogEntry::Kind::Hook, text); };
    switch (result.end) {
    case HookEnd::Exited:
        log(QStringLiteral("exit code %1").arg(result.code));
        break;
    case HookEnd::Killed:
        log(QStringLiteral("ended by signal %1").arg(result.code));
        break;
    case HookEnd::TimedOut:
        log(QStringLiteral("stopped: not done after %1 s").arg(m_settings.timeLimit.count()));
        break;
    case HookEnd::Canceled:
        log(QStringLiteral("stopped: canceled"));
        break;
    case HookEnd::NotStarted:
        log(QStringLiteral("not started: %1").arg(result.error));
        break;
    }
    if (!m_callbacks.onRun)
        return;
    HookRun run;
    run.begin = begin;
    run.duration = duration;
    run.deed = deed;
    run.call = previewText(call);
    run.end = result.end;
    run.code = result.code;
    run.output = result.output;
    m_callbacks.onRun(run);
}

PublishFailure HookPublisher::failureOf(const HookCall &call, const HookResult &result) const
{
    PublishFailure failure;
    failure.kind = kindOf(result.end);
    failure.zone = call.records.first().zone.withoutFinalDot();
    failure.name = call.records.first().owner.withoutFinalDot();
    failure.program = programToName(m_settings, call);
    failure.exitCode = result.end == HookEnd::TimedOut ? int(m_settings.timeLimit.count()) : result.code;
    failure.output = lastLines(result.output, MostLastLines);
    if (result.end == HookEnd::NotStarted) {
        const QString interpreter = missingInterpreter(call.program);
        failure.detail = interpreter.isEmpty() ? result.error : QStringLiteral("no-interpreter ") + interpreter;
    }
    return failure;
}

} // namespace cw::publish
