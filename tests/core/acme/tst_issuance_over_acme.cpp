// SPDX-License-Identifier: MIT
// The client against the fake CA, which verifies signatures and nonces: a certificate from the directory to the chain.
#include "acme/client.h"

#include "acme/polling.h"
#include "crypto/certificate.h"
#include "crypto/csr.h"
#include "crypto/jws.h"
#include "support/fakeca.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace cw;
using namespace cw::acme;
using namespace cw::test;

namespace
{

const QList<Identifier> Identifiers {{QStringLiteral("dns"), QStringLiteral("example.org")},
                                     {QStringLiteral("dns"), QStringLiteral("*.example.org")}};

} // namespace

class TestIssuanceOverAcme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void getsACertificate_data();
    void getsACertificate();
    void tellsTheCaTheValueThatWePublish();
    void hasTheProblemOfTheNameThatFailed();
    void findsItsAccountAgain();
    void seesWhatTheCaRefuses_data();
    void seesWhatTheCaRefuses();
    void givesUpAfterTenBadNonces();
    void readsAgainWhenAnAnswerWasLost_data();
    void readsAgainWhenAnAnswerWasLost();
    void neverOrdersTwice_data();
    void neverOrdersTwice();
    void answersAgainWhenNobodyKnowsWhetherItArrived();
    void deactivatesAnAuthorization();

private:
    // Everything up to the order; fails the test by a throw of std::bad_variant_access when the fake refuses.
    Client registered(const crypto::PrivateKey &key);
    QStringList dnsChallenges(Client &client, const Order &order);
    void waitForAuthorizations(Client &client, const Order &order);

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<FakeCa> m_ca;
    ActivityLog m_log;
    CancelToken m_token;
};

void TestIssuanceOverAcme::init()
{
    m_clock = std::make_unique<FakeClock>();
    m_ca = std::make_unique<FakeCa>(*m_clock);
    m_token = CancelToken();
}

Client TestIssuanceOverAcme::registered(const crypto::PrivateKey &key)
{
    Client client(*m_ca, readDirectory(*m_ca, FakeCa::directoryUrl(), m_token).value(), key, *m_clock, m_log);
    (void)client.newAccount({{QStringLiteral("mailto:a@example.org")}, true, false}, m_token).value();
    return client;
}

QStringList TestIssuanceOverAcme::dnsChallenges(Client &client, const Order &order)
{
    QStringList urls;
    const auto authorizations = client.authorizations(order.authorizations, m_token);
    for (const auto &authorization : authorizations)
        urls.append(authorization.value().challenge(u"dns-01")->url);
    return urls;
}

void TestIssuanceOverAcme::waitForAuthorizations(Client &client, const Order &order)
{
    const auto look = [&](CancelToken &token) -> Result<PollLook> {
        PollLook seen {true, -1};
        const auto authorizations = client.authorizations(order.authorizations, token);
        for (const auto &one : authorizations) {
            if (!one)
                return one.failure();
            seen.isFinal = seen.isFinal && one->status != Status::Pending;
            seen.retryAfterSeconds = std::max(seen.retryAfterSeconds, one->retryAfterSeconds);
        }
        return seen;
    };
    QVERIFY(pollUntilFinal(*m_clock, PollLimits(), look, m_token));
}

void TestIssuanceOverAcme::getsACertificate_data()
{
    QTest::addColumn<crypto::KeyType>("accountKeyType");
    QTest::addColumn<int>("everyNthNonce");
    QTest::addColumn<int>("polls");
    QTest::newRow("at once") << crypto::KeyType::EcP256 << 0 << 0;
    QTest::newRow("P-384 account") << crypto::KeyType::EcP384 << 0 << 0;
    QTest::newRow("RSA account") << crypto::KeyType::Rsa2048 << 0 << 0;
    QTest::newRow("Ed25519 account") << crypto::KeyType::Ed25519 << 0 << 0;
    QTest::newRow("every other nonce refused") << crypto::KeyType::EcP256 << 2 << 0;
    QTest::newRow("pending and processing for some looks") << crypto::KeyType::EcP256 << 0 << 3;
    QTest::newRow("slow and every third nonce refused") << crypto::KeyType::EcP256 << 3 << 2;
}

