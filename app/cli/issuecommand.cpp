// SPDX-License-Identifier: MIT
#include "arguments.h"
#include "challengeoptions.h"
#include "checks/preflight.h"
#include "command.h"
#include "continueorder.h"
#include "issuance/accountflow.h"
#include "issuance/neworderflow.h"
#include "issuance/saveflow.h"
#include "keyoptions.h"
#include "orderwishes.h"
#include "secrets.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

const QString Schema = QStringLiteral("certwright/issue/1");

struct Wish {
    store::OrderRecord order;
    QList<checks::CheckedName> names;
    ContinueOptions options;
};

Result<QList<checks::CheckedName>> readNames(const QStringList &texts, checks::CaScope scope)
{
    QList<checks::CheckedName> names;
    QStringList seen;
    for (const QString &text : texts) {
        for (const QString &part : checks::splitNames(text)) {
            Result<checks::CheckedName> name = checks::checkName(part, scope);
            if (!name)
                return name.failure();
            if (seen.contains(name->ascii))
                continue;
            seen.append(name->ascii);
            names.append(std::move(*name));
        }
    }
    if (names.isEmpty())
        return Failure(BadInput {BadInput::Fault::NoNames, {}, QStringLiteral("--name")});
    return names;
}

// Files that would be in the way are found before anything is sent.
Result<Nothing> readOut(const Arguments &arguments, store::OrderRecord &order, ContinueOptions &options)
{
    if (!arguments.isSet("out"))
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--out")});
    order.outFolder = QDir::current().absoluteFilePath(arguments.value("out"));
    options.force = arguments.isSet("force");
    issuance::SaveRequest request;
    request.folder = order.outFolder;
    request.files = filesOf(order);
    const QStringList existing = issuance::existingFiles(request);
    if (!existing.isEmpty() && !options.force)
        return Failure(StoreFailure {StoreFailure::Kind::Exists, order.outFolder, existing.join(QStringLiteral(", "))});
    return Nothing();
}

Result<Wish> readWish(const Arguments &arguments, const issuance::Environment &environment)
{
    Wish wish;
    if (const Result<Nothing> read = arguments.readCa(wish.order); !read)
        return read.failure();
    const Result<KeyWish> key = readKeyOptions(arguments, environment.home, wish.order);
    if (!key)
        return key.failure();
    wish.options.keyPassphrase = key->passphrase;
    for (const Result<Nothing> &read : {arguments.readAccount(wish.order), readWishes(arguments, environment.home, wish.order),
                                        arguments.readDns(wish.order), readOut(arguments, wish.order, wish.options)}) {
        if (!read)
            return read.failure();
    }
    if (const Result<QStringList> contacts = issuance::contactsOf(wish.order.contact); !contacts)
        return contacts.failure();
    const Result<issuance::WaySecrets> secrets = arguments.readPublish(wish.order);
    if (!secrets)
        return secrets.failure();
    wish.options.secrets = *secrets;
    if (const Result<Nothing> read = readChallengeOptions(arguments, wish.order, environment.clock->now()); !read)
        return read.failure();
    const Result<std::optional<acme::ExternalAccount>> codes = arguments.readExternalAccount();
    if (!codes)
        return codes.failure();
    wish.options.externalAccount = *codes;
    wish.options.triesWays = arguments.isSet("trial");
    wish.options.dropsRefused = arguments.isSet("drop-refused");
    wish.options.validateAnyway = arguments.isSet("validate-anyway");
    // Without names of its own, those of what it renews.
    const QStringList renewed = std::exchange(wish.order.names, {});
    const QStringList texts = arguments.isSet("name") ? arguments.values("name") : renewed;
    Result<QList<checks::CheckedName>> names = key->names.isEmpty() ? readNames(texts, scopeOf(wish.order)) : Result(key->names);
    if (!names)
        return names.failure();
    wish.names = std::move(*names);
    for (const checks::CheckedName &name : std::as_const(wish.names))
        wish.order.names.append(name.ascii);
    if (const Result<Nothing> checked = checkNamesFor(wish.order); !checked)
        return checked.failure();
    return wish;
}

