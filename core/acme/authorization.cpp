// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include "acme/jsonreader.h"

#include <algorithm>

namespace cw::acme
{

namespace
{

bool isBase64Url(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'
            || c == u'_';
    });
}

// Challenges of types that we do not know are kept as they are; what we answer has to be right.
Result<Challenge> readChallenge(const QJsonObject &object, const QUrl &source)
{
    JsonReader reader(object, source);
    Challenge challenge;
    challenge.type = reader.neededText(u"type");
    challenge.status = statusFromName(reader.text(u"status"));
    challenge.token = reader.text(u"token");
    challenge.validated = reader.time(u"validated");
    // The name of the list before draft-ietf-acme-dns-persist-02, as CAs in use send it.
    const QStringList earlier = reader.texts(u"issuer-domain-names");
    challenge.issuerDomainNames = earlier.isEmpty() ? reader.texts(u"issuerDomainNames") : earlier;
    challenge.accountUri = reader.text(u"accounturi");
    const QJsonObject error = reader.object(u"error");
    if (!error.isEmpty())
        challenge.error = readProblem(error, source);
    if (challenge.type != u"dns-01") {
        challenge.url = reader.text(u"url");
    } else {
        challenge.url = reader.neededHttpsUrl(u"url").toString(QUrl::FullyEncoded);
        // "It MUST NOT contain any characters outside the base64url alphabet, including padding characters ("=")."
        // RFC 8555 8.4, of the token
        if (!isBase64Url(challenge.token))
            reader.setFault(ProtocolFailure::Kind::BadMember, u"token");
    }
    if (reader.fault())
        return *reader.fault();
    return challenge;
}

} // namespace

const Challenge *Authorization::challenge(QStringView type) const
{
    const auto found
        = std::find_if(challenges.begin(), challenges.end(), [type](const auto &one) { return one.type == type; });
    return found == challenges.end() ? nullptr : &*found;
}

Result<Authorization> parseAuthorization(const net::HttpResponse &response, const QString &url, const QDateTime &now)
{
    const Result<QJsonObject> object = readObject(response);
    if (!object)
        return object.failure();

    JsonReader reader(*object, response.url);
    Authorization authorization;
    authorization.url = url;
    JsonReader identifier(reader.object(u"identifier"), response.url);
    authorization.identifier = {identifier.neededText(u"type"), identifier.neededText(u"value")};
    authorization.status = statusFromName(reader.neededText(u"status"));
    authorization.isWildcard = reader.isTrue(u"wildcard");
    authorization.expires = reader.time(u"expires");
    const QList<QJsonObject> challenges = reader.neededObjects(u"challenges");
    if (reader.fault())
        return *reader.fault();
    if (identifier.fault())
        return *identifier.fault();

    for (const QJsonObject &one : challenges) {
        Result<Challenge> challenge = readChallenge(one, response.url);
        if (!challenge)
            return challenge.failure();
        authorization.challenges.append(*std::move(challenge));
    }
    authorization.retryAfterSeconds = retryAfterSeconds(response, now);
    return authorization;
}

Result<Challenge> parseChallenge(const net::HttpResponse &response)
{
    const Result<QJsonObject> object = readObject(response);
    return object ? readChallenge(*object, response.url) : object.failure();
}

} // namespace cw::acme
