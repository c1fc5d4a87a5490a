// SPDX-License-Identifier: MIT
#include "crypto/privatekey.h"

#include "crypto/jws.h"

#include <QJsonDocument>
#include <QTest>

using namespace cw;
using namespace cw::crypto;

namespace
{

// RFC 8037 A.1: the key, and A.3 its thumbprint.
const char KeyOfRfc8037[] = R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",)"
                            R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
// RFC 7517 A.2: its elliptic curve key.
const char KeyOfRfc7517[] = R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
                            R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE",)"
                            R"("use":"enc","kid":"1"})";

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

// openssl genrsa 1024
const char RsaOf1024Bits[] = R"({"kty":"RSA","e":"AQAB",)"
                             R"("n":"0zxTAGk49EilqScRRcu1qIJSL5SmF3ntvV_PZTm_KEahYlm87rpRkS4b3Gkq3Wu_7oZLzMRau9vfFrpN8Zb-j2T1ny)"
                             R"(8dDN4oydyj8bxGUZbFweAMfoBOEr5Pt0ZtCyTdMJAEpsNrxew10A3c2Bb-hv7Sr6o5Bl6aPDUfo5e56Fs",)"
                             R"("d":"bksCH6XROiOwc9jVOPc7e6fIF9XqvzlHu-iJ1pXHTNVMMJkggBnCuyYzH-u9mO1IwtdWPq2LnqkYG7rdNbacZPnWn2)"
                             R"(p_gLgJmPEbfyRm9xGaZuVKF-nst_wq4TbHPPT7jPpiGK8TomiRWaK1hrnW9tOt8eXUAqugmKtSQC7BErE",)"
                             R"("p":"8Sz6rSPbAF9rmMNxaI5Y_SSmzNHm2_0NhlCfcc8sKYWYY34TiDo8YovPDfdaFQhSOOUqLzevOlAwCwWoGTHvCQ",)"
                             R"("q":"4Dg5IPj0KicORUe3xWj1V26S53ilx_9H_VCTYrBw_6mamSzI8915fxo2mDpZNlcRa2gekCAbYIDtdGQBXfLRQw",)"
                             R"("dp":"OcagtuGkEU7Ko-oOPRH814f0PZT7TTAuEUM3LziGR9wtSYhmfXgWBzWfAKWE-wznRaIAnRcl7z5OhBVy07ZWoQ",)"
                             R"("dq":"i8QAOIF3Ed-OkbkG4NNwO7P9drRKAsUqhsj3VolNptB-QgUcrobb-VLJvVKB0dGsVhttEcIxzpIPcoH0KC_4KQ",)"
                             R"("qi":"TF5cGuapryPUHXn8Ho7V86vvUJMt1rAomtXwbsSaWDManyfLuh4FWbS0rohbTa8dl-9fCpetbS6c_9ibtxpy4g"})";

} // namespace

class TestPrivateKeyJwk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromItsJwk_data();
    void comesBackFromItsJwk();
    void readsTheKeysOfTheRfcs();
    void readsCoordinatesThatLostTheirZeros();
    void saysWhatKindOfKeyItIs_data();
    void saysWhatKindOfKeyItIs();
    void refusesWhatIsNoWholeKey_data();
    void refusesWhatIsNoWholeKey();
};

void TestPrivateKeyJwk::comesBackFromItsJwk_data()
{
    QTest::addColumn<KeyType>("type");
    for (const char *name : {"ec256", "ec384", "rsa2048", "ed25519"})
        QTest::newRow(name) << keyTypeFromName(QString::fromLatin1(name)).value();
}

void TestPrivateKeyJwk::comesBackFromItsJwk()
{
    QFETCH(KeyType, type);
    const PrivateKey key = PrivateKey::generate(type);
    const Result<PrivateKey> read = PrivateKey::fromJwk(key.privateJwk());
    QVERIFY(read);
    QVERIFY(read->isSameKeyAs(key));
    QCOMPARE(read->type(), type);
    QCOMPARE(read->publicJwk(), key.publicJwk());
    QVERIFY(PrivateKey::fromPem(read->toPem()));
    QVERIFY(!read->sign("text").isEmpty());
}

