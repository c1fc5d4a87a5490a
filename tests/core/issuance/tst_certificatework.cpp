// SPDX-License-Identifier: MIT
// Renewing, adding and revoking certificates that are there, and asking their CAs when to renew them.
#include "crypto/certificate.h"
#include "issuance/addcertificate.h"
#include "issuance/certificatestate.h"
#include "issuance/ordercontroller.h"
#include "issuance/orderflow.h"
#include "issuance/renewalcheck.h"
#include "issuance/revocation.h"
#include "issuance/validateflow.h"
#include "store/atomicfile.h"
#include "support/fakehttp.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using namespace cw::test;
using store::CertificateRecord;

namespace
{

const QDateTime Now(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC);

// The flow makes its transports itself and throws them away; the script stays.
class Borrowed final : public net::HttpTransport
{
public:
    explicit Borrowed(net::HttpTransport &real) : m_real(real) { }
    QList<Result<net::HttpResponse>> sendAll(const QList<net::HttpRequest> &requests, CancelToken &token) override
    {
        return m_real.sendAll(requests, token);
    }

private:
    net::HttpTransport &m_real;
};

const char DirectoryUrl[] = "https://ca.test/dir";
const QByteArray DirectoryBody = R"({"newNonce":"https://ca.test/n","newAccount":"https://ca.test/a","newOrder":"https://ca.test/o",)"
                                 R"("renewalInfo":"https://ca.test/ari"})";
const QByteArray WindowBody
    = R"({"suggestedWindow":{"start":"2027-01-01T00:00:00Z","end":"2027-01-02T00:00:00Z"},"explanationURL":"https://ca.test/why"})";

} // namespace

class TestCertificateWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void renewsWithACopyOfTheOrder();
    void renewsWithTheSameKeyWhereTheOrderDid();
    void renewsWithoutAnOrder();
    void keepsWhatTheFlowHasMade();
    void notesWhatHasTakenItsPlace();
    void asksTheCaWhenItMay();
    void asksLaterWhatCannotBeAnswered();
    void asksADirectoryOnceForAll();
    void letsTheChainsChangePlaces();
    void addsACertificateOfAnotherProgram();
    void findsTheCertificateInAnyOrderOfTheFile();
    void takesAKeyFromTheSameFile();
    void refusesAKeyThatDoesNotFit();
    void refusesWhatIsNoCertificate();
    void addsTheKeyToOneThatIsThere();
    void knowsTheReasons();

private:
    store::OrderRecord issue(store::OrderRecord order);
    // One that the scripted CA has issued, in the store.
    CertificateRecord fromScriptedCa(const char *id);
    Result<CertificateRecord> kept(const QString &id) const { return store::Certificates(m_world->home.path()).load(id); }

    std::unique_ptr<FakeWorld> m_world;
    FakeHttp m_http;
    CancelToken m_token;
};

void TestCertificateWork::init()
{
    m_world = std::make_unique<FakeWorld>();
    m_http = FakeHttp();
}

CertificateRecord TestCertificateWork::fromScriptedCa(const char *id)
{
    m_world->environment->makeHttp = [this](const QByteArray &) { return std::make_unique<Borrowed>(m_http); };
    const crypto::LocalTls tls = crypto::makeLocalTls(m_world->clock->now(), 90);
    CertificateRecord record;
    record.id = QString::fromLatin1(id);
    record.names = QStringList {QStringLiteral("localhost")};
    record.directoryUrl = QString::fromLatin1(DirectoryUrl);
    record.chainPem = tls.certificatePem;
    record.notBefore = crypto::readCertificates(tls.certificatePem)->first().notBefore;
    record.notAfter = crypto::readCertificates(tls.certificatePem)->first().notAfter;
    if (!store::Certificates(m_world->home.path()).save(record))
        qFatal("not saved");
    return record;
}

// How the scripted CA is asked about it.
static QByteArray renewalUrl(const CertificateRecord &record)
{
    return "https://ca.test/ari/" + crypto::renewalId(crypto::readCertificates(record.chainPem)->first()).toLatin1();
}

// From the draft to the certificate, at a CA that finds every name good.
store::OrderRecord TestCertificateWork::issue(store::OrderRecord order)
{
    CancelToken token;
    Tools tools(m_world->environment, order);
    const bool isIssued = placeOrder(tools, order, token) && validateAndIssue(tools, order, [](const store::OrderRecord &) { }, token);
    if (!isIssued)
        qFatal("the fake CA did not issue");
    return order;
}

