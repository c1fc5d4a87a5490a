// SPDX-License-Identifier: MIT
#include "arguments.h"
#include "command.h"
#include "issuance/practicesession.h"
#include "output.h"
#include "signals.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

void printAddress(const Output &output, const practice::LabAddress &address)
{
    const QString zone = address.zones.value(0);
    output.line(QCoreApplication::translate("cli", "The practice CA and DNS are running. Certificates are not real. Ctrl+C ends them."));
    output.line(QStringLiteral("  --directory %1 --ca-root %2").arg(address.directoryUrl, address.rootFile));
    output.line(QStringLiteral("  --resolver %1 --dns-port %2").arg(address.resolver).arg(address.dnsPort));
    output.line(QStringLiteral("  --publish rfc2136 --tsig-key-file %1").arg(address.tsigKeyFile));
    output.line(QCoreApplication::translate("cli", "Zones: %1. Try --name www.%2 --name \"*.%2\".").arg(address.zones.join(QStringLiteral(", ")), zone));
    output.event(QStringLiteral("ready"), {{QStringLiteral("directory"), address.directoryUrl},
                                           {QStringLiteral("management"), address.managementUrl},
                                           {QStringLiteral("caRoot"), address.rootFile},
                                           {QStringLiteral("resolver"), address.resolver},
                                           {QStringLiteral("dnsPort"), address.dnsPort},
                                           {QStringLiteral("tsigKeyFile"), address.tsigKeyFile},
                                           {QStringLiteral("zones"), QJsonArray::fromStringList(address.zones)},
                                           {QStringLiteral("folder"), address.folder}});
}

} // namespace

int practiceCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("practice"),
                        QCoreApplication::translate("cli", "Starts the practice CA and DNS, prints how to reach them, and runs until Ctrl+C."), {}, 0);
    arguments.parser().addOption({QStringLiteral("nonce-reject"), QCoreApplication::translate("cli", "Let the CA refuse so many percent of all nonces."), QStringLiteral("percent"), QStringLiteral("0")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/practice/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    bool isNumber = false;
    const int percent = arguments.value("nonce-reject").toInt(&isNumber);
    if (!isNumber || percent < 0 || percent > 95)
        return output.fail(BadInput {BadInput::Fault::BadOption, arguments.value("nonce-reject"), QStringLiteral("--nonce-reject")});

    Signals signalsOfTheSystem;
    issuance::PracticeSession session(*invocation.environment);
    QObject::connect(&signalsOfTheSystem, &Signals::stopWanted, &session, [&output] {
        output.event(QStringLiteral("done"), {});
        QCoreApplication::exit(Done);
    });
    QObject::connect(&session, &issuance::PracticeSession::ready, &session, [&] { printAddress(output, session.address()); });
    QObject::connect(&session, &issuance::PracticeSession::failed, &session,
                     [&output](const Failure &failure) { QCoreApplication::exit(output.fail(failure, CouldNotAsk)); });
    practice::PracticeLab::Options options;
    options.nonceRejectPercent = percent;
    session.start(options);
    return QCoreApplication::exec();
}

} // namespace cw::cli
