// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

namespace
{

// tr() in the context of all explanations; lupdate understands this form.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(explain)
};

// "its clock is 7 minutes ahead of this computer's", in the unit that fits.
QString skewText(const PublishFailure &failure)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 3600;
    const bool isAhead = failure.clockSkewSeconds > 0;
    const qint64 apart = qAbs(failure.clockSkewSeconds);
    if (apart >= 2 * hour)
        return (isAhead ? Words::tr(
                    "%1 answered BADTIME: its clock is %n hours ahead of this computer's.", nullptr, int(apart / hour))
                        : Words::tr("%1 answered BADTIME: its clock is %n hours behind this computer's.", nullptr,
                            int(apart / hour)))
            .arg(failure.server);
    if (apart >= 2 * minute)
        return (isAhead ? Words::tr("%1 answered BADTIME: its clock is %n minutes ahead of this computer's.", nullptr,
                    int(apart / minute))
                        : Words::tr("%1 answered BADTIME: its clock is %n minutes behind this computer's.", nullptr,
                            int(apart / minute)))
            .arg(failure.server);
    return (isAhead
            ? Words::tr("%1 answered BADTIME: its clock is %n seconds ahead of this computer's.", nullptr, int(apart))
            : Words::tr("%1 answered BADTIME: its clock is %n seconds behind this computer's.", nullptr, int(apart)))
        .arg(failure.server);
}

QString clockText(const PublishFailure &failure)
{
    if (!failure.program.isEmpty())
        return Words::tr("nsupdate could not sign the update of the zone %1: this computer's clock differs too much from that of "
                         "the Kerberos server or of %2.")
            .arg(failure.zone, failure.server);
    if (!failure.serverTime.isValid())
        return skewText(failure);
    const auto shown = [](const QDateTime &time) { return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")); };
    //: %1: a sentence that says how far the two clocks are apart; %2, %3: date and time
    return Words::tr("%1 The name server's clock showed %2 UTC when this computer's showed %3 UTC.")
        .arg(skewText(failure), shown(failure.serverTime),
            shown(failure.serverTime.addSecs(-failure.clockSkewSeconds)));
}

// Faults of the key and the clocks: TSIG.
Explanation explainTsig(const PublishFailure &failure)
{
    const QString &server = failure.server;
    const QString &key = failure.keyName;
    switch (failure.kind) {
    case PublishFailure::Kind::BadKey:
        return {Words::tr("The name server does not know the TSIG key"),
            Words::tr("%1 answered BADKEY: it has no key named \"%2\" with this algorithm.").arg(server, key),
            Words::tr(
                "Check the name and the algorithm in the key file, or add the key to the name server and load its "
                "configuration again."),
            QStringLiteral("NOTAUTH (BADKEY)")};
    case PublishFailure::Kind::BadSignature:
        return {Words::tr("The secret of the TSIG key is not the one the name server has"),
            Words::tr("%1 answered BADSIG: it knows the key \"%2\", but the signature made with this secret is wrong.")
                .arg(server, key),
            Words::tr("Copy the key file from the name server once more."), QStringLiteral("NOTAUTH (BADSIG)")};
    case PublishFailure::Kind::BadTime:
        return {Words::tr("The clocks of this computer and the name server differ"), clockText(failure),
            Words::tr("Set both clocks by a time server; five minutes apart are the most that is allowed."),
            QStringLiteral("NOTAUTH (BADTIME)")};
    default:
        return {Words::tr("The answer of the name server cannot be trusted"),
            Words::tr(
                "The answer of %1 to the update of the zone %2 is not signed with the key \"%3\": it may not come from "
                "this name server.")
                .arg(server, failure.zone, key),
            Words::tr("Check that this address is your name server and that nothing between changes DNS messages. "
                      "Whether the "
                      "record was published is not known."),
            failure.detail};
    }
}

Explanation explainRefused(const PublishFailure &failure)
{
    const QString title = Words::tr("The name server refuses the update");
    const bool isOneName = !failure.name.contains(QStringLiteral(", "));
    if (!failure.program.isEmpty()) // nsupdate, with a ticket
        return {title,
            (isOneName
                    ? Words::tr("%1 answered REFUSED: whoever your Kerberos ticket is for may not change the name %2 in the zone %3.")
                    : Words::tr("%1 answered REFUSED: whoever your Kerberos ticket is for may not change every one of these names in "
                                "the zone %3: %2."))
                .arg(failure.server, failure.name, failure.zone),
            Words::tr("Allow TXT records at this name in the update policy of the zone; with FreeIPA and BIND for example by "
                      "\"grant you@REALM name %1 TXT;\".")
                .arg(failure.name.section(QStringLiteral(", "), 0, 0)),
            QStringLiteral("REFUSED")};
    return {title,
        (isOneName ? Words::tr("%1 answered REFUSED: the key \"%2\" may not change the name %3 in the zone %4.")
                   : Words::tr("%1 answered REFUSED: the key \"%2\" may not change every one of these names in the zone %4: %3."))
            .arg(failure.server, failure.keyName, failure.name, failure.zone),
        Words::tr("Allow it on the name server, for example with update-policy or allow-update in the zone's statement. If it is "
                  "allowed there: a secondary server refuses updates as well, and some servers, such as PowerDNS, answer this "
                  "when they do not know the key or have another secret for it."),
        QStringLiteral("REFUSED")};
}

// The update was signed well, and yet not taken.
Explanation explainRefusal(const PublishFailure &failure)
{
    constexpr int refused = 5;
    const QString &server = failure.server;
    const QString &zone = failure.zone;
    switch (failure.kind) {
    case PublishFailure::Kind::Refused:
        return explainRefused(failure);
    case PublishFailure::Kind::NotAuthoritative:
        return {Words::tr("The name server does not serve this zone"),
            failure.rcode == refused
                ? Words::tr("%1 refuses questions about the zone %2: it is not the server for it.").arg(server, zone)
                : Words::tr("%1 answered NOTAUTH: it is not the server for the zone %2.").arg(server, zone),
            Words::tr("Enter the primary name server of this zone."),
            failure.rcode == refused ? QStringLiteral("REFUSED") : QStringLiteral("NOTAUTH")};
    case PublishFailure::Kind::NotInZone:
        return {Words::tr("The record is not in this zone"),
            Words::tr("%1 answered NOTZONE: the name %2 does not belong to the zone %3.")
                .arg(server, failure.name, zone),
            Words::tr("Look for the zone again; a part of it may have been delegated to other name servers."),
            QStringLiteral("NOTZONE")};
    case PublishFailure::Kind::ServerFailed:
        return {Words::tr("The name server could not carry out the update"),
            Words::tr("%1 answered SERVFAIL to the update of the zone %2: something failed on its side.")
                .arg(server, zone),
            Words::tr("Look into its log. Often it may not write the zone file or its journal, or the zone could not "
                      "be loaded."),
            QStringLiteral("SERVFAIL")};
    case PublishFailure::Kind::NotImplemented:
        return {Words::tr("The name server takes no updates"),
            Words::tr("%1 answered NOTIMP: it does not know dynamic updates (RFC 2136), or they are switched off.")
                .arg(server),
            Words::tr("Switch them on at the name server, or publish the record by hand."), QStringLiteral("NOTIMP")};
    default:
        return {Words::tr("The name server did not take the update"),
            Words::tr("%1 answered the update of the zone %2 with the error code %3.")
                .arg(server, zone, QString::number(failure.rcode)),
            Words::tr("Look into the log of the name server, or publish the record by hand."),
            QStringLiteral("RCODE %1").arg(failure.rcode)};
    }
}

Explanation explainNoServer(const PublishFailure &failure)
{
    if (failure.server.isEmpty())
        return {Words::tr("The zone names no primary name server"),
            Words::tr("The SOA record of the zone %1 names no primary name server that could take updates.")
                .arg(failure.zone),
            Words::tr("Enter the address of the name server that takes updates."), failure.detail};
    return {Words::tr("The name server for updates has no address"),
        Words::tr("No address can be found for %1, which should take the updates of the zone %2.")
            .arg(failure.server, failure.zone),
        Words::tr("Check its name, or enter its address."), failure.detail};
}

} // namespace

