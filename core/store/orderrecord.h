// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"
#include "store/publishsettings.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace cw::store
{

// How far an order is. Written before the request that leads to the next stage, so that a kill at any moment
// resumes at the same place.
enum class OrderStage {
    Draft, // nothing was sent but the account
    Ordering, // the key is stored; newOrder may have been sent
    Ordered, // the order's URL and every TXT value are known
    Published, // every record is in DNS, or shown to the user who puts it there
    Answered, // the CA was told to look at one or more challenges
    Finalizing, // all names are validated; finalize may have been sent
    Issued, // the certificate is in the store
    Failed, // the CA refused a name or the order; `problem` says why
    Expired, // the CA has closed the order
    Canceled, // by the user
};
QString orderStageName(OrderStage stage); // "draft": as the journal and the command line write it
OrderStage orderStageFromName(QStringView name);

// Whether a TXT value may be in DNS, and who takes it out again.
enum class Publication {
    NotYet,
    MayBeThere, // written before the update is sent: it may or may not have arrived
    ByUs, // our update was taken
    ByHand, // shown to the user
    Removed,
    LeftThere, // cannot be taken out (acme-dns): stays until later values replace it
};
QString publicationName(Publication publication);
Publication publicationFromName(QStringView name);

// One name of the order with its challenge and its TXT record.
struct NameRecord {
    QString name; // A-labels, "*." kept
    QString authorizationUrl;
    QString challengeUrl;
    QString value; // of the TXT record
    QString validationName; // "_acme-challenge.example.org."
    QString owner; // after aliases; equal to validationName without one
    QString zone; // that holds `owner`
    Publication publication = Publication::NotYet;
    QString status; // of the authorization: "pending", "valid", "invalid", ...
    QDateTime answered; // when the CA was told to look; UTC
    QDateTime validated;
    QJsonObject problem; // the CA's document when this name failed
    QString keyAuthorization {}; // "token.thumbprint", RFC 8555 8.1: some hooks want it
    QString hookOutput {}; // what the hook that published it wrote to stdout; its clean-up wants it
    QString challengeType = QStringLiteral("dns-01"); // the one that is answered
    bool isStanding = false; // a dns-persist-01 record: stays in DNS after the order, never cleaned up by itself
    QDateTime standingSince {}; // it was put into DNS by an earlier order, then; UTC
    QStringList notOffered {}; // wanted challenge types that the CA does not offer for this name
    bool operator==(const NameRecord &) const = default;
};

// How DNS is asked for this order.
struct DnsChoice {
    QStringList resolvers; // "192.0.2.1:53" or "https://dns.example/dns-query"; nothing else is asked. Empty: those of the
                           // system, and public ones
    int authoritativePort = 53;
    bool asksPublicResolvers = true; // third parties learn the names that are asked for
    QStringList publicResolversLeftOut {}; // ids of those that the user does not want
    bool operator==(const DnsChoice &) const = default;
};

// Everything about an order that must survive a crash. No secret is in it.
struct OrderRecord {
    QString id; // ours: "2026-11-22-1a2b3c4d"
    QDateTime created; // UTC
    QDateTime changed;

    QString authorityName; // for people: "Let's Encrypt"
    QString directoryUrl;
    QByteArray caRootPem; // extra root for the connection to the CA
    bool isPrivateCa = false;
    bool isPractice = false;
    QString contact; // e-mail addresses, comma between
    bool hasAgreedToTerms = false;
    QString accountId; // in the account store; empty until there is one

    QStringList names; // A-labels in the user's order
    QString keyType = QStringLiteral("ec256");
    QString keyId; // in the secret store
    bool reusesKey = false; // `keyId` is the key of an earlier certificate, which goes on being used
    QByteArray csrDer {}; // the user's own request; then there is no key here, and `keyType` is empty
    QString passphraseId {}; // in the secret store: the passphrase that privkey.pem is saved with; empty: none
    QString profile {}; // wanted (draft-ietf-acme-profiles); empty: the CA's own choice
    QDateTime notAfter {}; // wanted end of the certificate; invalid: the CA's own choice
    QString replacesId {}; // our certificate that this order renews
    QString replaces {}; // the same as the CA is told: RFC 9773 4.1; empty when the CA does not want to know
    QString challengeType = QStringLiteral("dns-01"); // wanted; or "dns-account-01", "dns-persist-01"
    QDateTime standingUntil {}; // wanted end of a standing record (dns-persist-01), UTC; invalid: none
    PublishSettings publish; // for every zone without a way of its own
    QMap<QString, PublishSettings> zoneWays {}; // by apex: "example.org."
    DnsChoice dns;

    OrderStage stage = OrderStage::Draft;
    QString orderUrl;
    QString finalizeUrl;
    QString certificateUrl;
    QDateTime expires; // UTC
    QList<NameRecord> records; // one for each name, in the order of `names`
    QJsonObject problem; // of the order itself
    QJsonArray hookRuns {}; // what hooks were called with and what they said; secrets blanked
    QJsonObject watch; // the last look at DNS and the timeline, as issuance writes it
    QString certificateId; // in the certificate store, when issued
    QString outFolder; // --out of the command line, for resume
    bool isSaved = false; // the user has the files

    NameRecord *record(const QString &name);
    const PublishSettings &publishFor(const QString &zone) const;
    bool isAutomaticIn(const QString &zone) const { return publishFor(zone).isAutomatic(); }
    QStringList secretIds() const; // of all its ways to publish
    bool isOpen() const; // can still become a certificate
    // Records that may be in DNS now and have done their work; standing records are meant to stay.
    QList<NameRecord> mayBePublished() const;
    bool operator==(const OrderRecord &) const = default;
};

QJsonObject toJson(const OrderRecord &order);
std::optional<OrderRecord> orderFromJson(const QJsonObject &json);

} // namespace cw::store
