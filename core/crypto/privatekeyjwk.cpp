// SPDX-License-Identifier: MIT
// Private keys as JWK: how certbot keeps the key of an account.
#include "crypto/jws.h"
#include "crypto/opensslvalues.h"
#include "crypto/privatekey.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/params.h>

#include <array>

namespace cw::crypto
{

namespace
{

struct Member {
    const char *name; // in the JWK
    const char *parameter; // of OpenSSL
};

// RFC 7518 6.3; "n" and "e" are the public ones.
constexpr std::array RsaMembers {
    Member {"n", OSSL_PKEY_PARAM_RSA_N},          Member {"e", OSSL_PKEY_PARAM_RSA_E},
    Member {"d", OSSL_PKEY_PARAM_RSA_D},          Member {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
    Member {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},    Member {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
    Member {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2}, Member {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
};

struct BuilderDeleter {
    void operator()(OSSL_PARAM_BLD *builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM *parameters) const { OSSL_PARAM_free(parameters); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
template <typename T> using Owned = std::unique_ptr<T, BuilderDeleter>;

Failure refused(const QString &detail)
{
    return BadInput {BadInput::Fault::BadPrivateKey, QString(), detail};
}

QByteArray decoded(const QJsonObject &jwk, QLatin1String member)
{
    return QByteArray::fromBase64(jwk.value(member).toString().toLatin1(), QByteArray::Base64UrlEncoding);
}

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(base64Url(bytes));
}

Openssl<BIGNUM> numberOf(const QByteArray &bytes)
{
    return demanded(BN_bin2bn(toUnsigned(bytes), static_cast<int>(bytes.size()), nullptr));
}

// Null when the members do not make a key of this type.
Openssl<EVP_PKEY> keyFrom(const char *type, OSSL_PARAM_BLD *builder)
{
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get());
    Openssl<EVP_PKEY> result(key);
    const Owned<EVP_PKEY_CTX> check(result ? EVP_PKEY_CTX_new_from_pkey(nullptr, result.get(), nullptr) : nullptr);
    // A public part of another key would sign what no CA can verify.
    const bool isWhole = check && EVP_PKEY_pairwise_check(check.get()) == 1;
    return isWhole ? std::move(result) : nullptr;
}

Openssl<EVP_PKEY> rsaFrom(const QJsonObject &jwk)
{
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    std::array<Openssl<BIGNUM>, RsaMembers.size()> numbers; // the builder only borrows them
    for (size_t i = 0; i < RsaMembers.size(); ++i) {
        const QByteArray bytes = decoded(jwk, QLatin1String(RsaMembers[i].name));
        if (bytes.isEmpty())
            return nullptr;
        numbers[i] = numberOf(bytes);
        OSSL_PARAM_BLD_push_BN(builder.get(), RsaMembers[i].parameter, numbers[i].get());
    }
    return keyFrom("RSA", builder.get());
}

Openssl<EVP_PKEY> ecFrom(const QJsonObject &jwk)
{
    const QByteArray curve = jwk.value(u"crv").toString().toLatin1();
    const QByteArray x = decoded(jwk, QLatin1String("x"));
    const QByteArray y = decoded(jwk, QLatin1String("y"));
    const QByteArray d = decoded(jwk, QLatin1String("d"));
    if (x.isEmpty() || y.isEmpty() || d.isEmpty())
        return nullptr;
    const qsizetype width = curve == "P-256" ? 32 : 48;
    const QByteArray point = QByteArray(1, 4) + x.rightJustified(width, '\0') + y.rightJustified(width, '\0');
    const Openssl<BIGNUM> secret = numberOf(d);
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.constData(), 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), static_cast<size_t>(point.size()));
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get());
    return keyFrom("EC", builder.get());
}

// RFC 8037 2: "d" is the private key, and the public one follows from it.
Openssl<EVP_PKEY> edFrom(const QJsonObject &jwk)
{
    const QByteArray d = decoded(jwk, QLatin1String("d"));
    return Openssl<EVP_PKEY>(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, toUnsigned(d), static_cast<size_t>(d.size())));
}

QByteArray numberBytes(const EVP_PKEY *key, const char *parameter, int width)
{
    BIGNUM *number = nullptr;
    demand(EVP_PKEY_get_bn_param(key, parameter, &number) == 1);
    const Openssl<BIGNUM> owned(number);
    QByteArray bytes(width > 0 ? width : BN_num_bytes(number), Qt::Uninitialized);
    demand(BN_bn2binpad(number, toUnsigned(bytes), static_cast<int>(bytes.size())) == bytes.size());
    return bytes;
}

} // namespace

Result<PrivateKey> PrivateKey::fromJwk(const QJsonObject &jwk)
{
    const QString kind = jwk.value(u"kty").toString();
    const QString curve = jwk.value(u"crv").toString();
    const bool isKnown = kind == u"RSA" || (kind == u"EC" && (curve == u"P-256" || curve == u"P-384"))
        || (kind == u"OKP" && curve == u"Ed25519");
    if (!isKnown)
        return refused((kind + u' ' + curve).trimmed());
    Openssl<EVP_PKEY> key = kind == u"RSA" ? rsaFrom(jwk) : kind == u"EC" ? ecFrom(jwk) : edFrom(jwk);
    takeOpensslError();
    if (!key)
        return refused(QString());
    const std::optional<KeyType> type = keyTypeOf(key.get());
    if (!type)
        return refused(keyDescription(key.get()));
    return PrivateKey(std::make_shared<const Handle>(Handle {std::move(key), *type}));
}

QJsonObject PrivateKey::privateJwk() const
{
    const EVP_PKEY *key = m_handle->key.get();
    QJsonObject jwk = publicJwk();
    switch (type()) {
    case KeyType::Rsa2048:
    case KeyType::Rsa3072:
    case KeyType::Rsa4096:
        for (const Member &member : RsaMembers)
            jwk.insert(QLatin1String(member.name), encoded(numberBytes(key, member.parameter, 0)));
        return jwk;
    case KeyType::EcP256:
    case KeyType::EcP384:
        jwk.insert(QStringLiteral("d"), encoded(numberBytes(key, OSSL_PKEY_PARAM_PRIV_KEY, type() == KeyType::EcP256 ? 32 : 48)));
        return jwk;
    case KeyType::Ed25519: {
        size_t size = 32; // RFC 8032 5.1.5
        QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
        demand(EVP_PKEY_get_raw_private_key(key, toUnsigned(bytes), &size) == 1);
        jwk.insert(QStringLiteral("d"), encoded(bytes));
        return jwk;
    }
    }
    Q_UNREACHABLE();
}

} // namespace cw::crypto
