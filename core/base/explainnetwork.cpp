// SPDX-License-Identifier: MIT
#include "base/explainnetwork.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace cw
{

namespace
{

using Stage = NetworkFailure::Stage;
using Kind = ProtocolFailure::Kind;

// In all of them %1 is the server ("ca.example:14000") and %2 the whole URL; %3 is said where it is used.
struct Words {
    const char *title;
    const char *text;
    const char *nextStep;
};

// %3: the port
Words wordsOf(Stage stage)
{
    switch (stage) {
    case Stage::Lookup:
        return {QT_TRANSLATE_NOOP("explain", "There is no server named %1"),
            QT_TRANSLATE_NOOP("explain", "This computer could not find an IP address for %1."),
            QT_TRANSLATE_NOOP(
                "explain", "Check the spelling of %2, and that this computer is online. Then try again.")};
    case Stage::Connect:
        return {QT_TRANSLATE_NOOP("explain", "%1 cannot be reached"),
            QT_TRANSLATE_NOOP("explain", "No connection to %1 could be made; the network gives no way to it."),
            QT_TRANSLATE_NOOP(
                "explain", "Check that this computer is online and that no firewall is in between. Then try again.")};
    case Stage::Refused:
        return {QT_TRANSLATE_NOOP("explain", "%1 refuses the connection"),
            QT_TRANSLATE_NOOP("explain", "The computer is there, but nothing accepts connections at port %3."),
            QT_TRANSLATE_NOOP("explain", "Check the port in %2, and that the server is running.")};
    case Stage::Tls:
        return {QT_TRANSLATE_NOOP("explain", "The certificate of %1 itself is not trusted"),
            QT_TRANSLATE_NOOP("explain", "%1 answered, but it could not prove that it is %1. Nothing was sent to it."),
            QT_TRANSLATE_NOOP("explain",
                "If the server is your own, add its root certificate where you entered its address. If not, check "
                "the clock of this computer, and whether something on the way intercepts connections.")};
    case Stage::Proxy:
        return {QT_TRANSLATE_NOOP("explain", "The proxy does not let us through to %1"),
            QT_TRANSLATE_NOOP("explain",
                "The system's settings say that %1 is reached through a proxy, and the proxy made no connection."),
            QT_TRANSLATE_NOOP(
                "explain", "Check the proxy in the network settings of this computer, or ask whoever runs it.")};
    case Stage::Timeout:
        return {QT_TRANSLATE_NOOP("explain", "%1 does not answer in time"),
            QT_TRANSLATE_NOOP(
                "explain", "The request to %1 was given up when no complete answer had come within the time limit."),
            QT_TRANSLATE_NOOP("explain",
                "Try again in a minute. If it stays so, check for a firewall in between and look at the status "
                "page of the server's operator.")};
    case Stage::Transfer:
        return {QT_TRANSLATE_NOOP("explain", "The connection to %1 broke"),
            QT_TRANSLATE_NOOP("explain", "The connection ended before the answer of %1 was complete."),
            QT_TRANSLATE_NOOP("explain", "Try again. An order that was begun goes on where it stopped.")};
    }
    Q_UNREACHABLE();
}

bool isWebPage(const ProtocolFailure &failure)
{
    return failure.excerpt.trimmed().startsWith('<');
}

bool isDirectoryMember(const QString &member)
{
    return member == u"newNonce" || member == u"newAccount" || member == u"newOrder";
}

Words notAcme(const ProtocolFailure &failure)
{
    if (isWebPage(failure)) {
        return {QT_TRANSLATE_NOOP("explain", "This is a web page, not a certificate authority's directory"),
            QT_TRANSLATE_NOOP("explain", "%2 answered with a page for people to read. ACME speaks JSON."),
            QT_TRANSLATE_NOOP("explain",
                "Look for the “ACME directory URL” in the authority's documentation; it often ends in /directory.")};
    }
    return {QT_TRANSLATE_NOOP("explain", "%1 does not speak ACME"),
        QT_TRANSLATE_NOOP("explain", "The answer of %2 is not the JSON that an ACME server sends."),
        QT_TRANSLATE_NOOP("explain", "Check the address; another service may be running there.")};
}

// %3: the member
Words missingMember(const ProtocolFailure &failure)
{
    if (isDirectoryMember(failure.detail)) {
        return {QT_TRANSLATE_NOOP("explain", "This is not an ACME directory"),
            QT_TRANSLATE_NOOP("explain", "%2 answered with JSON, but without “%3”, which every ACME directory has."),
            QT_TRANSLATE_NOOP(
                "explain", "Check the address; another service of the same operator may be running there.")};
    }
    return {QT_TRANSLATE_NOOP("explain", "An answer of %1 is not complete"),
        QT_TRANSLATE_NOOP("explain", "The answer lacks “%3”, without which the order cannot go on."),
        QT_TRANSLATE_NOOP("explain", "Try again. If it stays so, tell the operator of %1: RFC 8555 demands it.")};
}

// %3: "JSON", or what a library says of a certificate
Words badContent(const ProtocolFailure &failure)
{
    if (isWebPage(failure)) {
        return {QT_TRANSLATE_NOOP("explain", "%1 answered with a web page"),
            QT_TRANSLATE_NOOP(
                "explain", "In place of the answer that programs get, %2 gave a page for people to read."),
            QT_TRANSLATE_NOOP("explain",
                "The authority may be under maintenance, or something in between, such as a proxy, has answered. "
                "Nothing is lost: try again in some minutes.")};
    }
    if (failure.detail == u"JSON") {
        return {QT_TRANSLATE_NOOP("explain", "What %1 sent cannot be read"),
            QT_TRANSLATE_NOOP("explain", "The answer of %2 is not the JSON that an ACME server sends."),
            QT_TRANSLATE_NOOP("explain", "Try again. An order that was begun goes on where it stopped.")};
    }
    return {QT_TRANSLATE_NOOP("explain", "What %1 sent cannot be read"),
        QT_TRANSLATE_NOOP("explain", "Certificates were expected, and there is none, or a broken one."),
        QT_TRANSLATE_NOOP(
            "explain", "Try again; the certificate stays with the authority and can be fetched once more.")};
}

// %3: the status
Words unexpectedStatus(int status)
{
    if (status == 404 || status == 410) {
        return {QT_TRANSLATE_NOOP("explain", "There is nothing at this address"),
            QT_TRANSLATE_NOOP("explain", "%1 answered that it has nothing at %2 (HTTP status %3)."),
            QT_TRANSLATE_NOOP("explain",
                "Check the path in the address. An order that was begun long ago may have been deleted there.")};
    }
    if (status == 401 || status == 403) {
        return {QT_TRANSLATE_NOOP("explain", "%1 denies access"),
            QT_TRANSLATE_NOOP("explain",
                "The server lets this computer in only with a permission that it does not have (HTTP status %3)."),
            QT_TRANSLATE_NOOP("explain",
                "A firewall or gateway in front of the authority may be the one that answers; ask its operator.")};
    }
    if (status == 429) {
        return {QT_TRANSLATE_NOOP("explain", "%1 got too many requests from here"),
            QT_TRANSLATE_NOOP("explain", "The server asks this computer or network to slow down (HTTP status %3)."),
            QT_TRANSLATE_NOOP("explain", "Wait some minutes before the next try.")};
    }
    if (status >= 500) {
        return {QT_TRANSLATE_NOOP("explain", "%1 has trouble of its own"),
            QT_TRANSLATE_NOOP(
                "explain", "The server could not carry the request out and gave no reason (HTTP status %3)."),
            QT_TRANSLATE_NOOP("explain", "Try again in some minutes, and look at the status page of the authority.")};
    }
    return {QT_TRANSLATE_NOOP("explain", "%1 gave an answer that was not expected"),
        QT_TRANSLATE_NOOP("explain", "The answer of %2 has the HTTP status %3 and says nothing that ACME knows."),
        QT_TRANSLATE_NOOP("explain", "Check the address; another service may be running there.")};
}

// %3: what is in `detail`
Words wordsOf(const ProtocolFailure &failure)
{
    switch (failure.kind) {
    case Kind::NotHttps:
        return {QT_TRANSLATE_NOOP("explain", "The address does not begin with https://"),
            QT_TRANSLATE_NOOP("explain",
                "Certificate authorities and DNS servers are asked over encrypted connections only; %2 would not be "
                "one."),
            QT_TRANSLATE_NOOP("explain", "Enter the address that begins with https://.")};
    case Kind::NotAcme:
        return notAcme(failure);
    case Kind::MissingMember:
        return missingMember(failure);
    case Kind::BadMember:
        return {QT_TRANSLATE_NOOP("explain", "An answer of %1 cannot be used"),
            QT_TRANSLATE_NOOP("explain", "“%3” in the answer of %2 is not of the form that RFC 8555 demands."),
            QT_TRANSLATE_NOOP("explain", "Check the address. If it is right, tell the operator of %1.")};
    case Kind::MissingHeader:
        return {QT_TRANSLATE_NOOP("explain", "An answer of %1 is not complete"),
            QT_TRANSLATE_NOOP(
                "explain", "The answer of %2 lacks the header “%3”, without which the next request is not possible."),
            QT_TRANSLATE_NOOP("explain",
                "Something between here and the server may remove it: try without a proxy or gateway. If it stays "
                "so, tell the operator of %1.")};
    case Kind::UnexpectedStatus:
        return unexpectedStatus(failure.status);
    case Kind::BadContent:
        return badContent(failure);
    case Kind::TooLarge:
        return {QT_TRANSLATE_NOOP("explain", "An answer of %1 is far too long"),
            QT_TRANSLATE_NOOP(
                "explain", "Reading of %2 was stopped at %3 bytes; no answer of an ACME server is that long."),
            QT_TRANSLATE_NOOP("explain", "Check the address; another service may be running there.")};
    case Kind::TooManyRedirects:
        return {QT_TRANSLATE_NOOP("explain", "%1 sends us in circles"),
            QT_TRANSLATE_NOOP("explain", "More than %3 times the server named another address, the last one being %2."),
            QT_TRANSLATE_NOOP("explain", "Enter the final address of the directory.")};
    case Kind::Unfinished:
        return {QT_TRANSLATE_NOOP("explain", "The certificate authority is not done yet"),
            QT_TRANSLATE_NOOP("explain",
                "It was still working on the order when we had waited as long as we may, or it asked for a longer "
                "wait."),
            QT_TRANSLATE_NOOP("explain", "Nothing is lost: go on with the same order later.")};
    case Kind::Inconsistent:
        return {QT_TRANSLATE_NOOP("explain", "The answer does not fit the request"),
            QT_TRANSLATE_NOOP("explain", "%1 answered properly, but about something else than what was asked (%3)."),
            QT_TRANSLATE_NOOP("explain", "Try again. If it stays so, tell the operator of %1.")};
    }
    Q_UNREACHABLE();
}

// The host, with the port when it is not the usual one.
QString serverOf(const QUrl &url)
{
    if (url.host().isEmpty())
        return QCoreApplication::translate("explain", "the server", "when its name is not known");
    return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

// In one pass, so that a "%3" within a URL stays what it is.
QString filled(const char *source, const std::array<QString, 3> &values)
{
    const QString words = QCoreApplication::translate("explain", source);
    QString text;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool isPlace
            = words.at(i) == u'%' && i + 1 < words.size() && words.at(i + 1) >= u'1' && words.at(i + 1) <= u'3';
        if (isPlace)
            text += values.at(static_cast<size_t>(words.at(++i).unicode() - u'1'));
        else
            text += words.at(i);
    }
    return text;
}

Explanation filled(const Words &words, const QUrl &url, const QString &third, const QString &raw)
{
    const std::array values{serverOf(url), url.toDisplayString(), third};
    return {filled(words.title, values), filled(words.text, values), filled(words.nextStep, values), raw};
}

// What a server sent may be anything: no control characters, and not long.
QString readable(const QByteArray &excerpt)
{
    QString text = QString::fromUtf8(excerpt).simplified();
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return text;
}

// The time until which the CA wants to be left alone is in `detail`, when it named one.
Explanation explainUnfinished(const ProtocolFailure &failure)
{
    Explanation words = filled(wordsOf(failure), failure.url, {}, {});
    const QDateTime until = QDateTime::fromString(failure.detail, Qt::ISODate);
    if (!until.isValid())
        return words;
    words.text = QCoreApplication::translate("explain", "It asks for patience until %1; to look earlier would be of no use.")
                     .arg(QLocale().toString(until.toLocalTime(), QLocale::ShortFormat));
    words.nextStep = QCoreApplication::translate("explain", "Nothing is lost: go on with the same order after that time.");
    return words;
}

} // namespace

Explanation explainNetwork(const NetworkFailure &failure)
{
    const int usualPort = failure.url.scheme() == u"http" ? 80 : 443;
    return filled(wordsOf(failure.stage), failure.url, QString::number(failure.url.port(usualPort)), failure.detail);
}

Explanation explainProtocol(const ProtocolFailure &failure)
{
    if (failure.kind == Kind::Unfinished)
        return explainUnfinished(failure);
    const bool isAboutStatus = failure.kind == Kind::UnexpectedStatus;
    const QString excerpt = readable(failure.excerpt);
    return filled(wordsOf(failure), failure.url, isAboutStatus ? QString::number(failure.status) : failure.detail,
        excerpt.isEmpty() ? failure.detail : excerpt);
}

} // namespace cw
