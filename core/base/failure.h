// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>
#include <variant>

namespace cw
{

// What went wrong, as evidence. A failure never holds text for people (explain() makes that) and never a secret.
// Strings named `detail` are the words of a library, a server or the operating system, shown as they are.

struct Canceled {
    bool operator==(const Canceled &) const = default;
};

// No usable answer came over the network.
struct NetworkFailure {
    enum class Stage { Lookup, Connect, Refused, Tls, Proxy, Timeout, Transfer };
    Stage stage = Stage::Connect;
    QUrl url;
    QString detail;
    bool operator==(const NetworkFailure &) const = default;
};

// A server answered, but not what its protocol demands.
struct ProtocolFailure {
    enum class Kind {
        NotHttps, // an http: URL where only https: is allowed
        NotAcme, // the answer is no JSON (a web page, say)
        MissingMember, // JSON without the member in `detail`
        BadMember, // a member, in `detail`, of the wrong type or value
        MissingHeader,
        UnexpectedStatus,
        BadContent, // a certificate chain or another body that cannot be read
        TooLarge,
        TooManyRedirects,
        Unfinished, // still "processing" when we had waited as long as we may
        Inconsistent, // right by itself, but not what we asked for
    };
    Kind kind = Kind::BadContent;
    QUrl url;
    int status = 0;
    QString detail;
    QByteArray excerpt; // the first bytes of the body
    bool operator==(const ProtocolFailure &) const = default;
};

// The CA's problem document (RFC 7807; RFC 8555 6.7), kept whole.
struct Problem {
    QString type; // "urn:ietf:params:acme:error:..." as sent; empty when the member is missing
    QString title;
    QString detail;
    int status = 0;
    QString instance;
    QString identifierType; // in a subproblem: which identifier it is about (RFC 8555 6.7.1)
    QString identifierValue;
    QList<Problem> subproblems;
    QUrl url; // the request that was answered with it
    QDateTime retryAfter; // UTC, from the Retry-After header; invalid when there was none
    QByteArray json; // the document as received

