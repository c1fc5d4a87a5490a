// SPDX-License-Identifier: MIT
#pragma once

#include "dns/name.h"

#include <QByteArray>

namespace cw::dns
{

// Reads a DNS message from the front; never beyond its end. After the first fault everything read is zero or empty and
// isGood() is false, so that callers check once.
class WireReader
{
public:
    explicit WireReader(const QByteArray &wire, qsizetype position = 0) : m_wire(wire), m_position(position) { }

    quint8 number8();
    quint16 number16();
    quint32 number32();
    QByteArray bytes(qsizetype count);
    // A name that may be compressed: a pointer has to point backwards (RFC 1035 4.1.4).
    Name name();

    bool isGood() const { return m_isGood; }
    bool isAtEnd() const { return m_position == m_wire.size(); }
    qsizetype position() const { return m_position; }

private:
    bool has(qsizetype count);

    const QByteArray &m_wire;
    qsizetype m_position = 0;
    bool m_isGood = true;
};

void append16(QByteArray &wire, int value);
void append32(QByteArray &wire, quint32 value);

} // namespace cw::dns
