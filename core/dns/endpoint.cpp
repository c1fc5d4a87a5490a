// SPDX-License-Identifier: MIT
#include "dns/endpoint.h"

namespace cw::dns
{

namespace
{

std::optional<quint16> portOf(const QString &text)
{
    bool isNumber = false;
    const uint port = text.toUInt(&isNumber);
    if (!isNumber || port == 0 || port > 65535)
        return std::nullopt;
    return quint16(port);
}

std::optional<Endpoint> endpointOf(const QString &address, std::optional<quint16> port)
{
    const QHostAddress host(address);
    if (host.isNull() || !port)
        return std::nullopt;
    return Endpoint {host, *port};
}

} // namespace

std::optional<Endpoint> parseEndpoint(const QString &text, quint16 defaultPort)
{
    const QString entry = text.trimmed();
    if (entry.startsWith(u'[')) {
        const qsizetype end = entry.indexOf(u']');
        const QString rest = entry.mid(end + 1);
        if (end < 0 || (!rest.isEmpty() && !rest.startsWith(u':')))
            return std::nullopt;
        return endpointOf(entry.mid(1, end - 1), rest.isEmpty() ? defaultPort : portOf(rest.mid(1)));
    }
    const bool hasPort = entry.count(u':') == 1;
    if (!hasPort)
        return endpointOf(entry, defaultPort);
    const qsizetype colon = entry.indexOf(u':');
    return endpointOf(entry.left(colon), portOf(entry.mid(colon + 1)));
}

std::optional<Endpoint> parseDoh(const QString &text)
{
    QString entry = text.trimmed();
    Endpoint endpoint;
    for (const QLatin1String &variable : {QLatin1String("{?dns}"), QLatin1String("{&dns}")}) {
        if (entry.endsWith(variable)) {
            entry.chop(variable.size());
            endpoint.dohMethod = Endpoint::DohMethod::Get;
        }
    }
    endpoint.doh = QUrl(entry, QUrl::StrictMode);
    const bool isGood = endpoint.doh.isValid() && endpoint.doh.scheme() == u"https" && !endpoint.doh.host().isEmpty()
        && endpoint.doh.userInfo().isEmpty() && !endpoint.doh.hasFragment();
    return isGood ? std::optional(endpoint) : std::nullopt;
}

std::optional<Endpoint> parseResolver(const QString &text)
{
    return text.contains(QLatin1String("://")) ? parseDoh(text) : parseEndpoint(text);
}

} // namespace cw::dns
