// SPDX-License-Identifier: MIT
#include "publish/nsupdate.h"

#include "publish/nsupdatereply.h"
#include "publish/nsupdatescript.h"

namespace cw::publish
{

namespace
{

HookCommand commandFor(const QString &program, const QByteArray &script, std::chrono::milliseconds timeLimit)
{
    HookCommand command;
    command.program = program;
    command.arguments = QStringList {QStringLiteral("-g"), QStringLiteral("-t"), QStringLiteral("10")};
    command.environment = QProcessEnvironment::systemEnvironment();
    command.environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C")); // its words are read
    command.input = script;
    command.timeLimit = timeLimit;
    return command;
}

} // namespace

NsupdatePublisher::NsupdatePublisher(dns::Resolver &resolver, NsupdateSettings settings, ActivityLog &log)
    : m_program(std::move(settings.program)), m_timeLimit(settings.timeLimit), m_log(log),
      m_rounds(resolver, settings.server, settings.port, log,
               [this](const UpdateServer &server, const UpdateBatch &batch, Change change, CancelToken &token) {
                   return updateAt(server, batch, change, token);
               })
{
}

Result<Nothing> NsupdatePublisher::rehearse(const QList<TxtRecord> &records, CancelToken &token)
{
    return m_rounds.rehearse(records, token);
}

Result<Nothing> NsupdatePublisher::present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token)
{
    return m_rounds.present(records, note, token);
}

Result<Nothing> NsupdatePublisher::cleanUp(const QList<TxtRecord> &records, CancelToken &token)
{
    return m_rounds.cleanUp(records, token);
}

Result<Nothing> NsupdatePublisher::updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change,
                                            CancelToken &token)
{
    const std::optional<QByteArray> script = nsupdateScript(server.endpoint, batch, change);
    if (!script) {
        PublishFailure failure;
        failure.kind = PublishFailure::Kind::NsupdateFailed;
        failure.program = m_program;
        return Failure(failure);
    }
    const auto log = [this](const QString &line) { m_log.add(LogEntry::Kind::Update, QStringLiteral("nsupdate: ") + line); };
    const HookResult result = runHook(commandFor(m_program, *script, m_timeLimit), log, token);
    if (result.end == HookEnd::Canceled || token.isCanceled())
        return Failure(Canceled());
    if (result.end == HookEnd::Exited && result.code == 0)
        return Nothing();
    PublishFailure failure = judgeNsupdate(result);
    failure.program = m_program;
    return Failure(failure);
}

} // namespace cw::publish
