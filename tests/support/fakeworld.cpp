// SPDX-License-Identifier: MIT
#include "support/fakeworld.h"

#include "acme/standingvalue.h"
#include "checks/validationnames.h"

namespace cw::test
{

namespace
{

// The flow makes its transports itself and throws them away; the fakes stay. A question that was dropped may still be under way
// when the next thread asks: one at a time.
class BorrowedHttp final : public net::HttpTransport
{
public:
    BorrowedHttp(net::HttpTransport &real, std::mutex &turn) : m_real(real), m_turn(turn) { }
    QList<Result<net::HttpResponse>> sendAll(const QList<net::HttpRequest> &requests, CancelToken &token) override
    {
        const std::lock_guard lock(m_turn);
        return m_real.sendAll(requests, token);
    }

private:
    net::HttpTransport &m_real;
    std::mutex &m_turn;
};

class BorrowedDns final : public dns::DnsTransport
{
public:
    explicit BorrowedDns(dns::DnsTransport &real) : m_real(real) { }
    QList<dns::Reply> askAll(const QList<dns::Query> &queries, CancelToken &token) override { return m_real.askAll(queries, token); }

private:
    dns::DnsTransport &m_real;
};

} // namespace

FakeWorld::FakeWorld()
{
    dns.addRoot();
    dns.addZone("org", {"a0.nic.org=199.19.56.1"});
    dns.addZone("net", {"a.gtld.net=192.5.6.30"});
    dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"},
                "_acme-challenge.alias CNAME c41f7.auth.example.net.");
    dns.addZone("auth.example.net", {"ns-a.auth.example.net=192.0.2.9"});

    environment->makeHttp = [this](const QByteArray &) { return std::make_unique<BorrowedHttp>(ca, m_turnAtCa); };
    environment->makeDns = [this] { return std::make_unique<BorrowedDns>(dns); };
    environment->clock = clock;
    environment->log = std::make_shared<ActivityLog>();
    environment->secrets = std::make_shared<store::SessionSecretStore>();
    environment->home = home.path();
    environment->dns = dns.settings();
}

store::OrderRecord FakeWorld::draft(const QStringList &names) const
{
    store::OrderRecord order;
    order.authorityName = QStringLiteral("Fake CA");
    order.directoryUrl = FakeCa::directoryUrl().toString();
    order.hasAgreedToTerms = true;
    order.names = names;
    return order;
}

std::optional<store::OrderRecord> FakeWorld::onDisk() const
{
    const QList<store::OrderRecord> orders = store::Journal(home.path()).list().orders;
    return orders.size() == 1 ? std::optional(orders.first()) : std::nullopt;
}

void FakeWorld::publish(const store::OrderRecord &order)
{
    for (const store::NameRecord &record : order.records) {
        const QByteArray line = record.owner.toLatin1() + " 60 TXT \"" + record.value.toLatin1() + '"';
        dns.addRecord(record.zone.toLatin1().constData(), line.constData());
    }
}

QStringList FakeWorld::txtValues(const QString &owner)
{
    QStringList values;
    const dns::Name name = dns::Name::parse(owner).value();
    for (const char *zone : {"example.org", "auth.example.net"}) {
        const char *address = qstrcmp(zone, "example.org") == 0 ? "192.0.2.1" : "192.0.2.9";
        for (const dns::Record &record : std::as_const(dns.server(address).records(zone))) {
            if (record.owner == name && record.type == dns::Type::TXT)
                values.append(QString::fromLatin1(dns::textOf(record).value()));
        }
    }
    return values;
}

void FakeWorld::letTheCaLook()
{
    ca.validator = [this](const FakeCa::Validation &validation) -> std::optional<Problem> {
        if (validation.challengeType == u"dns-persist-01")
            return judgeStanding(validation);
        const bool isAlias = validation.name == u"alias.example.org";
        const dns::Name identifier = dns::Name::parse(validation.name).value();
        const QString owner = isAlias
            ? QStringLiteral("c41f7.auth.example.net")
            : checks::validationName(identifier, validation.challengeType, validation.accountUrl)->withoutFinalDot();
        if (txtValues(owner).contains(validation.txtValue))
            return std::nullopt;
        return FakeCa::problem("unauthorized", "No TXT record found");
    };
}

std::optional<Problem> FakeWorld::judgeStanding(const FakeCa::Validation &validation)
{
    const QStringList values = txtValues(QStringLiteral("_validation-persist.") + validation.name);
    for (const QString &text : values) {
        const std::optional<acme::StandingValue> value = acme::readStandingValue(text);
        if (!value || !ca.issuerDomainNames.contains(value->issuer) || value->accountUri != validation.accountUrl)
            continue;
        if (value->until.isValid() && value->until <= clock->now())
            return FakeCa::problem("unauthorized", "The record is past its persistUntil");
        if (!validation.isWildcard || value->isForWildcards)
            return std::nullopt;
    }
    return FakeCa::problem("unauthorized", "No valid TXT record found for DNS-PERSIST-01 challenge");
}

} // namespace cw::test
