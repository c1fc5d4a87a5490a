// SPDX-License-Identifier: MIT
// The list of orders that an account has at the CA.
#include "acme/client.h"

#include "acme/jsonreader.h"
#include "acme/parse.h"
#include "acme/signedpost.h"

namespace cw::acme
{

Result<QStringList> Client::orderUrls(CancelToken &token)
{
    const auto read = [this, &token](const QUrl &url) -> Result<QJsonObject> {
        SignedPost request {url};
        request.repeat = SignedPost::Repeat::WhenLost; // it changes nothing
        const Result<net::HttpResponse> response = post(request, token);
        return response ? readObject(*response) : response.failure();
    };
    const QUrl accountUrl(m_accountUrl, QUrl::StrictMode);
    const Result<QJsonObject> account = read(accountUrl);
    if (!account)
        return account.failure();
    // "A URL from which a list of orders submitted by this account can be fetched", RFC 8555 7.1.2; Let's Encrypt has none.
    const QUrl listUrl = JsonReader(*account, accountUrl).httpsUrl(u"orders");
    if (listUrl.isEmpty())
        return QStringList();
    const Result<QJsonObject> list = read(listUrl);
    if (!list)
        return list.failure();
    JsonReader reader(*list, listUrl);
    const QStringList urls = reader.neededHttpsUrls(u"orders");
    if (reader.fault())
        return *reader.fault();
    return urls;
}

} // namespace cw::acme
