// SPDX-License-Identifier: MIT
#include "issuance/aliaswish.h"

#include "checks/idna.h"

#include <algorithm>

namespace cw::issuance
{

namespace
{

bool isHostOrServiceName(const dns::Name &name)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return std::all_of(name.labels().cbegin(), name.labels().cend(), [&isLetter](const QByteArray &label) {
        return std::all_of(label.cbegin(), label.cend(), isLetter);
    });
}

Result<dns::Name> readName(const QString &text)
{
    QString typed = text.trimmed();
    if (typed.endsWith(u'.'))
        typed.chop(1);
    if (typed.isEmpty())
        return Failure(BadInput {BadInput::Fault::EmptyName, text, {}});
    const checks::IdnaForms forms = checks::idnaForms(typed);
    const std::optional<dns::Name> name
        = forms.error == checks::IdnaError::None ? dns::Name::parse(forms.ascii) : std::nullopt;
    if (!name || !isHostOrServiceName(*name))
        return Failure(BadInput {BadInput::Fault::BadCharacter, typed, {}});
    return *name;
}

} // namespace

Result<checks::AliasChoice> readAliasChoice(const store::AliasChoice &choice)
{
    checks::AliasChoice read;
    const auto scheme = checks::aliasSchemeFromName(choice.scheme);
    const auto variant = checks::aliasVariantFromName(choice.variant);
    if (!scheme)
        return Failure(BadInput {BadInput::Fault::BadOption, choice.scheme, QStringLiteral("--scheme")});
    if (!variant)
        return Failure(BadInput {BadInput::Fault::BadOption, choice.variant, QStringLiteral("--variant")});
    read.scheme = *scheme;
    read.variant = *variant;
    read.uuids = choice.uuids;
    if (read.variant == checks::AliasVariant::Cname) {
        Result<dns::Name> zone = readName(choice.zone);
        if (!zone)
            return zone.failure();
        read.zone = *zone;
        return read;
    }
    for (const QString &server : choice.servers) {
        Result<dns::Name> host = readName(server);
        if (!host)
            return host.failure();
        if (!read.servers.contains(*host))
            read.servers.append(*host);
    }
    if (read.servers.isEmpty())
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--ns")});
    return read;
}

Result<QList<checks::AliasPlan>> planAliases(const QStringList &names, store::AliasChoice &choice)
{
    Result<checks::AliasChoice> read = readAliasChoice(choice);
    if (!read)
        return read.failure();
    if (read->scheme == checks::AliasScheme::Uuid && read->variant == checks::AliasVariant::Cname) {
        *read = checks::withUuids(*read, names);
        choice.uuids = read->uuids;
    }
    return checks::planAliases(names, *read);
}

} // namespace cw::issuance