void TestIssuanceOverAcme::getsACertificate()
{
    QFETCH(const crypto::KeyType, accountKeyType);
    QFETCH(const int, everyNthNonce);
    QFETCH(const int, polls);
    m_ca->rejectEveryNthNonce = everyNthNonce;
    m_ca->pollsUntilValidated = polls;
    m_ca->pollsUntilIssued = polls;
    m_ca->retryAfter = "4";

    Client client = registered(crypto::PrivateKey::generate(accountKeyType));
    const Order ordered = client.newOrder({Identifiers}, m_token).value();
    QCOMPARE(ordered.status, Status::Pending);
    for (const auto &challenge : client.answerChallenges(dnsChallenges(client, ordered), m_token))
        QVERIFY(challenge);
    waitForAuthorizations(client, ordered);

    const auto key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
    const QStringList names {QStringLiteral("example.org"), QStringLiteral("*.example.org")};
    QCOMPARE(client.order(ordered.url, m_token).value().status, Status::Ready);
    Order order = client.finalize(ordered.finalize, ordered.url, crypto::makeCsr(key, names), m_token).value();
    QCOMPARE(order.status, polls > 0 ? Status::Processing : Status::Valid);
    QCOMPARE(order.retryAfterSeconds, polls > 0 ? 4 : -1);
    const auto look = [&](CancelToken &token) -> Result<PollLook> {
        order = client.order(ordered.url, token).value();
        return PollLook {order.status == Status::Valid, order.retryAfterSeconds};
    };
    QVERIFY(pollUntilFinal(*m_clock, PollLimits(), look, m_token));

    const QByteArray pem = client.downloadChain(order.certificate, m_token).value().pem;
    const auto check
        = crypto::checkChain(crypto::readCertificates(pem).value(), key, names, m_clock->now(), m_ca->rootPem());
    QVERIFY2(check.keyFits && check.namesFit && check.signaturesFit && check.isValidNow && check.isTrustedHere,
             qPrintable(check.detail));
    QCOMPARE(m_ca->ordersMade, 1);
    QCOMPARE(m_ca->challengesAnswered, 2);
    QCOMPARE(m_ca->certificatesMade, 1);
    QCOMPARE(m_ca->noncesRejected > 0, everyNthNonce > 0);
    for (const std::chrono::milliseconds sleep : std::as_const(m_clock->sleeps))
        QCOMPARE(sleep.count(), 4000);
}

void TestIssuanceOverAcme::tellsTheCaTheValueThatWePublish()
{
    QStringList expected;
    m_ca->validator = [&](const FakeCa::Validation &validation) {
        expected.append(validation.txtValue);
        return std::optional<Problem>();
    };
    const auto accountKey = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
    Client client = registered(accountKey);
    const Order order = client.newOrder({Identifiers}, m_token).value();
    QStringList published;
    for (const auto &authorization : client.authorizations(order.authorizations, m_token)) {
        const QByteArray token = authorization->challenge(u"dns-01")->token.toLatin1();
        published.append(QString::fromLatin1(crypto::dns01Value(token, accountKey)));
    }
    (void)client.answerChallenges(dnsChallenges(client, order), m_token);
    QCOMPARE(expected, published);
    QCOMPARE(expected.size(), 2);
}

void TestIssuanceOverAcme::hasTheProblemOfTheNameThatFailed()
{
    m_ca->problemFor.insert(QStringLiteral("*.example.org"), FakeCa::problem("dns", "NXDOMAIN looking up TXT"));
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    const Order order = client.newOrder({Identifiers}, m_token).value();
    (void)client.answerChallenges(dnsChallenges(client, order), m_token);
    waitForAuthorizations(client, order);
    const auto authorizations = client.authorizations(order.authorizations, m_token);
    QCOMPARE(authorizations.at(0)->status, Status::Valid);
    QCOMPARE(authorizations.at(1)->status, Status::Invalid);
    QCOMPARE(authorizations.at(1)->displayName(), QStringLiteral("*.example.org"));
    QCOMPARE(authorizations.at(1)->challenge(u"dns-01")->error->kind(), QStringLiteral("dns"));
    QCOMPARE(authorizations.at(1)->challenge(u"dns-01")->error->detail, QStringLiteral("NXDOMAIN looking up TXT"));
    QCOMPARE(client.order(order.url, m_token).value().status, Status::Invalid);
}

void TestIssuanceOverAcme::findsItsAccountAgain()
{
    const auto key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
    Client first = registered(key);
    Client second(*m_ca, first.directory(), key, *m_clock, m_log);
    NewAccount existing;
    existing.onlyReturnExisting = true;
    const Account account = second.newAccount(existing, m_token).value();
    QCOMPARE(account.url, QStringLiteral("https://ca.test/account/1"));
    QCOMPARE(account.contacts, QStringList {QStringLiteral("mailto:a@example.org")});
    QCOMPARE(m_ca->accountsMade, 1);

    Client stranger(*m_ca, first.directory(), crypto::PrivateKey::generate(crypto::KeyType::EcP256), *m_clock, m_log);
    const auto refused = stranger.newAccount(existing, m_token);
    QVERIFY(!refused);
    QCOMPARE(std::get<Problem>(refused.failure()).kind(), QStringLiteral("accountDoesNotExist"));
}

void TestIssuanceOverAcme::seesWhatTheCaRefuses_data()
{
    QTest::addColumn<QString>("resource");
    for (const char *resource : {"newOrder", "authorization", "challenge", "finalize"})
        QTest::newRow(resource) << QString::fromLatin1(resource);
}

