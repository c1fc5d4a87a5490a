// SPDX-License-Identifier: MIT
#include "app/common/realenvironment.h"
#include "base/operation.h"
#include "command.h"
#include "exitcode.h"
#include "signals.h"

#include <QCoreApplication>

#include <cstdio>

namespace cw::cli
{

int runCancelable(const std::function<int(CancelToken &)> &work)
{
    Signals signalsOfTheSystem;
    Operation operation;
    QObject::connect(&signalsOfTheSystem, &Signals::stopWanted, &operation, [&operation] { operation.cancel(); });
    operation.start<int>(work, [](int code) { QCoreApplication::exit(code); });
    const int code = QCoreApplication::exec();
    Operation::waitForAll();
    return code;
}

void showLog(issuance::Environment &environment)
{
    environment.log->setListener([](const LogEntry &entry) { std::fprintf(stderr, "%s\n", qUtf8Printable(entry.text)); });
}

namespace
{

struct Command {
    const char *name;
    int (*run)(const Invocation &);
    const char *summary;
};

constexpr Command Commands[] = {
    {"check", checkCommand, QT_TRANSLATE_NOOP("cli", "Say whether the CA would refuse, before anything is ordered")},
    {"issue", issueCommand, QT_TRANSLATE_NOOP("cli", "Order a certificate, publish its TXT records, wait until they are seen, and save it")},
    {"resume", resumeCommand, QT_TRANSLATE_NOOP("cli", "Continue an order where it was interrupted")},
    {"orders", ordersCommand, QT_TRANSLATE_NOOP("cli", "List the orders, and the TXT records that may still be published")},
    {"cancel", cancelCommand, QT_TRANSLATE_NOOP("cli", "Give an order up at the CA and remove its records")},
    {"cleanup", cleanUpCommand, QT_TRANSLATE_NOOP("cli", "Remove the TXT records of an order that we published")},
    {"try", tryCommand, QT_TRANSLATE_NOOP("cli", "Try a way to publish with a test record; no CA is asked")},
    {"records", recordsCommand, QT_TRANSLATE_NOOP("cli", "Print the TXT records of an order for a colleague: as mail, zone file lines, nsupdate script or table")},
    {"account", accountCommand, QT_TRANSLATE_NOOP("cli", "Accounts: list, register, import, export, rollover, deactivate, update")},
    {"acme-dns", acmeDnsCommand, QT_TRANSLATE_NOOP("cli", "Open accounts at an acme-dns server, and look for their CNAME records")},
    {"watch", watchCommand, QT_TRANSLATE_NOOP("cli", "Show who can see TXT values: NAME=VALUE, NAME is the name in the certificate")},
    {"alias", aliasCommand, QT_TRANSLATE_NOOP("cli", "Let names lead to an alias zone for good: the lines to add, and whether they are there")},
    {"certificates", certificatesCommand, QT_TRANSLATE_NOOP("cli", "List the certificates")},
    {"show", showCommand, QT_TRANSLATE_NOOP("cli", "Show a certificate: names, state, when to renew it, its chains")},
    {"revoke", revokeCommand, QT_TRANSLATE_NOOP("cli", "Have a certificate revoked by its CA")},
    {"renewal-info", renewalInfoCommand, QT_TRANSLATE_NOOP("cli", "Ask the CA when a certificate should be renewed")},
    {"export", exportCommand, QT_TRANSLATE_NOOP("cli", "Write a certificate as PEM, DER, PKCS#12, PKCS#7 or with its key in one file")},
    {"add", addCommand, QT_TRANSLATE_NOOP("cli", "Put a certificate from a file into the list")},
    {"practice", practiceCommand, QT_TRANSLATE_NOOP("cli", "Start a practice CA and its DNS on this computer until Ctrl+C")},
};

QByteArray usage()
{
    QString text = QCoreApplication::translate("cli", "Usage: certwright-cli COMMAND [options]   (--help after a command: its options)") + u'\n';
    for (const Command &command : Commands) {
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(command.name), -13).arg(QCoreApplication::translate("cli", command.summary));
    }
    return text.toUtf8();
}

int run(const QStringList &arguments)
{
    if (arguments.isEmpty()) {
        std::fputs(usage().constData(), stderr);
        return BadUsage;
    }
    const QString &word = arguments.first();
    if (word == u"--help" || word == u"-h" || word == u"help") {
        std::fputs(usage().constData(), stdout);
        return Done;
    }
    if (word == u"--version") {
        std::puts("certwright-cli " CERTWRIGHT_VERSION);
        return Done;
    }
    for (const Command &command : Commands) {
        if (word == QLatin1String(command.name))
            return command.run({arguments, app::makeRealEnvironment(app::dataFolder())});
    }
    std::fprintf(stderr, "certwright-cli: %s\n%s",
                 qUtf8Printable(QCoreApplication::translate("cli", "There is no command “%1”.").arg(word)), usage().constData());
    return BadUsage;
}

} // namespace

} // namespace cw::cli

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("certwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CERTWRIGHT_VERSION));
    return cw::cli::run(QCoreApplication::arguments().mid(1));
}
