// SPDX-License-Identifier: MIT
#include "support/jwscheck.h"

#include "crypto/opensslhandles.h"

#include <QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/param_build.h>

namespace cw::test
{

namespace
{

using namespace crypto;

QByteArray decoded(const QJsonValue &text)
{
    return QByteArray::fromBase64(text.toString().toLatin1(), QByteArray::Base64UrlEncoding);
}

Openssl<BIGNUM> number(const QByteArray &bytes)
{
    return demanded(BN_bin2bn(toUnsigned(bytes), static_cast<int>(bytes.size()), nullptr));
}

Openssl<EVP_PKEY> publicKey(const char *type, OSSL_PARAM_BLD *builder)
{
    EVP_PKEY *key = nullptr;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_fromdata_init(context);
    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(context);
    takeOpensslError();
    return Openssl<EVP_PKEY>(key);
}

Openssl<EVP_PKEY> keyOf(const QJsonObject &jwk)
{
    if (jwk.value(u"kty").toString() == u"OKP") {
        const QByteArray raw = decoded(jwk.value(u"x"));
        return Openssl<EVP_PKEY>(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, toUnsigned(raw), static_cast<size_t>(raw.size())));
    }
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    if (jwk.value(u"kty").toString() == u"EC") {
        const QByteArray point = QByteArray(1, 4) + decoded(jwk.value(u"x")) + decoded(jwk.value(u"y"));
        const QByteArray curve = jwk.value(u"crv").toString().toLatin1();
        OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve.constData(), 0);
        OSSL_PARAM_BLD_push_octet_string(
            builder, OSSL_PKEY_PARAM_PUB_KEY, point.constData(), static_cast<size_t>(point.size()));
        return publicKey("EC", builder);
    }
    if (jwk.value(u"kty").toString() == u"OKP") {
        OSSL_PARAM_BLD_free(builder);
        const QByteArray raw = decoded(jwk.value(u"x"));
        return Openssl<EVP_PKEY>(EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, toUnsigned(raw), static_cast<size_t>(raw.size())));
    }
    const auto modulus = number(decoded(jwk.value(u"n")));
    const auto exponent = number(decoded(jwk.value(u"e")));
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return publicKey("RSA", builder);
}

QByteArray derOfHalves(const QByteArray &signature)
{
    const auto pair = demanded(ECDSA_SIG_new());
    const qsizetype width = signature.size() / 2;
    ECDSA_SIG_set0(pair.get(), number(signature.left(width)).release(), number(signature.mid(width)).release());
    return toDer<ECDSA_SIG>(pair.get(), i2d_ECDSA_SIG);
}

} // namespace

std::optional<Jws> readJws(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const char *member : {"protected", "payload", "signature"}) {
        if (!object.value(QLatin1String(member)).isString())
            return std::nullopt;
    }
    Jws jws;
    jws.header = QJsonDocument::fromJson(decoded(object.value(u"protected"))).object();
    jws.payload = decoded(object.value(u"payload"));
    jws.signedText
        = object.value(u"protected").toString().toLatin1() + '.' + object.value(u"payload").toString().toLatin1();
    jws.signature = decoded(object.value(u"signature"));
    return jws;
}

bool isSignedBy(const QJsonObject &jwk, const Jws &jws)
{
    const QString algorithm = jws.header.value(u"alg").toString();
    const bool isEc = algorithm.startsWith(u"ES");
    if (isEc && jws.signature.size() != (algorithm == u"ES256" ? 64 : 96))
        return false;
    const auto key = keyOf(jwk);
    if (!key)
        return false;
    const QByteArray signature = isEc ? derOfHalves(jws.signature) : jws.signature;
    const auto context = demanded(EVP_MD_CTX_new());
    const EVP_MD *digest = algorithm == u"ES384" ? EVP_sha384() : EVP_sha256();
    EVP_DigestVerifyInit(context.get(), nullptr, algorithm == u"EdDSA" ? nullptr : digest, nullptr, key.get());
    const bool isGood = EVP_DigestVerify(context.get(), toUnsigned(signature), static_cast<size_t>(signature.size()),
                                         toUnsigned(jws.signedText), static_cast<size_t>(jws.signedText.size()))
        == 1;
    takeOpensslError();
    return isGood;
}

} // namespace cw::test