void TestIssuanceOverAcme::seesWhatTheCaRefuses()
{
    QFETCH(const QString, resource);
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    Problem limited = FakeCa::problem("rateLimited", "too many certificates already issued");
    limited.status = 429;
    m_ca->refuseOnce.insert(resource, limited);
    m_ca->retryAfter = "3600";

    std::optional<Failure> failure;
    const auto keep = [&](const auto &result) {
        if (!result && !failure)
            failure = result.failure();
    };
    const auto order = client.newOrder({Identifiers}, m_token);
    keep(order);
    if (order) {
        const auto authorizations = client.authorizations(order->authorizations, m_token);
        std::for_each(authorizations.begin(), authorizations.end(), keep);
        if (!failure) {
            const auto answers = client.answerChallenges(dnsChallenges(client, *order), m_token);
            std::for_each(answers.begin(), answers.end(), keep);
        }
        if (!failure) {
            waitForAuthorizations(client, *order);
            const auto key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
            keep(client.finalize(order->finalize, order->url, crypto::makeCsr(key, {}), m_token));
        }
    }
    QVERIFY(failure);
    const auto problem = std::get<Problem>(*failure);
    QCOMPARE(problem.kind(), QStringLiteral("rateLimited"));
    QCOMPARE(problem.status, 429);
    QCOMPARE(problem.retryAfter, m_clock->now().addSecs(3600));
}

void TestIssuanceOverAcme::givesUpAfterTenBadNonces()
{
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    m_ca->rejectEveryNthNonce = 1;
    const auto order = client.newOrder({Identifiers}, m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<Problem>(order.failure()).kind(), QStringLiteral("badNonce"));
    QCOMPARE(m_ca->noncesRejected, 11);
}

void TestIssuanceOverAcme::readsAgainWhenAnAnswerWasLost_data()
{
    QTest::addColumn<QString>("resource");
    QTest::addColumn<bool>("hasArrived");
    QTest::newRow("request for the order") << QStringLiteral("order") << false;
    QTest::newRow("answer with the order") << QStringLiteral("order") << true;
    QTest::newRow("request for an authorization") << QStringLiteral("authorization") << false;
    QTest::newRow("answer with an authorization") << QStringLiteral("authorization") << true;
}

void TestIssuanceOverAcme::readsAgainWhenAnAnswerWasLost()
{
    QFETCH(const QString, resource);
    QFETCH(const bool, hasArrived);
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    const Order order = client.newOrder({Identifiers}, m_token).value();
    (hasArrived ? m_ca->loseAnswerTo : m_ca->loseRequestTo) = resource;
    QVERIFY(client.order(order.url, m_token));
    for (const auto &authorization : client.authorizations(order.authorizations, m_token))
        QVERIFY(authorization);
    QCOMPARE(m_clock->sleeps, QList<std::chrono::milliseconds> {std::chrono::seconds(1)});
}

void TestIssuanceOverAcme::neverOrdersTwice_data()
{
    QTest::addColumn<QString>("resource");
    QTest::newRow("newOrder") << QStringLiteral("newOrder");
    QTest::newRow("finalize") << QStringLiteral("finalize");
}

void TestIssuanceOverAcme::neverOrdersTwice()
{
    QFETCH(const QString, resource);
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    m_ca->loseAnswerTo = resource;
    const auto order = client.newOrder({Identifiers}, m_token);
    if (order) {
        (void)client.answerChallenges(dnsChallenges(client, *order), m_token);
        waitForAuthorizations(client, *order);
        const auto key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
        (void)client.finalize(order->finalize, order->url, crypto::makeCsr(key, {}), m_token);
    }
    QVERIFY(m_ca->loseAnswerTo.isEmpty());
    QCOMPARE(m_ca->resources.count(QStringLiteral("newOrder")), 1);
    QVERIFY(m_ca->resources.count(QStringLiteral("finalize")) <= 1);
    QVERIFY(m_clock->sleeps.isEmpty());
}

void TestIssuanceOverAcme::answersAgainWhenNobodyKnowsWhetherItArrived()
{
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    const Order order = client.newOrder({Identifiers}, m_token).value();
    m_ca->loseAnswerTo = QStringLiteral("challenge");
    // The CA may refuse the second answer as malformed; that does no harm.
    (void)client.answerChallenges(dnsChallenges(client, order), m_token);
    QCOMPARE(m_ca->resources.count(QStringLiteral("challenge")), order.authorizations.size() + 1);
}

void TestIssuanceOverAcme::deactivatesAnAuthorization()
{
    Client client = registered(crypto::PrivateKey::generate(crypto::KeyType::EcP256));
    const Order order = client.newOrder({Identifiers}, m_token).value();
    QVERIFY(client.deactivateAuthorization(order.authorizations.first(), m_token));
    QCOMPARE(m_ca->authorizationsDeactivated, 1);
    QCOMPARE(client.authorizations(order.authorizations, m_token).first()->status, Status::Deactivated);
}

QTEST_GUILESS_MAIN(TestIssuanceOverAcme)
#include "tst_issuance_over_acme.moc"
