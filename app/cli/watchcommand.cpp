// SPDX-License-Identifier: MIT
#include "arguments.h"
#include "base/explain.h"
#include "checks/propagationwatch.h"
#include "checks/validationnames.h"
#include "command.h"
#include "issuance/carefullook.h"
#include "lookoutput.h"
#include "output.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace cw::cli
{

namespace
{

struct Wish {
    store::OrderRecord order; // only its CA and DNS choice are used
    checks::CaaPolicy policy;
    bool checksCaa = false; // a CA was named: its CAA check comes after the validation
    QList<checks::ExpectedRecord> expected;
    bool isOnce = false;
    std::optional<std::chrono::seconds> limit;
};

// NAME=VALUE; a name and its wildcard share one validation name and need each other's values there.
Result<QList<checks::ExpectedRecord>> readExpected(const QStringList &pairs, const checks::CaaPolicy &policy)
{
    QList<checks::ExpectedRecord> expected;
    for (const QString &pair : pairs) {
        const qsizetype equals = pair.indexOf(u'=');
        const QString value = pair.mid(equals + 1);
        if (equals < 1 || value.isEmpty())
            return Failure(BadInput {BadInput::Fault::BadOption, pair, QStringLiteral("NAME=VALUE")});
        const Result<checks::CheckedName> name = checks::checkName(pair.left(equals), checks::CaScope::Private);
        if (!name)
            return name.failure();
        checks::ExpectedRecord record;
        record.identifier = name->ascii;
        const dns::Name identifier = dns::Name::parse(name->baseName()).value_or(dns::Name());
        const auto place = checks::validationName(identifier, policy.challengeType, policy.accountUrl);
        if (!place)
            return Failure(BadInput {BadInput::Fault::NameTooLong, name->ascii, {}});
        record.validationName = *place;
        record.values.append(value.toUtf8());
        expected.append(record);
    }
    for (checks::ExpectedRecord &record : expected) {
        for (const checks::ExpectedRecord &other : std::as_const(expected)) {
            if (&other != &record && other.validationName == record.validationName && !record.values.contains(other.values.first()))
                record.values.append(other.values.first());
        }
    }
    if (expected.isEmpty())
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("NAME=VALUE")});
    return expected;
}

Result<Wish> readWish(const Arguments &arguments)
{
    Wish wish;
    if (const Result<Nothing> read = arguments.readDns(wish.order); !read)
        return read.failure();
    wish.policy.identities = arguments.values("caa-identity");
    wish.policy.accountUrl = arguments.value("account-uri");
    if (const Result<Nothing> read = arguments.readChallenge(wish.order); !read)
        return read.failure();
    wish.policy.challengeType = wish.order.challengeType;
    wish.checksCaa = arguments.isSet("caa-identity") || arguments.isSet("directory") || arguments.isSet("ca");
    if (wish.checksCaa && wish.policy.identities.isEmpty()) {
        if (const Result<Nothing> read = arguments.readCa(wish.order); !read)
            return read.failure();
    }
    Result<QList<checks::ExpectedRecord>> expected = readExpected(arguments.positional(), wish.policy);
    if (!expected)
        return expected.failure();
    wish.expected = std::move(*expected);
    wish.isOnce = arguments.isSet("once");
    if (arguments.isSet("until-safe")) {
        bool isNumber = false;
        const int seconds = arguments.value("until-safe").toInt(&isNumber);
        if (!isNumber || seconds < 1)
            return Failure(BadInput {BadInput::Fault::BadOption, arguments.value("until-safe"), QStringLiteral("--until-safe")});
        wish.limit = std::chrono::seconds(seconds);
    }
    return wish;
}

void print(const Output &output, const checks::Look &look, bool isSafe)
{
    output.event(QStringLiteral("look"), lookToJson(look, isSafe));
    for (const QString &line : lookAsText(look, isSafe))
        output.line(line);
}

int finish(const Output &output, bool isSafe, ExitCode code)
{
    output.event(QStringLiteral("done"), {{QStringLiteral("safe"), isSafe}});
    return code;
}

// How long to wait before the next look; null when the user's time is up.
std::optional<std::chrono::milliseconds> waitWithin(
    const checks::PropagationWatch &watch, const Wish &wish, std::chrono::milliseconds passed)
{
    const std::chrono::milliseconds wait = watch.waitBeforeNextLook();
    if (!wish.limit || passed + wait <= *wish.limit)
        return wait;
    const std::chrono::milliseconds left = *wish.limit - passed;
    // One last look when the time is up, unless it could not change anything.
    if (watch.needsSecondRound() || left < checks::RepeatDistance)
        return std::nullopt;
    return left;
}

int watch(issuance::Tools &tools, Wish wish, const Output &output, CancelToken &token)
{
    if (wish.checksCaa && wish.policy.identities.isEmpty()) {
        const Result<acme::Directory> directory = tools.directory(wish.order, token);
        if (!directory)
            return output.fail(directory.failure());
        wish.policy.identities = directory->caaIdentities;
    }
    const issuance::PolicySource policy = wish.checksCaa ? [&wish](CancelToken &) { return wish.policy; } : issuance::PolicySource();
    issuance::CarefulLook careful;
    checks::PropagationWatch state(QRandomGenerator::global()->generate());
    const std::chrono::milliseconds start = tools.clock().ticks();
    for (;;) {
        const Result<checks::Look> looked = careful.take(tools, wish.expected, policy, token);
        if (!looked && (wish.isOnce || !state.lastLook() || isCanceled(looked.failure())))
            return output.fail(looked.failure(), isCanceled(looked.failure()) ? Stopped : CouldNotAsk);
        if (looked) {
            state.add(*looked);
            const bool isSafe = state.isSafe();
            // --once is one look of two rounds; the second is only needed when the first was complete.
            if (!wish.isOnce || !state.needsSecondRound())
                print(output, *state.lastLook(), isSafe);
            if (isSafe)
                return finish(output, true, Done);
            if (wish.isOnce && !state.needsSecondRound())
                return finish(output, false, Refused);
        } else {
            state.addFailed(tools.clock().now());
            output.progress(explainInOneLine(looked.failure()));
        }
        const auto wait = waitWithin(state, wish, tools.clock().ticks() - start);
        if (!wait)
            return finish(output, false, Stopped);
        if (!tools.clock().sleep(*wait, token))
            return output.fail(Canceled());
    }
}

} // namespace

int watchCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("watch"),
                        QCoreApplication::translate("cli", "Asks every authoritative server until all have every value, two rounds in a row."),
                        QStringLiteral("NAME=VALUE..."), CaOptions | PolicyOptions | ChallengeOptions | DnsOptions);
    arguments.parser().addOption({QStringLiteral("once"), QCoreApplication::translate("cli", "One look of two rounds: exit 0 safe, 1 not safe now.")});
    arguments.parser().addOption({QStringLiteral("until-safe"), QCoreApplication::translate("cli", "Give up after so many seconds."), QStringLiteral("seconds")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/watch/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readWish(arguments);
    if (!wish)
        return output.fail(wish.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, wish->order);
        return watch(tools, *wish, output, token);
    });
}

} // namespace cw::cli
