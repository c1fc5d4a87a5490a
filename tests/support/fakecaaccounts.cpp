// SPDX-License-Identifier: MIT
// The accounts of FakeCa, RFC 8555 7.3; fakeca.cpp has the requests.
#include "support/fakeca.h"

#include "crypto/hmac.h"
#include "crypto/jws.h"
#include "support/jwscheck.h"

#include <QJsonDocument>

namespace cw::test
{

namespace
{

QJsonObject payloadOf(const Jws &jws)
{
    return QJsonDocument::fromJson(jws.payload).object();
}

} // namespace

void FakeCa::forgetAccounts()
{
    m_accounts.clear();
}

void FakeCa::closeAccounts()
{
    for (Account &account : m_accounts)
        account.status = QStringLiteral("deactivated");
}

QStringList FakeCa::contactsOf(const QString &accountUrl) const
{
    const auto found
        = std::find_if(m_accounts.begin(), m_accounts.end(), [&](const Account &one) { return one.url == accountUrl; });
    return found == m_accounts.end() ? QStringList() : QVariant(found->contacts.toVariantList()).toStringList();
}

FakeCa::Response FakeCa::newAccount(const Jws &jws)
{
    const QJsonObject jwk = jws.header.value(u"jwk").toObject();
    const QJsonObject payload = payloadOf(jws);
    const auto known
        = std::find_if(m_accounts.begin(), m_accounts.end(), [&](const Account &one) { return one.jwk == jwk; });
    // Some check the codes before they look for the account: with those that are used up its owner gets a refusal.
    if (!payload.value(u"onlyReturnExisting").toBool()) {
        if (const std::optional<Problem> fault = faultOfCodes(jws))
            return refusal(*fault);
    }
    if (known != m_accounts.end())
        return accountResponse(*known, 200);
    if (payload.value(u"onlyReturnExisting").toBool())
        return refusal(problem("accountDoesNotExist", "No account exists with the provided key"));
    if (meta.contains(u"termsOfService") && !payload.value(u"termsOfServiceAgreed").toBool())
        return refusal(problem("malformed", "Provided account did not agree to the terms of service"));
    ++accountsMade;
    Account account;
    account.url = QStringLiteral("https://ca.test/account/%1").arg(accountsMade);
    account.jwk = jwk;
    account.contacts = payload.value(u"contact").toArray();
    m_accounts.append(account);
    return accountResponse(account, 201);
}

// RFC 8555 7.3.4
std::optional<Problem> FakeCa::faultOfCodes(const Jws &jws)
{
    const QJsonValue given = payloadOf(jws).value(u"externalAccountBinding");
    if (!given.isObject()) {
        const bool isWanted = meta.value(u"externalAccountRequired").toBool();
        return isWanted ? std::optional(problem("externalAccountRequired", "An external account binding is required")) : std::nullopt;
    }
    const std::optional<Jws> binding = readJws(QJsonDocument(given.toObject()).toJson());
    if (!binding || binding->header.value(u"alg").toString() != u"HS256" || binding->header.contains(u"nonce")
        || binding->header.value(u"url") != jws.header.value(u"url"))
        return problem("malformed", "The external account binding is not as RFC 8555 7.3.4 wants it");
    const QString keyId = binding->header.value(u"kid").toString();
    if (!customers.contains(keyId))
        return problem("unauthorized", "The field 'kid' references a key that is not known");
    if (crypto::hmac(crypto::Digest::Sha256, customers.value(keyId), binding->signedText) != binding->signature)
        return problem("unauthorized", "The signature of the external account binding did not verify");
    if (payloadOf(*binding) != jws.header.value(u"jwk").toObject())
        return problem("malformed", "The external account binding is about another key");
    if (takesCodesOnlyOnce)
        customers.remove(keyId);
    return std::nullopt;
}

FakeCa::Response FakeCa::workOnAccount(Account &account, const Jws &jws)
{
    const QJsonObject payload = payloadOf(jws);
    if (payload.contains(u"contact"))
        account.contacts = payload.value(u"contact").toArray();
    if (payload.value(u"status").toString() == u"deactivated")
        account.status = QStringLiteral("deactivated");
    Response response = accountResponse(account, 200);
    response.headers.removeIf([](const auto &header) { return header.first == "Location"; });
    return response;
}

// RFC 8555 7.3.5, with its checks in their order.
FakeCa::Response FakeCa::changeKey(Account &account, const Jws &jws)
{
    const std::optional<Jws> inner = readJws(jws.payload);
    if (!inner)
        return refusal(problem("malformed", "The payload of a key change is a JWS"));
    const QJsonObject newKey = inner->header.value(u"jwk").toObject();
    const QJsonObject wish = payloadOf(*inner);
    if (inner->header.contains(u"nonce") || inner->header.value(u"url") != jws.header.value(u"url") || !isSignedBy(newKey, *inner)
        || wish.value(u"account").toString() != account.url || wish.value(u"oldKey").toObject() != account.jwk)
        return refusal(problem("malformed", "The key change is not as RFC 8555 7.3.5 wants it"));
    const auto owner
        = std::find_if(m_accounts.begin(), m_accounts.end(), [&](const Account &one) { return one.jwk == newKey; });
    if (owner != m_accounts.end()) {
        Problem conflict = problem("malformed", "The new key is already in use for another account");
        conflict.status = 409;
        Response response = refusal(conflict);
        response.headers.append({"Location", owner->url.toLatin1()});
        return response;
    }
    ++keyChanges;
    account.jwk = newKey;
    return accountResponse(account, 200);
}

FakeCa::Response FakeCa::accountResponse(const Account &account, int status) const
{
    Response response = json(status, {{QStringLiteral("status"), account.status}, {QStringLiteral("contact"), account.contacts}});
    response.headers.append({"Location", account.url.toLatin1()});
    return response;
}

} // namespace cw::test