    // "dns" of "urn:ietf:params:acme:error:dns"; the whole type when it is another URN or URL.
    QString kind() const;
    bool operator==(const Problem &other) const;
};

struct DnsFailure {
    enum class Kind {
        NoAnswer, // no datagram within the tries
        Unreachable, // refused, no route, no socket
        Rcode, // an answer with an rcode that is no answer to the question
        Malformed,
        NotAuthoritative,
        NoServers, // a zone whose name servers have no address
        NoResolver, // no resolver known or all of them silent
        Loop, // CNAME or referral loop
        TooManyAliases, // a chain that is longer than resolvers follow
        Http, // a DNS over HTTPS server answered with something else than DNS: `detail` is its status or content type
        NotFound, // the zone or name does not exist
    };
    Kind kind = Kind::NoAnswer;
    QString server; // "ns1.example.org (192.0.2.1:53)"
    QString question; // "example.org. SOA"
    int rcode = -1;
    QString detail;
    bool operator==(const DnsFailure &) const = default;
};

// A TXT record could not be published or removed. No challenge may be answered (RFC 8555 8.2).
struct PublishFailure {
    enum class Kind {
        NoAnswer, // the update server does not answer, or cannot be reached
        Refused, // rcode REFUSED
        NotAuthoritative, // rcode NOTAUTH without a TSIG error
        NotInZone, // rcode NOTZONE
        BadKey, // TSIG error 17: the server does not know this key name or algorithm
        BadSignature, // TSIG error 16: the secret differs
        BadTime, // TSIG error 18: the clocks differ
        UnsignedReply, // the reply's TSIG is missing or wrong: what it says cannot be trusted
        ServerFailed, // rcode SERVFAIL
        NotImplemented, // rcode NOTIMP
        OtherRcode,
        NoServer, // the zone names no primary server, or it has no address
        NotSeen, // the update was taken, but the server does not serve the record
        StillThere, // the removal was taken, but the record is still served
        // GSS-TSIG through nsupdate
        NoTicket, // no Kerberos ticket
        NsupdateMissing,
        NsupdateFailed, // `output` holds its last words
        // acme-dns
        NoAccount, // none for the name the alias leads to; `detail`: the one of the account for this name, if any
        TooManyValues, // it keeps two values a name
        ApiUnreachable,
        ApiRefused, // `httpStatus`, and its error word in `detail`
        ApiForbidden, // wrong user or password, or this address is not in allowfrom
        ApiMisbehaves, // the answer is not one of acme-dns
        // hooks; `program`
        HookUnusable, // not found, not executable, or without the function that its format wants; `detail`
        HookNotStarted,
        HookFailed, // `exitCode`
        HookKilled, // by the signal in `exitCode`
        HookTimedOut, // `exitCode`: the limit in seconds
    };
    Kind kind = Kind::OtherRcode;
    QString zone;
    QString name; // owner name of the record; of several that were refused together the first three, with ", " between
    QString server;
    QString keyName;
    int rcode = -1;
    int tsigError = 0;
    qint64 clockSkewSeconds = 0; // server minus this computer, for BadTime
    QDateTime serverTime {}; // UTC, the server's clock when it answered BADTIME
    QString detail {};
    QString program {};
    int exitCode = 0;
    int httpStatus = 0;
    QString output {}; // last lines of a program, secrets blanked
    bool operator==(const PublishFailure &) const = default;
};

struct StoreFailure {
    enum class Kind {
        NotReadable,
        NotWritable,
        DiskFull,
        Exists, // would replace a file without having been told to
        Damaged, // read, but not what we write
        ReadBackDiffers,
        NoKeychain,
        KeychainLocked,
        KeychainSilent, // no answer within our own time limit
        KeychainRefused,
        WrongPassphrase,
        PassphraseNeeded,
        KeyMissing, // the journal names a key that the store does not have
        UnknownId,
        Busy, // another Certwright has this order open
        NoProgram, // a program of the practice mode is missing; `detail` names the Debian package
        ProgramFailed, // a program of the practice mode ended by itself; `detail` holds its last words
    };
    Kind kind = Kind::NotReadable;
    QString path;
    QString detail;
    bool operator==(const StoreFailure &) const = default;
};

// Refused before anything was sent.
struct BadInput {
    enum class Fault {
        EmptyName, SingleLabel, PublicSuffix, IpAddress, Underscore, LabelTooLong, NameTooLong, EmptyLabel,
        BadCharacter, BadHyphen, ReservedLabel, BadPunycode, NotAllowedByIdna, BadWildcard, NotPublic, UnknownTld,
        TooManyLabels, DuplicateName, TooManyNames, NoNames,
        BadUrl, NotHttps, BadMail, TermsNotAgreed, AccountCodesNeeded,
        KeyFileUnreadable, KeyFileWithoutKey, KeyFileUnknownAlgorithm, KeyFileMd5, KeyFileBadSecret,
        RootFileUnreadable, RootFileWithoutCertificate,
        BadAddress, BadPort, FolderMissing, NotSafeToAsk, BadOption, MissingOption, UnknownWay,
        BadPrivateKey, NothingToDo, BadDohUrl,
        AcmeDnsFileUnreadable, AcmeDnsFileDamaged, AcmeDnsFileWithoutAccount, AcmeDnsAccountIncomplete,
        AcmeDnsServerMissing, AcmeDnsBadUrl, AcmeDnsNotHttps, AcmeDnsBadNetwork,
        // ACME accounts
        EabKeyIdMissing, EabMacUnreadable, // neither base64 nor base64url
        EabMacTooShort, // `detail`: its bytes
        AccountFileUnreadable, AccountFileWithoutAccount, // no account of a client we know, no PEM, no JWK
        AccountFileAmbiguous, // accounts of several directories; `detail` names them
        AccountUnknownAtCa, // onlyReturnExisting found none for this key
        AccountClosed, // deactivated, by us or by the CA
        UnknownAuthority, // no preset of this name; `detail` lists them
        FingerprintDiffers, // of a root; `value` as given, `detail` as found
        NotOfferedByCa, // `value`: what the directory has no URL for: "keyChange", "revokeCert", "renewalInfo"
        // Orders
        UnknownProfile, // `detail`: those that the CA offers
        ProfilesNotOffered, ChallengeNotOffered, // `detail`: the types that are offered
        RedundantName, // `detail`: the wildcard that covers it; the CA refuses both in one order
        BadTime, // no time, or one in the past
        // Keys and requests
        PassphraseTooShort, WrongKeyPassphrase,
        CsrUnreadable, CsrBadSignature, CsrWithoutNames, CsrForeignName, // a name that is no DNS name, in `detail`
        CsrForeignKey, // `detail`: an algorithm that public authorities do not take
        CsrWeakKey, CsrKeyIsAccountKey, // RFC 8555 11.1
        KeyDoesNotFit, // a private key that is not that of the certificate
        // Certificates
        CertificateUnreadable, UnknownFormat, // `detail`: those that are known
        UnknownReason, // of a revocation; `detail`: those that are known
        OrderClosed, // the last; new ones go before it and get words in explaininput.cpp
    };
    Fault fault = Fault::BadOption;
    QString value; // what was entered
    QString detail; // the part of it that is wrong, or a number such as the CA's limit
    bool operator==(const BadInput &) const = default;
};

using Failure = std::variant<Canceled, NetworkFailure, ProtocolFailure, Problem, DnsFailure, PublishFailure, StoreFailure, BadInput>;

bool isCanceled(const Failure &failure);

} // namespace cw