void TestCertificateWork::renewsWithACopyOfTheOrder()
{
    store::OrderRecord draft = m_world->draft({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    draft.publish.way = QStringLiteral("manual");
    draft.keyType = QStringLiteral("ec384");
    draft.profile = QString();
    draft.outFolder = QStringLiteral("/tmp/somewhere");
    const store::OrderRecord order = issue(draft);
    const Result<store::OrderRecord> renewal = renewalOrder(m_world->home.path(), order.certificateId);
    QVERIFY(renewal);
    QCOMPARE(renewal->stage, store::OrderStage::Draft);
    QVERIFY(renewal->id.isEmpty() && renewal->orderUrl.isEmpty() && renewal->records.isEmpty());
    QCOMPARE(renewal->names, order.names);
    QCOMPARE(renewal->accountId, order.accountId);
    QCOMPARE(renewal->directoryUrl, order.directoryUrl);
    QCOMPARE(renewal->keyType, QStringLiteral("ec384"));
    QVERIFY(renewal->keyId.isEmpty()); // a new key
    QCOMPARE(renewal->replacesId, order.certificateId);
    const crypto::Certificate leaf = crypto::readCertificates(kept(order.certificateId)->chainPem)->first();
    QCOMPARE(renewal->replaces, crypto::renewalId(leaf));
}

void TestCertificateWork::renewsWithTheSameKeyWhereTheOrderDid()
{
    store::OrderRecord order = issue(m_world->draft({QStringLiteral("example.org")}));
    order.reusesKey = true;
    QVERIFY(store::Journal(m_world->home.path()).save(order, m_world->clock->now()));
    const Result<store::OrderRecord> renewal = renewalOrder(m_world->home.path(), order.certificateId);
    QVERIFY(renewal && renewal->reusesKey);
    QCOMPARE(renewal->keyId, order.keyId);
}

void TestCertificateWork::renewsWithoutAnOrder()
{
    const store::OrderRecord order = issue(m_world->draft({QStringLiteral("example.org")}));
    QVERIFY(store::Journal(m_world->home.path()).remove(order.id));
    const Result<store::OrderRecord> renewal = renewalOrder(m_world->home.path(), order.certificateId);
    QVERIFY(renewal);
    QCOMPARE(renewal->names, order.names);
    QCOMPARE(renewal->accountId, order.accountId);
    QCOMPARE(renewal->directoryUrl, order.directoryUrl);
}

void TestCertificateWork::keepsWhatTheFlowHasMade()
{
    store::OrderRecord draft = m_world->draft({QStringLiteral("example.org")});
    draft.caRootPem = m_world->ca.rootPem();
    draft.isPrivateCa = true;
    const store::OrderRecord order = issue(draft);
    const Result<CertificateRecord> record = kept(order.certificateId);
    QVERIFY(record);
    QCOMPARE(record->accountId, order.accountId);
    QCOMPARE(record->caRootPem, draft.caRootPem);
    QVERIFY(record->isPrivateCa && !record->isAdded);
}

void TestCertificateWork::notesWhatHasTakenItsPlace()
{
    const store::OrderRecord first = issue(m_world->draft({QStringLiteral("example.org")}));
    const Result<store::OrderRecord> renewal = renewalOrder(m_world->home.path(), first.certificateId);
    QVERIFY(renewal);
    m_world->clock->advance(std::chrono::seconds(1));
    const store::OrderRecord second = issue(*renewal);
    QCOMPARE(kept(first.certificateId)->replacedBy, second.certificateId);
    QCOMPARE(certificateState(*kept(first.certificateId), m_world->clock->now()), CertificateState::Replaced);
}

void TestCertificateWork::asksTheCaWhenItMay()
{
    const CertificateRecord record = fromScriptedCa("one");
    m_http.expectGet(DirectoryUrl, FakeHttp::json(200, DirectoryBody));
    m_http.expectGet(renewalUrl(record).constData(), FakeHttp::json(200, WindowBody, {{"Retry-After", "7200"}}));
    const Result<store::RenewalWindow> window = readRenewal(*m_world->environment, record, m_token);
    QVERIFY(window);
    QCOMPARE(window->explanationUrl, QStringLiteral("https://ca.test/why"));
    QCOMPARE(window->nextCheck, m_world->clock->now().addSecs(7200));
    QCOMPARE(kept(record.id)->renewal, *window);
    // Nothing is asked before that time: the script has no more lines.
    QCOMPARE(*readRenewal(*m_world->environment, *kept(record.id), m_token), *window);
    QVERIFY(!isRenewalCheckDue(*kept(record.id), m_world->clock->now().addSecs(7199)));
    QVERIFY(isRenewalCheckDue(*kept(record.id), m_world->clock->now().addSecs(7200)));
    QVERIFY(m_http.isDone());
}

void TestCertificateWork::asksLaterWhatCannotBeAnswered()
{
    const CertificateRecord record = fromScriptedCa("one");
    m_http.expectGet(DirectoryUrl, FakeHttp::lost());
    QVERIFY(!readRenewals(*m_world->environment, m_token));
    QVERIFY(!isRenewalCheckDue(*kept(record.id), m_world->clock->now().addSecs(3599)));
    m_world->clock->advance(std::chrono::hours(1));
    // A Retry-After of months is looked at as a day. "values over one day could be treated as if they were one day" RFC 9773 4.3.2
    m_http.expectGet(DirectoryUrl, FakeHttp::json(200, DirectoryBody));
    m_http.expectGet(renewalUrl(record).constData(), FakeHttp::json(200, WindowBody, {{"Retry-After", "7776000"}}));
    QVERIFY(readRenewals(*m_world->environment, m_token));
    QCOMPARE(kept(record.id)->renewal.nextCheck, m_world->clock->now().addDays(1));
    QVERIFY(m_http.isDone());
}

void TestCertificateWork::asksADirectoryOnceForAll()
{
    const CertificateRecord one = fromScriptedCa("one");
    const CertificateRecord two = fromScriptedCa("two");
    CertificateRecord revoked = fromScriptedCa("three");
    revoked.revoked = m_world->clock->now();
    QVERIFY(store::Certificates(m_world->home.path()).save(revoked));
    m_http.expectGet(DirectoryUrl, FakeHttp::json(200, DirectoryBody));
    m_http.expectGet(renewalUrl(one).constData(), FakeHttp::json(200, WindowBody));
    m_http.expectGet(renewalUrl(two).constData(), FakeHttp::json(404, R"({"type":"urn:ietf:params:acme:error:malformed"})"));
    QVERIFY(readRenewals(*m_world->environment, m_token));
    QVERIFY(kept(one.id)->renewal.start.isValid());
    QVERIFY(!kept(two.id)->renewal.start.isValid());
    QVERIFY(!isRenewalCheckDue(*kept(two.id), m_world->clock->now()));
    QVERIFY(m_http.isDone());
}

void TestCertificateWork::letsTheChainsChangePlaces()
{
    const store::OrderRecord order = issue(m_world->draft({QStringLiteral("example.org")}));
    CertificateRecord record = *kept(order.certificateId);
    const QByteArray whole = record.chainPem;
    const QByteArray leafOnly = crypto::toPem(crypto::readCertificates(whole)->first());
    record.otherChains = QList<QByteArray> {leafOnly};
    QVERIFY(store::Certificates(m_world->home.path()).save(record));

    OrderController controller(m_world->environment, order);
    controller.refresh();
    QTRY_COMPARE(controller.state().otherChains.size(), 1);
    controller.chooseChain(1); // there is none
    controller.chooseChain(0);
    QTRY_COMPARE(controller.state().chain.size(), 1);
    QTRY_VERIFY(!controller.state().isRunning(Activity::ReadChain));
    QCOMPARE(controller.state().otherChains.first().size(), 2);
    QCOMPARE(kept(order.certificateId)->chainPem, leafOnly);
    QCOMPARE(kept(order.certificateId)->otherChains, QList<QByteArray> {whole});
}

void TestCertificateWork::addsACertificateOfAnotherProgram()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(Now, 30);
    AddRequest request;
    request.certificate = tls.certificatePem + tls.rootPem;
    request.key = tls.keyPem;
    request.directoryUrl = FakeCa::directoryUrl().toString();
    const Result<AddedCertificate> added = addCertificate(*m_world->environment, request);
    QVERIFY(added);
    QVERIFY(!added->wasThere && added->certificate.isAdded);
    const Result<CertificateRecord> record = kept(added->certificate.id);
    QVERIFY(record);
    QCOMPARE(record->names, QStringList {QStringLiteral("localhost")});
    QCOMPARE(record->keyType, QStringLiteral("ec256"));
    QCOMPARE(record->directoryUrl, request.directoryUrl);
    QCOMPARE(m_world->environment->secrets->get(record->keyId).value(), crypto::PrivateKey::fromPem(tls.keyPem)->toPem());
    const Result<store::OrderRecord> renewal = renewalOrder(m_world->home.path(), record->id);
    QVERIFY(renewal);
    QCOMPARE(renewal->names, record->names);
    QVERIFY(renewal->keyId.isEmpty());
}

void TestCertificateWork::findsTheCertificateInAnyOrderOfTheFile()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(Now, 30);
    AddRequest request;
    request.certificate = tls.rootPem + tls.certificatePem;
    const Result<AddedCertificate> added = addCertificate(*m_world->environment, request);
    QVERIFY(added);
    QCOMPARE(added->certificate.names, QStringList {QStringLiteral("localhost")});
    QCOMPARE(crypto::readCertificates(added->certificate.chainPem)->size(), 2);
    QVERIFY(added->certificate.keyId.isEmpty());
    QCOMPARE(added->certificate.authorityName, crypto::readCertificates(tls.certificatePem)->first().issuer);
}

