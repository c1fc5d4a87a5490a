// SPDX-License-Identifier: MIT
// Texts: names and addresses that people type or paste, key files, CAA values.
#include "fuzz/target.h"

#include "checks/caa.h"
#include "checks/evidence.h"
#include "checks/names.h"
#include "dns/endpoint.h"
#include "dns/tsig.h"

namespace cw::fuzz
{

namespace
{

void runName(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    if (const std::optional<dns::Name> name = dns::Name::parse(text)) {
        demand(name->toWire().size() <= 255, "a name of at most 255 octets");
        demand(dns::Name::parse(name->toString()) == *name, "a name reads as it was written");
    }
    for (const QString &word : checks::splitNames(text)) {
        for (const checks::CaScope scope : {checks::CaScope::Public, checks::CaScope::Private}) {
            const Result<checks::CheckedName> checked = checks::checkName(word, scope);
            if (!checked)
                continue;
            const Result<checks::CheckedName> again = checks::checkName(checked->ascii, scope);
            demand(again && again->ascii == checked->ascii, "a name that was taken is taken again as it is");
        }
    }
}

void runKeyFile(const QByteArray &input)
{
    const Result<dns::TsigKey> key = dns::readBindKey(input);
    demand(!key || !key->secret.isEmpty(), "a key has a secret");
}

void runEndpoint(const QByteArray &input)
{
    const QString text = QString::fromUtf8(input);
    const std::optional<dns::Endpoint> resolver = dns::parseResolver(text);
    if (resolver)
        demand(dns::parseResolver(resolver->toString()) == resolver, "an endpoint reads as it was written");
    dns::parseEndpoint(text);
}

// A record a line: its flags in one byte, the tag to the first blank, the value. The first byte of all: wildcard or
// not.
void runCaa(const QByteArray &input)
{
    QList<dns::Caa> set;
    for (const QByteArray &line : input.mid(1).split('\n')) {
        const qsizetype blank = line.indexOf(' ', 1);
        set.append(
            {quint8(line.isEmpty() ? 0 : line[0]), line.mid(1, qMax<qsizetype>(0, blank - 1)), line.mid(blank + 1)});
        checks::caaText(set.last());
    }
    checks::CaaPolicy policy;
    policy.identities = {QStringLiteral("ca.example"), QStringLiteral("ca2.example")};
    policy.accountUrl = QStringLiteral("https://ca.example/acct/1");
    const checks::CaaRuling ruling = checks::ruleCaa(set, input.startsWith('*'), policy);
    demand(ruling.record >= -1 && ruling.record < set.size(), "a ruling is about a record of the set");
    policy.accountUrl.clear();
    checks::ruleCaa(set, !input.startsWith('*'), policy);
}

} // namespace

QList<Target> textTargets()
{
    return {{"name", Target::Group::Text, runName}, {"keyfile", Target::Group::Text, runKeyFile},
        {"endpoint", Target::Group::Text, runEndpoint}, {"caa", Target::Group::Text, runCaa}};
}

} // namespace cw::fuzz
