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

} // namespace cw::dns
