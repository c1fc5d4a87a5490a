// SPDX-License-Identifier: MIT
#include "acme/client.h"

#include "acme/jsonreader.h"
#include "acme/parse.h"

namespace cw::acme
{

namespace
{

// At this address nobody speaks ACME; elsewhere the same answer is only a broken one.
Failure notAcme(const net::HttpResponse &response)
{
    return ProtocolFailure{ProtocolFailure::Kind::NotAcme, response.url, response.status,
        QString::fromLatin1(response.header("Content-Type")), excerpt(response.body)};
}

} // namespace

Result<Directory> parseDirectory(const net::HttpResponse &response)
{
    const Result<QJsonObject> object = readObject(response);
    if (!object)
        return notAcme(response);

    JsonReader reader(*object, response.url);
    Directory directory;
    directory.url = response.url;
    directory.newNonce = reader.neededHttpsUrl(u"newNonce");
    directory.newAccount = reader.neededHttpsUrl(u"newAccount");
    directory.newOrder = reader.neededHttpsUrl(u"newOrder");
    directory.revokeCert = reader.httpsUrl(u"revokeCert");
    directory.keyChange = reader.httpsUrl(u"keyChange");
    directory.renewalInfo = reader.httpsUrl(u"renewalInfo");
    if (reader.fault())
        return *reader.fault();

    // "The object MAY additionally contain a "meta" field." RFC 8555 7.1.1: without it there is nothing to know.
    const JsonReader meta(reader.object(u"meta"), response.url);
    directory.termsOfService = QUrl(meta.text(u"termsOfService"), QUrl::StrictMode);
    directory.website = QUrl(meta.text(u"website"), QUrl::StrictMode);
    directory.caaIdentities = meta.texts(u"caaIdentities");
    directory.externalAccountRequired = meta.isTrue(u"externalAccountRequired");
    directory.issuerDomainNames = meta.texts(u"issuerDomainNames");
    directory.accountHashPrefix = meta.text(u"accountHashPrefix");
    const QJsonObject profiles = meta.object(u"profiles");
    for (auto profile = profiles.begin(); profile != profiles.end(); ++profile)
        directory.profiles.insert(profile.key(), profile.value().toString());
    return directory;
}

Result<Directory> readDirectory(net::HttpTransport &http, const QUrl &url, CancelToken &token)
{
    // "Each ACME function is accomplished by the client sending a sequence of HTTPS requests to the server, carrying
    // JSON messages." RFC 8555 6
    if (url.scheme() != u"https")
        return Failure(ProtocolFailure{ProtocolFailure::Kind::NotHttps, url, 0, url.scheme(), QByteArray()});

    net::HttpRequest request;
    request.url = url;
    request.headers = {{"Accept", "application/json"}};
    const Result<net::HttpResponse> response = http.send(request, token);
    if (!response)
        return response.failure();
    if (response->status != 200)
        return refusal(*response, QDateTime::currentDateTimeUtc());
    Result<Directory> directory = parseDirectory(*response);
    if (directory)
        directory->url = url; // as it was given: accounts are kept under it
    return directory;
}

} // namespace cw::acme
