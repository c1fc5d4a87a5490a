// SPDX-License-Identifier: MIT
#include "dns/wire.h"

#include <QtEndian>

namespace cw::dns
{

namespace
{

constexpr int MostJumps = 128; // a name has at most 127 labels (RFC 1035 2.3.4), each perhaps behind a pointer

} // namespace

bool WireReader::has(qsizetype count)
{
    m_isGood = m_isGood && count >= 0 && count <= m_wire.size() - m_position;
    return m_isGood;
}

quint8 WireReader::number8()
{
    return has(1) ? quint8(m_wire[m_position++]) : quint8(0);
}

quint16 WireReader::number16()
{
    if (!has(2))
        return 0;
    m_position += 2;
    return qFromBigEndian<quint16>(m_wire.constData() + m_position - 2);
}

quint32 WireReader::number32()
{
    if (!has(4))
        return 0;
    m_position += 4;
    return qFromBigEndian<quint32>(m_wire.constData() + m_position - 4);
}

QByteArray WireReader::bytes(qsizetype count)
{
    if (!has(count))
        return {};
    m_position += count;
    return m_wire.mid(m_position - count, count);
}

Name WireReader::name()
{
    QList<QByteArray> labels;
    qsizetype at = m_position;
    qsizetype earliest = m_position; // a pointer goes before the part it stands in: no loop is possible
    qsizetype length = 1;
    int jumps = 0;
    while (m_isGood) {
        const qsizetype rest = m_wire.size() - at;
        const int octet = rest > 0 ? quint8(m_wire[at]) : -1;
        if (octet >= 0xc0 && rest >= 2) {
            const qsizetype target = (octet & 0x3f) << 8 | quint8(m_wire[at + 1]);
            if (jumps == 0)
                m_position = at + 2;
            m_isGood = target < earliest && ++jumps <= MostJumps;
            at = earliest = target;
        } else if (octet == 0) {
            if (jumps == 0)
                m_position = at + 1;
            break;
        } else if (octet > 0 && octet < 64 && octet < rest) {
            labels.append(m_wire.mid(at + 1, octet));
            at += octet + 1;
            length += octet + 1;
            m_isGood = length <= 255;
        } else {
            m_isGood = false;
        }
    }
    return m_isGood ? Name::fromLabels(labels).value_or(Name()) : Name();
}

void append16(QByteArray &wire, int value)
{
    wire += char(value >> 8 & 0xff);
    wire += char(value & 0xff);
}

void append32(QByteArray &wire, quint32 value)
{
    append16(wire, int(value >> 16));
    append16(wire, int(value & 0xffff));
}

} // namespace cw::dns
