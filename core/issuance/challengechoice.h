// SPDX-License-Identifier: MIT
#pragma once

#include "acme/resources.h"
#include "crypto/privatekey.h"
#include "issuance/tools.h"
#include "store/standingrecords.h"

namespace cw::issuance
{

// What the choice of a challenge depends on, beside the authorization itself.
struct ChoiceFacts {
    acme::Directory directory;
    crypto::PrivateKey accountKey;
    QString accountUrl;
    QList<store::StandingRecord> standing; // known ones, of any name
    QDateTime now;
};
Result<ChoiceFacts> choiceFacts(
    Tools &tools, const store::OrderRecord &order, const crypto::PrivateKey &accountKey, CancelToken &token);

// A wish that cannot come true whatever the CA offers: BadInput BadTime, BadOption. Before anything is sent.
Result<Nothing> checkChallengeWish(const store::OrderRecord &order, const QDateTime &now);

// Takes the wanted challenge of an authorization into the record of its name: type, URL, TXT value and where it has to be.
// When the CA does not offer the wanted type (or sends one that breaks its own rules), dns-01 is taken, then dns-account-01;
// `notOffered` says what was wanted. A standing record is made for no one who did not want it. Of a valid authorization
// nothing has to be answered. BadInput ChallengeNotOffered: none of those.
Result<Nothing> takeChallenge(const ChoiceFacts &facts, const store::OrderRecord &order,
                              const acme::Authorization &authorization, store::NameRecord &record);

// A standing record stays good for this long at least, or a new one is made: the order has to be through by then.
constexpr std::chrono::hours StandingMargin {24};

// Whether records for this kind of challenge can be put into DNS in this way. acme-dns keeps only digests, and only the last
// two; certbot's and dehydrated's hooks and lego's raw mode put "_acme-challenge" in front of the name themselves.
bool canPublish(const store::PublishSettings &way, QStringView challengeType);

} // namespace cw::issuance
