// SPDX-License-Identifier: MIT
#include "publish/hookcall.h"

#include "publish/hookoutput.h"
#include "publish/hookprogram.h"

#include <algorithm>

namespace cw::publish
{

namespace
{

constexpr QStringView ChallengeLabel = u"_acme-challenge.";
// $1 is the script, $2 its function.
constexpr char AcmeShLine[] = R"(. "$CERTWRIGHT_HELPERS" && . "$1" && "$2" "$3" "$4")";

// What the CA calls the identifier: "example.org" also for "*.example.org" (RFC 8555 7.1.4).
QString withoutWildcard(const QString &identifier)
{
    return identifier.startsWith(u"*.") ? identifier.sliced(2) : identifier;
}

QString domainFor(const TxtRecord &record)
{
    const QString owner = record.owner.withoutFinalDot();
    return owner.startsWith(ChallengeLabel) ? owner.sliced(ChallengeLabel.size()) : withoutWildcard(record.identifier);
}

QString valueOf(const TxtRecord &record)
{
    return QString::fromUtf8(record.value);
}

template <typename Part> QString joined(const QList<TxtRecord> &records, const Part &part)
{
    QStringList parts;
    for (const TxtRecord &record : records)
        parts.append(part(record));
    return parts.join(u' ');
}

HookCall callFor(const HookSettings &settings, const QList<TxtRecord> &records, const QString &entered)
{
    HookCall call;
    QStringList words = hookWords(entered, settings.format);
    if (settings.format != HookFormat::AcmeSh && needsShell(words.first()))
        words.prepend(QStringLiteral("/bin/sh"));
    call.program = words.first();
    call.arguments = words.sliced(1);
    call.environment = settings.environment;
    call.secretNames = settings.secretNames;
    call.records = records;
    call.environment[QStringLiteral("CERTWRIGHT_RECORD_NAME")]
        = joined(records, [](const TxtRecord &record) { return record.owner.withoutFinalDot(); });
    call.environment[QStringLiteral("CERTWRIGHT_ZONE")]
        = joined(records, [](const TxtRecord &record) { return record.zone.withoutFinalDot(); });
    call.environment[QStringLiteral("CERTWRIGHT_VALIDATION")] = joined(records, valueOf);
    return call;
}

bool hasCleanUpProgram(const HookSettings &settings)
{
    return !settings.cleanUpProgram.trimmed().isEmpty();
}

HookCall certbotCall(const HookSettings &settings, const TxtRecord &record, const QStringList &allIdentifiers,
                     qsizetype remaining, Deed deed)
{
    const bool isOfItsOwn = deed == Deed::CleanUp && hasCleanUpProgram(settings);
    HookCall call = callFor(settings, {record}, isOfItsOwn ? settings.cleanUpProgram : settings.program);
    QStringList domains;
    for (const QString &identifier : allIdentifiers)
        domains.append(withoutWildcard(identifier));
    // The names with IDENTIFIER are those of certbot 5.
    for (const char *name : {"CERTBOT_DOMAIN", "CERTBOT_IDENTIFIER"})
        call.environment[QString::fromLatin1(name)] = domainFor(record);
    for (const char *name : {"CERTBOT_ALL_DOMAINS", "CERTBOT_ALL_IDENTIFIERS"})
        call.environment[QString::fromLatin1(name)] = domains.join(u',');
    call.environment[QStringLiteral("CERTBOT_VALIDATION")] = valueOf(record);
    call.environment[QStringLiteral("CERTBOT_REMAINING_CHALLENGES")] = QString::number(remaining);
    call.unset = {QStringLiteral("CERTBOT_TOKEN")};
    if (deed == Deed::CleanUp)
        call.environment[QStringLiteral("CERTBOT_AUTH_OUTPUT")] = record.output;
    else
        call.unset.append(QStringLiteral("CERTBOT_AUTH_OUTPUT"));
    return call;
}

HookCall dehydratedCall(const HookSettings &settings, const QList<TxtRecord> &records, Deed deed)
{
    HookCall call = callFor(settings, records, settings.program);
    call.arguments += deed == Deed::Present ? QStringLiteral("deploy_challenge") : QStringLiteral("clean_challenge");
    for (const TxtRecord &record : records)
        call.arguments << domainFor(record) << record.token << valueOf(record);
    return call;
}

HookCall legoCall(const HookSettings &settings, const TxtRecord &record, Deed deed)
{
    HookCall call = callFor(settings, {record}, settings.program);
    call.arguments += deed == Deed::Present ? QStringLiteral("present") : QStringLiteral("cleanup");
    if (settings.isRaw)
        call.arguments << QStringLiteral("--") << domainFor(record) << record.token << record.keyAuthorization;
    else
        call.arguments << record.owner.toString() << valueOf(record);
    return call;
}

HookCall acmeShCall(const HookSettings &settings, const TxtRecord &record, Deed deed)
{
    HookCall call = callFor(settings, {record}, settings.program);
    const QString script = call.program;
    const QString function = acmeShName(script) + (deed == Deed::Present ? QStringLiteral("_add") : QStringLiteral("_rm"));
    call.program = acmeShShell(script);
    call.arguments = {QStringLiteral("-c"), QString::fromLatin1(AcmeShLine), QStringLiteral("sh"), script, function,
                      record.owner.withoutFinalDot(), valueOf(record)};
    return call;
}

QString quoted(const QString &word)
{
    const auto isPlain = [](QChar c) {
        return (c.unicode() < 0x7f && c.isLetterOrNumber()) || QStringLiteral("_-./:=,@%+").contains(c);
    };
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), isPlain))
        return word;
    return u'\'' + QString(word).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

} // namespace

QList<HookCall> hookCalls(const HookSettings &settings, const QList<TxtRecord> &records, const QStringList &allIdentifiers,
                          Deed deed)
{
    QList<HookCall> calls;
    if (records.isEmpty())
        return calls;
    if (settings.format == HookFormat::Dehydrated && settings.isChained)
        return {dehydratedCall(settings, records, deed)};
    if (settings.format == HookFormat::Certbot && deed == Deed::CleanUp && !hasCleanUpProgram(settings) && !cleansUpToo(settings))
        return calls;
    for (qsizetype i = 0; i < records.size(); ++i) {
        switch (settings.format) {
        case HookFormat::Certbot:
            calls.append(certbotCall(settings, records[i], allIdentifiers, records.size() - i - 1, deed));
            break;
        case HookFormat::Dehydrated:
            calls.append(dehydratedCall(settings, {records[i]}, deed));
            break;
        case HookFormat::AcmeSh:
            calls.append(acmeShCall(settings, records[i], deed));
            break;
        case HookFormat::Lego:
            calls.append(legoCall(settings, records[i], deed));
            break;
        }
    }
    return calls;
}

QString previewText(const HookCall &call)
{
    QStringList lines;
    QStringList secrets;
    for (auto it = call.environment.begin(); it != call.environment.end(); ++it) {
        if (call.secretNames.contains(it.key()))
            secrets.append(it.value());
        lines.append(it.key() + u'=' + quoted(harmlessText(it.value())));
    }
    QStringList words {quoted(harmlessText(call.program))};
    for (const QString &argument : call.arguments)
        words.append(quoted(harmlessText(argument)));
    lines.append(words.join(u' '));
    return QString::fromUtf8(SecretMask(secrets).masked(lines.join(u'\n').toUtf8()));
}

} // namespace cw::publish