QString verdictLine(const checks::NamePreflight &name)
{
    QString line = QStringLiteral("%1: %2").arg(name.name.ascii, checks::verdictName(name.verdict));
    for (const checks::Finding &finding : name.findings) {
        if (finding.severity == checks::Severity::Fail || finding.severity == checks::Severity::Unknown)
            line += QStringLiteral("\n  ") + finding.saw + u' ' + finding.means;
    }
    return line;
}

// Nothing is ordered before we have looked. Null: go on.
std::optional<int> look(issuance::Tools &tools, const Wish &wish, const Output &output, CancelToken &token)
{
    const Result<acme::Directory> directory = tools.directory(wish.order, token);
    if (!directory)
        return output.fail(directory.failure());
    if (const Result<Nothing> checked = issuance::checkWishes(wish.order, *directory, tools.clock().now()); !checked)
        return output.fail(checked.failure());
    checks::CaaPolicy policy;
    policy.identities = directory->caaIdentities;
    policy.challengeType = wish.order.challengeType;
    // The account that the order will go on with.
    for (const store::AccountRecord &account : tools.accounts().atDirectory(wish.order.directoryUrl).mid(0, 1))
        policy.accountUrl = account.url;
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    output.progress(QCoreApplication::translate("cli", "Looking at DNS…"));
    const QList<checks::NamePreflight> results
        = checks::preflight(*resolver, wish.names, policy, tools.clock(), {}, token).names;
    if (token.isCanceled())
        return output.fail(Canceled());
    QJsonArray names;
    bool isRefused = false;
    bool isUnknown = false;
    for (const checks::NamePreflight &name : results) {
        names.append(QJsonObject {{QStringLiteral("name"), name.name.ascii}, {QStringLiteral("verdict"), checks::verdictName(name.verdict)}});
        output.line(verdictLine(name));
        isRefused = isRefused || name.verdict == checks::Verdict::Refused;
        isUnknown = isUnknown || name.verdict == checks::Verdict::Unknown;
    }
    output.event(QStringLiteral("preflight"), {{QStringLiteral("names"), names}});
    if (wish.options.validateAnyway || (!isRefused && !isUnknown))
        return std::nullopt;
    const BadInput notSafe {BadInput::Fault::NotSafeToAsk, isRefused ? QStringLiteral("refused") : QStringLiteral("unknown"), {}};
    return output.fail(notSafe, isRefused ? Refused : CouldNotAsk);
}

} // namespace

int issueCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("issue"),
                        QCoreApplication::translate("cli", "Orders a certificate. With --publish manual the records are printed and the command waits until they are seen."),
                        {}, CaOptions | AccountOptions | KeyOptions | PublishOptions | StoreOptions | DnsOptions | ChallengeOptions | OutOptions);
    arguments.parser().addOption({QStringLiteral("name"), QCoreApplication::translate("cli", "A name for the certificate; may be repeated."), QStringLiteral("name")});
    arguments.parser().addOption({QStringLiteral("validate-anyway"), QCoreApplication::translate("cli", "Ask the CA without waiting until the records are seen.")});
    arguments.parser().addOption({QStringLiteral("drop-refused"), QCoreApplication::translate("cli", "When the CA does not issue for some names, order for the others.")});
    arguments.parser().addOption({QStringLiteral("trial"), QCoreApplication::translate("cli", "Try every automatic way with a test record before the order is placed.")});
    addChallengeOptions(arguments);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, Schema);
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readWish(arguments, *invocation.environment);
    if (!wish)
        return output.fail(wish.failure());
    if (const std::optional<int> refused = refuseMisfit(wish->order, output))
        return *refused;
    if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
        return output.fail(opened.failure());

    return runCancelable([&](CancelToken &token) -> int {
        store::OrderRecord order = wish->order;
        issuance::Tools tools(invocation.environment, order);
        if (const std::optional<int> end = look(tools, *wish, output, token))
            return *end;
        printLimits(tools, order, output);
        order.created = tools.clock().now();
        order.id = store::Journal::newOrderId(order.created);
        return continueOrder(invocation.environment, tools, order, wish->options, output, token);
    });
}

} // namespace cw::cli
