// SPDX-License-Identifier: MIT
#include "issuance/practicesession.h"

#include "base/operation.h"
#include "crypto/certificate.h"
#include "dns/endpoint.h"
#include "store/atomicfile.h"
#include "store/sessionsecretstore.h"

namespace cw::issuance
{

struct PracticeSession::Private {
    std::function<std::unique_ptr<net::HttpTransport>(const QByteArray &)> makeHttp;
    std::function<std::unique_ptr<dns::DnsTransport>()> makeDns;
    std::shared_ptr<Clock> clock;
    std::shared_ptr<ActivityLog> log;
    practice::PracticeLab lab;
    practice::PracticeLab::Options options;
    Operation makingKeys;
    EnvironmentPtr environment;
    dns::TsigKey key;
    QByteArray rootPem;
};

PracticeSession::PracticeSession(const Environment &real, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->makeHttp = real.makeHttp;
    d->makeDns = real.makeDns;
    d->clock = real.clock;
    d->log = real.log;
    connect(&d->lab, &practice::PracticeLab::failed, this, &PracticeSession::failed);
    connect(&d->lab, &practice::PracticeLab::ready, this, &PracticeSession::setUp);
}

PracticeSession::~PracticeSession() = default;

void PracticeSession::start()
{
    start({});
}

void PracticeSession::start(const practice::PracticeLab::Options &options)
{
    if (d->lab.isRunning() || d->makingKeys.isRunning())
        return;
    d->options = options;
    d->makingKeys.start<crypto::LocalTls>(
        [clock = d->clock](CancelToken &) { return crypto::makeLocalTls(clock->now(), 30); },
        [this](const crypto::LocalTls &tls) {
            d->rootPem = tls.rootPem;
            d->lab.start({tls.rootPem, tls.certificatePem, tls.keyPem}, d->options);
        });
}

// The lab answers: read its update key and point an environment at it.
void PracticeSession::setUp()
{
    const practice::LabAddress &address = d->lab.address();
    const Result<QByteArray> keyFile = store::readFile(address.tsigKeyFile);
    if (!keyFile) {
        Q_EMIT failed(keyFile.failure());
        return;
    }
    const Result<dns::TsigKey> key = dns::readBindKey(*keyFile);
    if (!key) {
        Q_EMIT failed(key.failure());
        return;
    }
    d->key = *key;
    auto environment = std::make_shared<Environment>();
    environment->makeHttp = d->makeHttp;
    environment->makeDns = d->makeDns;
    environment->clock = d->clock;
    environment->log = d->log;
    environment->secrets = std::make_shared<store::SessionSecretStore>();
    environment->home = address.folder + QStringLiteral("/home");
    if (const std::optional<dns::Endpoint> resolver = dns::parseEndpoint(address.resolver))
        environment->dns.resolvers = {*resolver};
    environment->dns.authoritativePort = address.dnsPort;
    d->environment = environment;
    Q_EMIT ready();
}

bool PracticeSession::isRunning() const
{
    return d->lab.isRunning() && d->environment;
}

const practice::LabAddress &PracticeSession::address() const
{
    return d->lab.address();
}

EnvironmentPtr PracticeSession::environment() const
{
    return d->environment;
}

dns::TsigKey PracticeSession::updateKey() const
{
    return d->key;
}

QByteArray PracticeSession::caRootPem() const
{
    return d->rootPem;
}

} // namespace cw::issuance
