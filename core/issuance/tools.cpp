// SPDX-License-Identifier: MIT
#include "issuance/tools.h"

#include "dns/endpoint.h"
#include "issuance/accountkey.h"

namespace cw::issuance
{

dns::DnsSettings dnsSettingsOf(const Environment &environment, const store::DnsChoice &choice)
{
    dns::DnsSettings settings = environment.dns;
    if (!choice.resolvers.isEmpty()) {
        settings.resolvers.clear();
        for (const QString &resolver : choice.resolvers) {
            if (const std::optional<dns::Endpoint> endpoint = dns::parseResolver(resolver))
                settings.resolvers.append(*endpoint);
        }
    }
    if (choice.authoritativePort != 53)
        settings.authoritativePort = quint16(choice.authoritativePort);
    // Who chose a resolver or a port is in a network that the public resolvers do not know, or wants to ask nobody else.
    const bool isOwnNetwork = !settings.resolvers.isEmpty() || settings.authoritativePort != 53;
    if (isOwnNetwork || !choice.asksPublicResolvers)
        settings.publicResolvers.clear();
    settings.publicResolvers.removeIf([&choice](const dns::PublicResolver &resolver) {
        return choice.publicResolversLeftOut.contains(resolver.id);
    });
    return settings;
}

Tools::Tools(EnvironmentPtr environment, const store::OrderRecord &order)
    : m_environment(std::move(environment))
    , m_http(m_environment->makeHttp(order.caRootPem))
    , m_dns(m_environment->makeDns())
    , m_dnsSettings(dnsSettingsOf(*m_environment, order.dns))
    , m_journal(m_environment->home)
    , m_accounts(m_environment->home)
    , m_certificates(m_environment->home)
{
}

Tools::~Tools() = default;

std::unique_ptr<dns::Resolver> Tools::makeResolver()
{
    return std::make_unique<dns::Resolver>(*m_dns, m_dnsSettings, clock(), log());
}

std::shared_ptr<dns::Resolver> Tools::publishingResolver()
{
    if (!m_publishingResolver)
        m_publishingResolver = makeResolver();
    return m_publishingResolver;
}

std::unique_ptr<net::HttpTransport> Tools::makeHttp(const QByteArray &extraRootsPem)
{
    return m_environment->makeHttp(extraRootsPem);
}

Result<acme::Directory> Tools::directory(const store::OrderRecord &order, CancelToken &token)
{
    if (!m_directory) {
        Result<acme::Directory> directory = acme::readDirectory(*m_http, QUrl(order.directoryUrl), token);
        if (!directory)
            return directory.failure();
        m_directory = std::move(*directory);
    }
    return *m_directory;
}

Result<acme::Client *> Tools::client(const store::OrderRecord &order, CancelToken &token)
{
    if (m_client)
        return m_client.get();
    const Result<acme::Directory> read = directory(order, token);
    if (!read)
        return read.failure();
    Result<store::AccountRecord> account = m_accounts.load(order.accountId);
    if (!account)
        return account.failure();
    if (const Result<Nothing> settled = settleKeyChange(*this, *read, *account, token); !settled)
        return settled.failure();
    const Result<crypto::PrivateKey> key = storedKey(*this, account->keyId);
    if (!key)
        return key.failure();
    m_client = std::make_unique<acme::Client>(*m_http, *read, *key, clock(), log());
    m_client->setAccountUrl(account->url);
    return m_client.get();
}

} // namespace cw::issuance
