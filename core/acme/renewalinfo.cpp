// SPDX-License-Identifier: MIT
#include "acme/renewalinfo.h"

#include "acme/jsonreader.h"
#include "acme/parse.h"

namespace cw::acme
{

namespace
{

Result<RenewalInfo> parseRenewalInfo(const net::HttpResponse &response, const QDateTime &now)
{
    const Result<QJsonObject> object = readObject(response);
    if (!object)
        return object.failure();
    JsonReader reader(*object, response.url);
    if (!object->contains(u"suggestedWindow"))
        reader.setFault(ProtocolFailure::Kind::MissingMember, u"suggestedWindow");
    JsonReader window(reader.object(u"suggestedWindow"), response.url);
    RenewalInfo info;
    info.start = window.time(u"start");
    info.end = window.time(u"end");
    // "A RenewalInfo object in which the end timestamp equals or precedes the start timestamp is invalid." RFC 9773 4.2
    if (!info.start.isValid() || !info.end.isValid() || info.end <= info.start)
        reader.setFault(ProtocolFailure::Kind::BadMember, u"suggestedWindow");
    if (reader.fault())
        return *reader.fault();
    const QUrl explanation(reader.text(u"explanationURL"), QUrl::StrictMode);
    // It is shown as a link to be opened.
    if (explanation.scheme() == u"https" || explanation.scheme() == u"http")
        info.explanationUrl = explanation;
    info.retryAfterSeconds = retryAfterSeconds(response, now);
    return info;
}

} // namespace

Result<RenewalInfo> readRenewalInfo(net::HttpTransport &http, const Directory &directory, const QString &certificateId,
                                    const QDateTime &now, CancelToken &token)
{
    if (directory.renewalInfo.isEmpty())
        return Failure(BadInput {BadInput::Fault::NotOfferedByCa, QStringLiteral("renewalInfo"), directory.url.host()});
    // "concatenating the renewalInfo URL from the server's directory, a forward slash character, and a unique identifier
    // for the certificate in question" RFC 9773 4.1
    net::HttpRequest request;
    request.url = QUrl(directory.renewalInfo.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash) + u'/' + certificateId, QUrl::StrictMode);
    request.headers = {{"Accept", "application/json"}};
    const Result<net::HttpResponse> response = http.send(request, token);
    if (!response)
        return response.failure();
    if (response->status != 200)
        return refusal(*response, now);
    return parseRenewalInfo(*response, now);
}

} // namespace cw::acme
