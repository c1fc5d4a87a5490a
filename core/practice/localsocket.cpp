// SPDX-License-Identifier: MIT
#include "practice/localsocket.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cw::practice
{

namespace
{

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

LocalSocket::LocalSocket(Kind kind)
    : m_descriptor(::socket(AF_INET, (kind == Kind::Udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
}

LocalSocket::~LocalSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

quint16 LocalSocket::bindTo(quint16 port)
{
    sockaddr_in address = loopback(port);
    socklen_t size = sizeof(address);
    if (::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), size) != 0)
        return 0;
    if (::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    return ntohs(address.sin_port);
}

bool LocalSocket::connectTo(quint16 port)
{
    const sockaddr_in address = loopback(port);
    return ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0
        || errno == EINPROGRESS;
}

bool LocalSocket::isConnected() const
{
    pollfd entry {m_descriptor, POLLOUT, 0};
    int error = 0;
    socklen_t size = sizeof(error);
    return ::poll(&entry, 1, 0) == 1 && ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

bool LocalSocket::send(const QByteArray &datagram)
{
    return ::send(m_descriptor, datagram.constData(), size_t(datagram.size()), MSG_NOSIGNAL) == datagram.size();
}

QByteArray LocalSocket::receive()
{
    QByteArray datagram(4096, Qt::Uninitialized);
    const ssize_t size = ::recv(m_descriptor, datagram.data(), size_t(datagram.size()), 0);
    datagram.resize(size > 0 ? size : 0);
    return datagram;
}

} // namespace cw::practice
