// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include "acme/jsonreader.h"

namespace cw::acme
{

Result<Account> parseAccount(const net::HttpResponse &response, const QString &url)
{
    const Result<QJsonObject> object = readObject(response);
    if (!object)
        return object.failure();

    JsonReader reader(*object, response.url);
    Account account;
    account.status = statusFromName(reader.neededText(u"status"));
    account.contacts = reader.texts(u"contact");
    account.ordersUrl = reader.text(u"orders"); // needed by the RFC, but Let's Encrypt has none
    if (reader.fault())
        return *reader.fault();

    // "The server returns this account object in a 201 (Created) response, with the account URL in a Location header
    // field." RFC 8555 7.3
    account.url = url.isEmpty() ? location(response) : url;
    if (account.url.isEmpty()) {
        return Failure(ProtocolFailure {ProtocolFailure::Kind::MissingHeader, response.url, response.status,
                                        QStringLiteral("Location"), QByteArray()});
    }
    return account;
}

} // namespace cw::acme
