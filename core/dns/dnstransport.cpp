// SPDX-License-Identifier: MIT
#include "dns/dnstransport.h"

#include <QFile>

namespace cw::dns
{

QString Endpoint::toString() const
{
    if (isDoh()) {
        const QString url = doh.toString(QUrl::FullyEncoded);
        if (dohMethod == DohMethod::Post)
            return url;
        return url + (doh.hasQuery() ? QStringLiteral("{&dns}") : QStringLiteral("{?dns}"));
    }
    const QString text = address.toString();
    if (port == 53)
        return text;
    const bool isSix = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isSix ? u'[' + text + u']' : text) + u':' + QString::number(port);
}

size_t qHash(const Endpoint &endpoint, size_t seed)
{
    return qHashMulti(seed, endpoint.address, endpoint.port, endpoint.doh, int(endpoint.dohMethod));
}

bool isAnswerTo(const Query &query, const Message &message)
{
    if (!message.isResponse)
        return false;
    // Servers leave the question out where they could not read it, and some do in answers to an UPDATE.
    constexpr int NoError = 0;
    constexpr int NxDomain = 3;
    if (message.questions.isEmpty())
        return !query.wire.isEmpty() || (message.rcode != NoError && message.rcode != NxDomain);
    return message.questions == QList {query.question};
}

Failure failureOf(const Query &query, DnsFailure::Kind kind, const QString &detail)
{
    DnsFailure failure;
    failure.kind = kind;
    failure.server = query.server.toString();
    failure.question = query.question.name.toString() + u' ' + typeName(query.question.type);
    failure.detail = detail;
    return failure;
}

QString outcomeOf(const Reply &reply)
{
    if (reply.message)
        return QStringLiteral("%1%2, %3 in the answer")
            .arg(rcodeName(reply.message->rcode),
                 reply.message->isAuthoritative ? QStringLiteral(" aa") : QString(),
                 QString::number(reply.message->answer.size()));
    const auto *failure = std::get_if<DnsFailure>(&reply.message.failure());
    if (!failure)
        return QStringLiteral("canceled");
    switch (failure->kind) {
    case DnsFailure::Kind::Unreachable:
        return QStringLiteral("unreachable");
    case DnsFailure::Kind::Malformed:
        return QStringLiteral("malformed answer");
    case DnsFailure::Kind::Http:
        return failure->detail;
    default:
        return QStringLiteral("no answer");
    }
}

Reply DnsTransport::ask(const Query &query, CancelToken &token)
{
    return askAll({query}, token).first();
}

QList<Endpoint> systemResolvers(const QString &resolvConf)
{
    QFile file(resolvConf);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Endpoint> resolvers;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 2 || words[0] != "nameserver")
            continue;
        const QHostAddress address(QString::fromLatin1(words[1]));
        if (!address.isNull())
            resolvers.append({address, 53});
    }
    return resolvers;
}

} // namespace cw::dns
