// SPDX-License-Identifier: MIT
#pragma once

#include "acme/client.h"
#include "dns/resolver.h"
#include "issuance/environment.h"
#include "store/accounts.h"
#include "store/certificates.h"
#include "store/journal.h"

#include <memory>

namespace cw::issuance
{

// How DNS is asked for this order: its own choice over the environment's. Resolvers or a port that were chosen replace the
// public resolvers as well.
dns::DnsSettings dnsSettingsOf(const Environment &environment, const store::DnsChoice &choice);

// Everything the flow needs for one order in one worker thread: transports made there, and the stores.
class Tools
{
public:
    Tools(EnvironmentPtr environment, const store::OrderRecord &order);
    ~Tools();

    net::HttpTransport &http() { return *m_http; }
    dns::DnsTransport &dns() { return *m_dns; }
    const dns::DnsSettings &dnsSettings() const { return m_dnsSettings; }
    Clock &clock() { return *m_environment->clock; }
    ActivityLog &log() { return *m_environment->log; }
    store::SecretStore &secrets() { return *m_environment->secrets; }
    const QString &home() const { return m_environment->home; }
    const store::Journal &journal() const { return m_journal; }
    const store::Accounts &accounts() const { return m_accounts; }
    const store::Certificates &certificates() const { return m_certificates; }

    // A new one for each look: it remembers what it has learned.
    std::unique_ptr<dns::Resolver> makeResolver();
    // One for placing an order and publishing its records, which follow on each other: zones are looked for once.
    std::shared_ptr<dns::Resolver> publishingResolver();
    // A connection of its own to a server that is not the CA, with an extra root.
    std::unique_ptr<net::HttpTransport> makeHttp(const QByteArray &extraRootsPem);

    // The ACME client of the order's account, read and kept; the account must exist.
    Result<acme::Client *> client(const store::OrderRecord &order, CancelToken &token);
    // The directory, read once.
    Result<acme::Directory> directory(const store::OrderRecord &order, CancelToken &token);
    // Codes of a customer account for the ACME account that is made next (RFC 8555 7.3.4); in memory only.
    void setExternalAccount(std::optional<acme::ExternalAccount> codes) { m_externalAccount = std::move(codes); }
    const std::optional<acme::ExternalAccount> &externalAccount() const { return m_externalAccount; }
    void setClient(std::unique_ptr<acme::Client> client) { m_client = std::move(client); }

    // Writes the journal; every change of the world has it before.
    Result<Nothing> save(store::OrderRecord &order) { return m_journal.save(order, m_environment->clock->now()); }

private:
    EnvironmentPtr m_environment;
    std::unique_ptr<net::HttpTransport> m_http;
    std::unique_ptr<dns::DnsTransport> m_dns;
    dns::DnsSettings m_dnsSettings;
    std::shared_ptr<dns::Resolver> m_publishingResolver;
    store::Journal m_journal;
    store::Accounts m_accounts;
    store::Certificates m_certificates;
    std::optional<acme::Directory> m_directory;
    std::unique_ptr<acme::Client> m_client;
    std::optional<acme::ExternalAccount> m_externalAccount;
};

} // namespace cw::issuance