void TestPrivateKeyJwk::readsTheKeysOfTheRfcs()
{
    const Result<PrivateKey> ed = PrivateKey::fromJwk(object(KeyOfRfc8037));
    QVERIFY(ed);
    QCOMPARE(ed->thumbprint(), QByteArray("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    QCOMPARE(ed->privateJwk(), object(KeyOfRfc8037));
    const Result<PrivateKey> ec = PrivateKey::fromJwk(object(KeyOfRfc7517));
    QVERIFY(ec);
    QCOMPARE(ec->privateJwk().value(u"d"), object(KeyOfRfc7517).value(u"d"));
}

// Not every client pads: one in 256 keys has a coordinate that begins with a zero.
void TestPrivateKeyJwk::readsCoordinatesThatLostTheirZeros()
{
    for (int i = 0; i < 4000; ++i) {
        QJsonObject jwk = PrivateKey::generate(KeyType::EcP256).privateJwk();
        const QByteArray x = QByteArray::fromBase64(jwk.value(u"x").toString().toLatin1(), QByteArray::Base64UrlEncoding);
        if (x.front() != '\0')
            continue;
        jwk.insert(QStringLiteral("x"), QString::fromLatin1(base64Url(x.mid(1))));
        QVERIFY(PrivateKey::fromJwk(jwk));
        return;
    }
    QFAIL("No such key in 4000");
}

void TestPrivateKeyJwk::saysWhatKindOfKeyItIs_data()
{
    QTest::addColumn<QJsonObject>("jwk");
    QTest::addColumn<QString>("detail");
    QTest::newRow("P-521") << QJsonObject {{QStringLiteral("kty"), QStringLiteral("EC")}, {QStringLiteral("crv"), QStringLiteral("P-521")}}
                           << QStringLiteral("EC P-521");
    QTest::newRow("symmetric") << QJsonObject {{QStringLiteral("kty"), QStringLiteral("oct")}} << QStringLiteral("oct");
    QTest::newRow("nothing") << QJsonObject() << QString();
    // openssl genrsa 1024, as JWK
    QTest::newRow("RSA 1024") << object(RsaOf1024Bits)
                              << QStringLiteral("RSA 1024");
}

void TestPrivateKeyJwk::saysWhatKindOfKeyItIs()
{
    QFETCH(QJsonObject, jwk);
    QFETCH(QString, detail);
    const Result<PrivateKey> key = PrivateKey::fromJwk(jwk);
    QVERIFY(!key);
    QCOMPARE(std::get<BadInput>(key.failure()).fault, BadInput::Fault::BadPrivateKey);
    QCOMPARE(std::get<BadInput>(key.failure()).detail, detail);
}

void TestPrivateKeyJwk::refusesWhatIsNoWholeKey_data()
{
    QTest::addColumn<QJsonObject>("jwk");
    const QJsonObject ec = PrivateKey::generate(KeyType::EcP256).privateJwk();
    const QJsonObject other = PrivateKey::generate(KeyType::EcP256).privateJwk();
    const QJsonObject rsa = PrivateKey::generate(KeyType::Rsa2048).privateJwk();
    const auto with = [](QJsonObject jwk, const char *member, const QJsonValue &value) {
        jwk.insert(QLatin1String(member), value);
        return jwk;
    };
    QTest::newRow("public only") << PrivateKey::generate(KeyType::EcP256).publicJwk();
    QTest::newRow("public part of another key") << with(with(ec, "x", other.value(u"x")), "y", other.value(u"y"));
    QTest::newRow("not on the curve") << with(ec, "y", other.value(u"y"));
    QTest::newRow("coordinate too long") << with(ec, "x", QString(100, u'A'));
    QTest::newRow("no number") << with(ec, "d", 7);
    QTest::newRow("RSA without its factors") << with(rsa, "p", QString());
    QTest::newRow("RSA with another factor") << with(rsa, "p", PrivateKey::generate(KeyType::Rsa2048).privateJwk().value(u"p"));
    QTest::newRow("Ed25519 too short") << QJsonObject {{QStringLiteral("kty"), QStringLiteral("OKP")}, {QStringLiteral("crv"), QStringLiteral("Ed25519")}, {QStringLiteral("d"), QStringLiteral("AAAA")}};
}

void TestPrivateKeyJwk::refusesWhatIsNoWholeKey()
{
    QFETCH(QJsonObject, jwk);
    const Result<PrivateKey> key = PrivateKey::fromJwk(jwk);
    QVERIFY(!key);
    QCOMPARE(std::get<BadInput>(key.failure()).fault, BadInput::Fault::BadPrivateKey);
    QVERIFY(std::get<BadInput>(key.failure()).value.isEmpty());
}

QTEST_GUILESS_MAIN(TestPrivateKeyJwk)
#include "tst_privatekeyjwk.moc"
