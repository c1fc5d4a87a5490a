// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

namespace
{

// tr() in the context of all explanations; lupdate understands this form.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(explain)
};

} // namespace

Explanation explainHook(const PublishFailure &failure)
{
    const QString &program = failure.program;
    switch (failure.kind) {
    case PublishFailure::Kind::HookUnusable:
        return {Words::tr("The hook cannot be used"), Words::tr("%1 cannot be used as a hook: %2.").arg(program, failure.detail),
            Words::tr("Choose another program, or put this one right."), failure.output};
    case PublishFailure::Kind::HookNotStarted:
        return {Words::tr("The hook could not be started"),
            Words::tr("%1 could not be started: %2.").arg(program, failure.detail),
            Words::tr("Check that it is executable and that the interpreter in its first line is installed."),
            failure.output};
    case PublishFailure::Kind::HookKilled:
        return {Words::tr("The hook was ended by a signal"),
            Words::tr("%1 was ended by signal %2 when it worked on %3.")
                .arg(program, QString::number(failure.exitCode), failure.name),
            Words::tr("Its last lines may say why. Nothing was asked of the CA."), failure.output};
    case PublishFailure::Kind::HookTimedOut:
        return {Words::tr("The hook took too long"),
            Words::tr("%1 had not ended after %n seconds when it worked on %2; it was stopped.", nullptr, failure.exitCode)
                .arg(program, failure.name),
            Words::tr("Give it more time, or look in its last lines for what it waits for. Nothing was asked of the CA."),
            failure.output};
    default:
        return {Words::tr("The hook failed"),
            Words::tr("%1 ended with exit code %2 when it worked on %3.")
                .arg(program, QString::number(failure.exitCode), failure.name),
            Words::tr("Its last lines may say why. Nothing was asked of the CA."), failure.output};
    }
}

} // namespace cw