Explanation explainPublish(const PublishFailure &failure)
{
    switch (failure.kind) {
    case PublishFailure::Kind::NoAnswer:
        return {Words::tr("The name server does not answer"),
            Words::tr("%1 does not answer the update of the zone %2.").arg(failure.server, failure.zone),
            Words::tr(
                "Check that it runs, that it accepts TCP connections at this port, and that no firewall is between."),
            failure.detail};
    case PublishFailure::Kind::NoServer:
        return explainNoServer(failure);
    case PublishFailure::Kind::NotSeen:
        return {Words::tr("The record was taken but is not served"),
            Words::tr("The record %1 was accepted, but a minute later it is not given out by: %2.")
                .arg(failure.name, failure.server),
            Words::tr("Name servers may lag behind, or show this computer another view. Check on them that the record "
                      "is in the zone %1.")
                .arg(failure.zone),
            failure.detail};
    case PublishFailure::Kind::StillThere:
        return {Words::tr("A record was not removed"),
            Words::tr("The removal of %1 was accepted, but a minute later the record is still given out by: %2.")
                .arg(failure.name, failure.server),
            Words::tr("Remove it from the zone %1 by hand.").arg(failure.zone), failure.detail};
    case PublishFailure::Kind::BadKey:
    case PublishFailure::Kind::BadSignature:
    case PublishFailure::Kind::BadTime:
    case PublishFailure::Kind::UnsignedReply:
        return explainTsig(failure);
    case PublishFailure::Kind::NoTicket:
    case PublishFailure::Kind::NsupdateMissing:
    case PublishFailure::Kind::NsupdateFailed:
        return explainNsupdate(failure);
    case PublishFailure::Kind::NoAccount:
    case PublishFailure::Kind::TooManyValues:
    case PublishFailure::Kind::ApiUnreachable:
    case PublishFailure::Kind::ApiRefused:
    case PublishFailure::Kind::ApiForbidden:
    case PublishFailure::Kind::ApiMisbehaves:
        return explainAcmeDns(failure);
    case PublishFailure::Kind::HookUnusable:
    case PublishFailure::Kind::HookNotStarted:
    case PublishFailure::Kind::HookFailed:
    case PublishFailure::Kind::HookKilled:
    case PublishFailure::Kind::HookTimedOut:
        return explainHook(failure);
    case PublishFailure::Kind::Refused:
    case PublishFailure::Kind::NotAuthoritative:
    case PublishFailure::Kind::NotInZone:
    case PublishFailure::Kind::ServerFailed:
    case PublishFailure::Kind::NotImplemented:
    case PublishFailure::Kind::OtherRcode:
        break;
    }
    return explainRefusal(failure);
}

Explanation explainWeakKey(const QString &keyName, const QString &algorithm)
{
    return {Words::tr("The algorithm of this key is outdated"),
        Words::tr("The key \"%1\" signs with %2. It still works, but is not recommended any more (RFC 8945).")
            .arg(keyName, algorithm),
        Words::tr("Make a new key with tsig-keygen -a hmac-sha256 when you next change the name server's configuration."),
        QString()};
}

} // namespace cw
