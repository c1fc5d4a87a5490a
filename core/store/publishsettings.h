// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace cw::store
{

struct AcmeDnsSettings {
    QString server; // "https://auth.example.net"; empty: as each account says
    QByteArray rootPem; // extra root for the connection to it
    bool operator==(const AcmeDnsSettings &) const = default;
};

struct HookSettings {
    QString format = QStringLiteral("certbot"); // "certbot", "dehydrated", "acme.sh" or "lego"
    QString program; // with arguments as on a command line; no shell reads it
    QString cleanUpProgram {}; // certbot's cleanup hook; empty: there is none
    QStringList environment {}; // "NAME=value"; not secret
    QStringList secretNames {}; // variables whose values are in the secret store
    bool isChained = false; // dehydrated's HOOK_CHAIN
    bool isRaw = false; // lego's EXEC_MODE=RAW
    int timeLimitSeconds = 300; // of each run
    bool operator==(const HookSettings &) const = default;
};

// How the records get into DNS; secrets only by id.
struct PublishSettings {
    QString way = QStringLiteral("manual"); // "manual", "rfc2136", "acme-dns" or "hook"
    QString server; // rfc2136; empty: the zone's SOA MNAME
    int port = 0; // 0: the port of authoritative servers
    QString keyName;
    QString algorithm; // "hmac-sha256"
    // In the secret store: the TSIG secret; the accounts at acme-dns as JSON; or {"environment": {}, "saved": {}} of a hook,
    // its secret variables and what an acme.sh script had saved.
    QString secretId;
    QString secretWay {}; // the way that the secret is for
    int ttl = 60;
    bool usesGss = false; // rfc2136 with a Kerberos ticket instead of a TSIG key
    AcmeDnsSettings acmeDns {};
    HookSettings hook {};
    bool isAutomatic() const { return way != u"manual"; }
    bool hasSecret() const { return !secretId.isEmpty() && secretWay == way; }
    bool operator==(const PublishSettings &) const = default;
};

QJsonObject toJson(const PublishSettings &publish);
PublishSettings publishFromJson(const QJsonObject &json);

} // namespace cw::store
