// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(explain)
};

using Kind = PublishFailure::Kind;

// Words of ipalib, of GSSAPI and of kinit's relatives when there is no Kerberos ticket, or none that is still good.
bool tellsOfMissingTicket(const QString &output)
{
    for (const char *words : {"No Kerberos credentials", "did not receive Kerberos credentials", "CCacheError",
             "Ticket expired", "ticket expired", "Credentials cache file", "No credentials cache found",
             "No credentials were supplied", "Matching credential not found", "Ticket has expired"}) {
        if (output.contains(QLatin1String(words)))
            return true;
    }
    return false;
}

QString signalName(int number)
{
    switch (number) {
    case 1:
        return QStringLiteral("1 (SIGHUP)");
    case 2:
        return QStringLiteral("2 (SIGINT)");
    case 6:
        return QStringLiteral("6 (SIGABRT)");
    case 9:
        return QStringLiteral("9 (SIGKILL)");
    case 11:
        return QStringLiteral("11 (SIGSEGV)");
    case 13:
        return QStringLiteral("13 (SIGPIPE)");
    case 15:
        return QStringLiteral("15 (SIGTERM)");
    default:
        return QString::number(number);
    }
}

QString whatHappened(const PublishFailure &failure)
{
    if (failure.kind == Kind::HookKilled)
        return Words::tr("The hook %1 was ended by signal %2 while it worked on the record %3.")
            .arg(failure.program, signalName(failure.exitCode), failure.name);
    if (failure.kind == Kind::HookTimedOut)
        return Words::tr("The hook %1 was not done with the record %2 after %n seconds and was stopped.", nullptr,
            failure.exitCode)
            .arg(failure.program, failure.name);
    return Words::tr("The hook %1 ended with exit code %2 while it worked on the record %3.")
        .arg(failure.program, QString::number(failure.exitCode), failure.name);
}

QString titleOf(const PublishFailure &failure)
{
    if (tellsOfMissingTicket(failure.output))
        return Words::tr("The hook has no Kerberos ticket");
    if (failure.kind == Kind::HookKilled)
        return Words::tr("The hook was killed");
    if (failure.kind == Kind::HookTimedOut)
        return Words::tr("The hook took too long");
    return Words::tr("The hook failed");
}

QString nextStepOf(const PublishFailure &failure)
{
    if (tellsOfMissingTicket(failure.output))
        return Words::tr("Get a ticket with kinit, for the user who runs this program, and publish again.");
    if (failure.kind == Kind::HookTimedOut)
        return Words::tr("Find out what it waits for, or allow it more time, and publish again.");
    if (failure.kind == Kind::HookFailed && failure.exitCode == 127)
        return Words::tr("Exit code 127 usually means that a program or function which the hook calls was not found. "
                         "Install it or correct the hook, and publish again.");
    return Words::tr("Correct what its last lines say, and publish again.");
}

// It ran, and did not end well.
Explanation explainRun(const PublishFailure &failure)
{
    constexpr qsizetype mostLines = 3;
    QStringList lines = failure.output.split(u'\n', Qt::SkipEmptyParts);
    lines = lines.mid(qMax<qsizetype>(0, lines.size() - mostLines));
    const QString text = lines.isEmpty()
        ? Words::tr("%1 It wrote nothing.", "%1: a sentence on the hook").arg(whatHappened(failure))
        : Words::tr("%1 Its last lines: “%2”.", "%1: a sentence on the hook; %2: what it wrote")
              .arg(whatHappened(failure), lines.join(QStringLiteral(" \u23ce ")));
    return {titleOf(failure), text, nextStepOf(failure), failure.output};
}

Explanation explainInterpreter(const PublishFailure &failure)
{
    return {Words::tr("The hook's interpreter is missing"),
        Words::tr("The first line of %1 says that it is run by %2, and there is no such program.")
            .arg(failure.program, failure.detail.section(u' ', 1)),
        Words::tr("Install it, or correct the first line of the hook."), QString()};
}

Explanation explainUnusable(const PublishFailure &failure)
{
    const QString title = Words::tr("The hook cannot be run");
    if (failure.detail.startsWith(u"no-interpreter "))
        return explainInterpreter(failure);
    if (failure.detail == u"no-cleanup")
        return {Words::tr("There is no clean-up hook"),
            Words::tr("The record %1 was published by a hook, and no program is set that removes it.").arg(failure.name),
            Words::tr("Remove it from the zone %1 by hand, or set a clean-up hook.").arg(failure.zone), QString()};
    if (failure.detail == u"folder")
        return {title, Words::tr("%1 is not a file.").arg(failure.program), Words::tr("Choose the hook itself."),
            QString()};
    if (failure.detail == u"not-executable")
        return {title, Words::tr("%1 is not executable.").arg(failure.program),
            Words::tr("Make it executable, for example with chmod +x."), QString()};
    if (failure.detail == u"not-readable")
        return {title, Words::tr("%1 cannot be read.").arg(failure.program),
            Words::tr("Give the user who runs this program the right to read it."), QString()};
    if (failure.detail == u"no-function")
        return {title,
            Words::tr("%1 has no function %2: acme.sh scripts have one that is named after the file.")
                .arg(failure.program, failure.name),
            Words::tr("Choose the file of the dnsapi script itself, and keep the name it came with."), QString()};
    return {title, Words::tr("There is no program %1.").arg(failure.program),
        Words::tr("Enter the whole path of the hook."), QString()};
}

} // namespace

Explanation explainHook(const PublishFailure &failure)
{
    if (failure.kind == Kind::HookUnusable)
        return explainUnusable(failure);
    if (failure.kind != Kind::HookNotStarted)
        return explainRun(failure);
    if (failure.detail.startsWith(u"no-interpreter "))
        return explainInterpreter(failure);
    return {Words::tr("The hook could not be started"),
        Words::tr("The system could not start %1: %2").arg(failure.program, failure.detail),
        Words::tr("Check that it is a program or script for this computer, and that it is executable."), failure.detail};
}

} // namespace cw
