// SPDX-License-Identifier: MIT
#include "crypto/jws.h"

#include "crypto/opensslhandles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace cw;
using namespace cw::crypto;

namespace
{

QByteArray decoded(const QJsonValue &text)
{
    return QByteArray::fromBase64(text.toString().toLatin1(), QByteArray::Base64UrlEncoding);
}

// Verifies as a CA does, with OpenSSL's own functions: r || s is turned back into DER first.
bool isSignedBy(const PrivateKey &key, const QByteArray &data, const QByteArray &signature)
{
    QByteArray der = signature;
    if (key.type() == KeyType::EcP256 || key.type() == KeyType::EcP384) {
        const int width = static_cast<int>(signature.size()) / 2;
        const auto pair = demanded(ECDSA_SIG_new());
        ECDSA_SIG_set0(pair.get(), BN_bin2bn(toUnsigned(signature), width, nullptr),
                       BN_bin2bn(toUnsigned(signature) + width, width, nullptr));
        der = toDer<ECDSA_SIG>(pair.get(), i2d_ECDSA_SIG);
    }
    const auto context = demanded(EVP_MD_CTX_new());
    EVP_DigestVerifyInit(context.get(), nullptr, signatureDigest(key.type()), nullptr, key.handle().key.get());
    return EVP_DigestVerify(context.get(), toUnsigned(der), static_cast<size_t>(der.size()), toUnsigned(data),
                            static_cast<size_t>(data.size()))
        == 1;
}

// The key of RFC 7638 3.1: its modulus; the private exponent is of no matter for a thumbprint.
const char ModulusOfRfc7638[]
    = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCi"
      "FV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zg"
      "dAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-k"
      "EgU8awapJzKnqDKgw";

} // namespace

class TestJws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheThumbprintOfTheRfc();
    void encodesWithoutPadding();
    void signsWhatVerifies_data();
    void signsWhatVerifies();
    void signsWhatVerifiesAlsoWithLeadingZeros();
    void namesTheAccountInsteadOfTheKey();
    void postsAsGetWithAnEmptyPayload();
    void makesADnsValueOfFortyThreeCharacters();
};

void TestJws::hasTheThumbprintOfTheRfc()
{
    // thumbprint() is sha256 of exactly this text; the RFC's key has no private half that we could read as PEM.
    QJsonObject jwk = PrivateKey::generate(KeyType::Rsa2048).publicJwk();
    QCOMPARE(jwk.value(u"e").toString(), QStringLiteral("AQAB"));
    QCOMPARE(jwk.keys(), QStringList({QStringLiteral("e"), QStringLiteral("kty"), QStringLiteral("n")}));
    jwk.insert(QStringLiteral("n"), QString::fromLatin1(ModulusOfRfc7638));
    QCOMPARE(thumbprintOf(jwk), QByteArray("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
}

void TestJws::encodesWithoutPadding()
{
    QCOMPARE(base64Url(QByteArray::fromHex("ff")), QByteArray("_w"));
    QCOMPARE(base64Url(QByteArray::fromHex("fbef")), QByteArray("--8"));
    QCOMPARE(base64Url(QByteArray()), QByteArray());
}

void TestJws::signsWhatVerifies_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::newRow("ES256") << KeyType::EcP256;
    QTest::newRow("ES384") << KeyType::EcP384;
    QTest::newRow("RS256") << KeyType::Rsa2048;
}

void TestJws::signsWhatVerifies()
{
    QFETCH(const KeyType, type);
    const PrivateKey key = PrivateKey::generate(type);
    const QUrl url(QStringLiteral("https://ca.example/acme/new-account?x=%2F1"));
    const QJsonObject jws = QJsonDocument::fromJson(signJws(key, {"nonce-1", url, QString()}, "{\"a\":1}")).object();
    QCOMPARE(
        jws.keys(), QStringList({QStringLiteral("payload"), QStringLiteral("protected"), QStringLiteral("signature")}));
    QCOMPARE(decoded(jws.value(u"payload")), QByteArray("{\"a\":1}"));

    const QJsonObject header = QJsonDocument::fromJson(decoded(jws.value(u"protected"))).object();
    QCOMPARE(header.value(u"alg").toString(), key.jwsAlgorithm());
    QCOMPARE(header.value(u"nonce").toString(), QStringLiteral("nonce-1"));
    QCOMPARE(header.value(u"url").toString(), QStringLiteral("https://ca.example/acme/new-account?x=%2F1"));
    QCOMPARE(header.value(u"jwk").toObject(), key.publicJwk());
    QVERIFY(!header.contains(u"kid"));

    const QByteArray input
        = jws.value(u"protected").toString().toLatin1() + '.' + jws.value(u"payload").toString().toLatin1();
    QVERIFY(isSignedBy(key, input, decoded(jws.value(u"signature"))));
    QVERIFY(!isSignedBy(key, input + 'x', decoded(jws.value(u"signature"))));
}

void TestJws::signsWhatVerifiesAlsoWithLeadingZeros()
{
    // One signature in 128 has a half that begins with a zero octet.
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    for (int i = 0; i < 600; ++i) {
        const QByteArray data = QByteArray::number(i);
        QVERIFY(isSignedBy(key, data, key.sign(data)));
    }
}

void TestJws::namesTheAccountInsteadOfTheKey()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const QString account = QStringLiteral("https://ca.example/acct/1");
    const QByteArray jws = signJws(key, {"n", QUrl(QStringLiteral("https://ca.example/x")), account}, "{}");
    const QJsonObject header
        = QJsonDocument::fromJson(decoded(QJsonDocument::fromJson(jws).object().value(u"protected"))).object();
    QCOMPARE(header.value(u"kid").toString(), account);
    QVERIFY(!header.contains(u"jwk"));
}

void TestJws::postsAsGetWithAnEmptyPayload()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const QByteArray jws = signJws(key, {"n", QUrl(QStringLiteral("https://ca.example/x")), QString()}, QByteArray());
    const QJsonValue payload = QJsonDocument::fromJson(jws).object().value(u"payload");
    QVERIFY(payload.isString());
    QCOMPARE(payload.toString(), QString());
}

void TestJws::makesADnsValueOfFortyThreeCharacters()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const QByteArray value = dns01Value("DGyRejmCefe7v4NfDGDKfA", key);
    QCOMPARE(value.size(), 43);
    QVERIFY(value != dns01Value("DGyRejmCefe7v4NfDGDKfB", key));
    QVERIFY(value != dns01Value("DGyRejmCefe7v4NfDGDKfA", PrivateKey::generate(KeyType::EcP256)));
    QCOMPARE(value, dns01Value("DGyRejmCefe7v4NfDGDKfA", PrivateKey::fromPem(key.toPem()).value()));
}

QTEST_GUILESS_MAIN(TestJws)
#include "tst_jws.moc"