void TestCertificateWork::takesAKeyFromTheSameFile()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(Now, 30);
    AddRequest request;
    request.certificate = tls.keyPem + tls.certificatePem;
    const Result<AddedCertificate> added = addCertificate(*m_world->environment, request);
    QVERIFY(added && !added->certificate.keyId.isEmpty());
    QVERIFY(!added->certificate.chainPem.contains("PRIVATE KEY"));
}

void TestCertificateWork::refusesAKeyThatDoesNotFit()
{
    AddRequest request;
    request.certificate = crypto::makeLocalTls(Now, 30).certificatePem;
    request.key = crypto::PrivateKey::generate(crypto::KeyType::EcP256).toPem();
    request.keyFile = QStringLiteral("other.key");
    const Result<AddedCertificate> added = addCertificate(*m_world->environment, request);
    QVERIFY(!added);
    QCOMPARE(std::get<BadInput>(added.failure()), (BadInput {BadInput::Fault::KeyDoesNotFit, QStringLiteral("other.key"), {}}));
    QVERIFY(store::Certificates(m_world->home.path()).list(Now).certificates.isEmpty());
}

void TestCertificateWork::refusesWhatIsNoCertificate()
{
    AddRequest request;
    request.certificate = crypto::PrivateKey::generate(crypto::KeyType::EcP256).toPem();
    request.certificateFile = QStringLiteral("privkey.pem");
    const Result<AddedCertificate> added = addCertificate(*m_world->environment, request);
    QVERIFY(!added);
    QCOMPARE(std::get<BadInput>(added.failure()), (BadInput {BadInput::Fault::CertificateUnreadable, QStringLiteral("privkey.pem"), {}}));
}

