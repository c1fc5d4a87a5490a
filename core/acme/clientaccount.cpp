// SPDX-License-Identifier: MIT
// The requests of RFC 8555 7.3: everything about the account itself.
#include "acme/client.h"

#include "acme/parse.h"
#include "acme/signedpost.h"
#include "crypto/jws.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace cw::acme
{

namespace
{

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

Result<Account> Client::newAccount(const NewAccount &request, CancelToken &token)
{
    QJsonObject payload;
    if (!request.contacts.isEmpty())
        payload.insert(QStringLiteral("contact"), QJsonArray::fromStringList(request.contacts));
    if (request.termsOfServiceAgreed)
        payload.insert(QStringLiteral("termsOfServiceAgreed"), true);
    if (request.onlyReturnExisting)
        payload.insert(QStringLiteral("onlyReturnExisting"), true);
    if (request.externalAccount) {
        // "The "url" field MUST be set to the same value as the outer JWS" RFC 8555 7.3.4
        payload.insert(QStringLiteral("externalAccountBinding"),
                       objectOf(crypto::signByMac(request.externalAccount->macKey, request.externalAccount->keyId,
                                                  m_directory.newAccount, m_key.publicJwk())));
    }

    // "For newAccount requests ... there MUST be a "jwk" field." RFC 8555 6.2
    SignedPost newAccount {m_directory.newAccount, compact(payload)};
    newAccount.signer = SignedPost::Signer::Key;
    // The same key gets the same account (7.3.1); but codes that are good once may be refused the second time.
    newAccount.repeat = request.externalAccount ? SignedPost::Repeat::Never : SignedPost::Repeat::WhenLost;
    const Result<net::HttpResponse> response = post(newAccount, token);
    if (!response)
        return response.failure();
    const Result<Account> account = parseAccount(*response);
    if (account)
        m_accountUrl = account->url;
    return account;
}

Result<Account> Client::account(CancelToken &token)
{
    SignedPost look {QUrl(m_accountUrl, QUrl::StrictMode)};
    look.repeat = SignedPost::Repeat::WhenLost; // it changes nothing
    const Result<net::HttpResponse> response = post(look, token);
    return response ? parseAccount(*response, m_accountUrl) : response.failure();
}

Result<Account> Client::updateContacts(const QStringList &contacts, CancelToken &token)
{
    SignedPost update {QUrl(m_accountUrl, QUrl::StrictMode),
                       compact({{QStringLiteral("contact"), QJsonArray::fromStringList(contacts)}})};
    update.repeat = SignedPost::Repeat::WhenLost; // the second time it says the same
    const Result<net::HttpResponse> response = post(update, token);
    return response ? parseAccount(*response, m_accountUrl) : response.failure();
}

Result<Account> Client::deactivateAccount(CancelToken &token)
{
    const QByteArray payload = compact({{QStringLiteral("status"), statusName(Status::Deactivated)}});
    const Result<net::HttpResponse> response = post({QUrl(m_accountUrl, QUrl::StrictMode), payload}, token);
    return response ? parseAccount(*response, m_accountUrl) : response.failure();
}

Result<Nothing> Client::changeKey(const crypto::PrivateKey &newKey, CancelToken &token)
{
    if (m_directory.keyChange.isEmpty())
        return Failure(BadInput {BadInput::Fault::NotOfferedByCa, QStringLiteral("keyChange"), {}});
    // "The inner JWS MUST have a "jwk" header parameter, containing the public key of the new key pair", "the same "url"
    // header parameter as the outer JWS", and "MUST omit the "nonce" header parameter". RFC 8555 7.3.5
    const QJsonObject payload {{QStringLiteral("account"), m_accountUrl}, {QStringLiteral("oldKey"), m_key.publicJwk()}};
    const QByteArray inner = crypto::signJws(newKey, {{}, m_directory.keyChange, {}}, compact(payload));
    const Result<net::HttpResponse> response = post({m_directory.keyChange, inner}, token);
    if (!response)
        return response.failure();
    m_key = newKey;
    return Nothing();
}

} // namespace cw::acme
