// SPDX-License-Identifier: MIT
#include "issuance/challengechoice.h"

#include "acme/standingvalue.h"
#include "checks/validationnames.h"
#include "crypto/jws.h"

namespace cw::issuance
{

using acme::Authorization;
using acme::Challenge;
using store::NameRecord;
using store::OrderRecord;

namespace
{

const QString Dns01 = QStringLiteral("dns-01");
const QString DnsAccount01 = QStringLiteral("dns-account-01");
const QString DnsPersist01 = QStringLiteral("dns-persist-01");

// "MUST NOT contain any characters outside the base64url alphabet" RFC 8555 8.4; the same in dns-account-label 3.2
bool isToken(const QString &token)
{
    return !token.isEmpty() && std::all_of(token.begin(), token.end(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    });
}

// "Use of HTTPS is REQUIRED." RFC 8555 6.1
bool hasUsableUrl(const Challenge &challenge)
{
    const QUrl url(challenge.url, QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"https" && !url.host().isEmpty();
}

bool isEndNear(const QDateTime &until, const QDateTime &now)
{
    return until.isValid() && until < now.addSecs(std::chrono::seconds(StandingMargin).count());
}

QString placeOf(const ChoiceFacts &facts, const Authorization &authorization, const QString &type)
{
    const std::optional<dns::Name> identifier = dns::Name::parse(authorization.identifier.value);
    const auto name = identifier ? checks::validationName(*identifier, type, facts.accountUrl) : std::nullopt;
    return name ? name->toString() : QString();
}

bool takeTokenChallenge(const ChoiceFacts &facts, const Challenge &challenge, NameRecord &record)
{
    if (!isToken(challenge.token))
        return false;
    const QByteArray token = challenge.token.toLatin1();
    record.value = QString::fromLatin1(crypto::dns01Value(token, facts.accountKey));
    record.keyAuthorization = QString::fromLatin1(crypto::keyAuthorization(token, facts.accountKey));
    return true;
}

// The value of a record that is there since an earlier order, if it does for this one.
std::optional<QString> valueUsedAgain(const ChoiceFacts &facts, const OrderRecord &order, const Challenge &challenge,
                                      const QString &name, const acme::StandingValue &wanted)
{
    for (const store::StandingRecord &record : facts.standing) {
        const bool isOurs = record.directoryUrl == order.directoryUrl && record.accountUrl == facts.accountUrl && record.name == name;
        const std::optional<acme::StandingValue> there = acme::readStandingValue(record.value);
        if (isOurs && there && !isEndNear(there->until, facts.now) && acme::isGoodFor(*there, challenge, facts.directory, wanted))
            return record.value;
    }
    return std::nullopt;
}

bool takePersistChallenge(const ChoiceFacts &facts, const OrderRecord &order, const Authorization &authorization,
                          const Challenge &challenge, NameRecord &record)
{
    const QString name = authorization.identifier.value.toLower();
    std::optional<acme::StandingValue> wanted = acme::standingValueFor(
        facts.directory, challenge, {facts.accountUrl, facts.accountKey.thumbprint()}, name);
    if (!wanted)
        return false;
    // One record for a name and its wildcard.
    wanted->isForWildcards = order.names.contains(QStringLiteral("*.") + name);
    wanted->until = order.standingUntil;
    record.value = valueUsedAgain(facts, order, challenge, name, *wanted).value_or(wanted->text());
    record.isStanding = true;
    return true;
}

bool take(const ChoiceFacts &facts, const OrderRecord &order, const Authorization &authorization, const QString &type,
          NameRecord &record)
{
    const Challenge *challenge = authorization.challenge(type);
    const QString place = placeOf(facts, authorization, type);
    if (!challenge || place.isEmpty() || !hasUsableUrl(*challenge))
        return false;
    const bool isTaken = type == DnsPersist01 ? takePersistChallenge(facts, order, authorization, *challenge, record)
                                              : takeTokenChallenge(facts, *challenge, record);
    if (!isTaken)
        return false;
    record.challengeType = type;
    record.challengeUrl = challenge->url;
    record.validationName = place;
    return true;
}

QString typesOf(const Authorization &authorization)
{
    QStringList types;
    for (const Challenge &challenge : authorization.challenges)
        types.append(challenge.type);
    return types.join(QStringLiteral(", "));
}

} // namespace

Result<ChoiceFacts> choiceFacts(
    Tools &tools, const OrderRecord &order, const crypto::PrivateKey &accountKey, CancelToken &token)
{
    const Result<acme::Directory> directory = tools.directory(order, token);
    if (!directory)
        return directory.failure();
    const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
    if (!account)
        return account.failure();
    ChoiceFacts facts {*directory, accountKey, account->url, {}, tools.clock().now()};
    // Only a convenience: without them a record is made anew.
    if (const Result<QList<store::StandingRecord>> standing = store::StandingRecords(tools.home()).load())
        facts.standing = *standing;
    return facts;
}

Result<Nothing> checkChallengeWish(const OrderRecord &order, const QDateTime &now)
{
    if (!checks::isDnsChallenge(order.challengeType))
        return Failure(BadInput {BadInput::Fault::BadOption, order.challengeType, QStringLiteral("--challenge")});
    if (order.challengeType == DnsPersist01 && isEndNear(order.standingUntil, now)) {
        return Failure(BadInput {BadInput::Fault::BadTime, order.standingUntil.toUTC().toString(Qt::ISODate),
                                 QStringLiteral("--standing-until")});
    }
    return Nothing();
}

Result<Nothing> takeChallenge(const ChoiceFacts &facts, const OrderRecord &order, const Authorization &authorization,
                              NameRecord &record)
{
    record.authorizationUrl = authorization.url;
    record.notOffered.clear();
    if (authorization.status == acme::Status::Valid) {
        static_cast<void>(take(facts, order, authorization, order.challengeType, record)); // for whoever reads the journal
        if (record.validationName.isEmpty())
            record.validationName = placeOf(facts, authorization, Dns01);
        return Nothing();
    }
    QStringList types {order.challengeType, Dns01, DnsAccount01};
    types.removeDuplicates();
    for (const QString &type : std::as_const(types)) {
        if (take(facts, order, authorization, type, record))
            return Nothing();
        if (type == order.challengeType)
            record.notOffered.append(type);
    }
    return Failure(BadInput {BadInput::Fault::ChallengeNotOffered, authorization.displayName(), typesOf(authorization)});
}

bool canPublish(const store::PublishSettings &way, QStringView challengeType)
{
    if (way.way == u"acme-dns")
        return challengeType != DnsPersist01;
    if (way.way != u"hook" || challengeType == Dns01)
        return true;
    const bool isLegoRaw = way.hook.format == u"lego" && way.hook.isRaw;
    return !isLegoRaw && way.hook.format != u"certbot" && way.hook.format != u"dehydrated";
}

} // namespace cw::issuance