void TestCertificateWork::addsTheKeyToOneThatIsThere()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(Now, 30);
    AddRequest request;
    request.certificate = tls.certificatePem;
    QVERIFY(addCertificate(*m_world->environment, request));
    request.key = tls.keyPem;
    const Result<AddedCertificate> again = addCertificate(*m_world->environment, request);
    QVERIFY(again && again->wasThere);
    QVERIFY(!kept(again->certificate.id)->keyId.isEmpty());
    QCOMPARE(store::Certificates(m_world->home.path()).list(Now).certificates.size(), 1);
}

void TestCertificateWork::knowsTheReasons()
{
    QCOMPARE(revocationReasonFromName(QString())->code, -1);
    QCOMPARE(revocationReasonFromName(QStringLiteral("KEYCOMPROMISE"))->code, 1);
    QCOMPARE(revocationReasonFromName(QStringLiteral("cessationOfOperation"))->code, 5);
    const auto unknown = revocationReasonFromName(QStringLiteral("removeFromCRL"));
    QVERIFY(!unknown);
    const BadInput fault = std::get<BadInput>(unknown.failure());
    QCOMPARE(fault.fault, BadInput::Fault::UnknownReason);
    QVERIFY(fault.detail.contains(QStringLiteral("superseded")));
}

QTEST_GUILESS_MAIN(TestCertificateWork)
#include "tst_certificatework.moc"
