// SPDX-License-Identifier: MIT
#pragma once

#include "acme/client.h"
#include "base/result.h"
#include "checks/names.h"
#include "issuance/publishers.h"
#include "store/orderrecord.h"

#include <QCommandLineParser>

namespace cw::cli
{

// The option groups of the contract; each command takes those it needs. Reading them gives BadInput (exit 2) before
// anything is sent.
enum OptionGroup {
    CaOptions = 1,
    AccountOptions = 2,
    KeyOptions = 4,
    PublishOptions = 8,
    StoreOptions = 16,
    DnsOptions = 32,
    OutOptions = 64,
    PolicyOptions = 128,
    ChallengeOptions = 256,
};

class Arguments
{
public:
    // `positional` is what stands in the usage line behind the options, "NAME=VALUE...".
    Arguments(const QString &command, const QString &summary, const QString &positional, int groups);

    QCommandLineParser &parser() { return m_parser; }
    // BadInput BadOption for unknown options; handles --help itself by printing and exiting with 0.
    Result<Nothing> parse(const QStringList &arguments);

    bool isJson() const { return m_parser.isSet(QStringLiteral("json")); }
    bool isVerbose() const { return m_parser.isSet(QStringLiteral("verbose")); }
    QString value(const char *option) const { return m_parser.value(QLatin1String(option)); }
    QStringList values(const char *option) const { return m_parser.values(QLatin1String(option)); }
    bool isSet(const char *option) const { return m_parser.isSet(QLatin1String(option)); }
    bool takes(OptionGroup group) const { return (m_groups & group) != 0; }
    QStringList positional() const { return m_parser.positionalArguments(); }

    // Each sets what was given and leaves the rest of `order` as it is.
    Result<Nothing> readCa(store::OrderRecord &order) const;
    Result<Nothing> readAccount(store::OrderRecord &order) const;
    // The codes of a customer account, when they were given; apart, because one is a secret.
    Result<std::optional<acme::ExternalAccount>> readExternalAccount() const;
    Result<Nothing> readKey(store::OrderRecord &order) const;
    Result<Nothing> readDns(store::OrderRecord &order) const;
    Result<Nothing> readChallenge(store::OrderRecord &order) const;
    // The secrets come back apart: they belong into the secret store.
    Result<issuance::WaySecrets> readPublish(store::OrderRecord &order) const;

private:
    void addOptions(int groups);
    Result<Nothing> readUpdate(store::PublishSettings &way, std::optional<QByteArray> &secret) const;
    Result<Nothing> readAcmeDns(store::PublishSettings &way, std::optional<QByteArray> &secret) const;
    Result<Nothing> readHook(store::PublishSettings &way, std::optional<QByteArray> &secret) const;
    Result<Nothing> readWay(const QString &name, store::PublishSettings &way, std::optional<QByteArray> &secret) const;
    bool isAnySet(OptionGroup group) const;
    QCommandLineParser m_parser;
    int m_groups;
};

checks::CaScope scopeOf(const store::OrderRecord &order);

} // namespace cw::cli
