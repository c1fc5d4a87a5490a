// SPDX-License-Identifier: MIT
#include "dns/dnstransport.h"

#include <QFile>

namespace cw::dns
{

QString Endpoint::toString() const
{
    const QString text = address.toString();
    if (port == 53)
        return text;
    const bool isSix = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isSix ? u'[' + text + u']' : text) + u':' + QString::number(port);
}

size_t qHash(const Endpoint &endpoint, size_t seed)
{
    return qHashMulti(seed, endpoint.address, endpoint.port);
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
