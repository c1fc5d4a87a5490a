// SPDX-License-Identifier: MIT
#include "fuzz/mutator.h"

#include <random>

namespace cw::fuzz
{

namespace
{

constexpr qsizetype LongestInput = 70000; // more than a DNS message may have

class Mutation
{
public:
    Mutation(const QList<QByteArray> &seeds, quint64 seed, quint64 run)
        : m_seeds(seeds)
        , m_random(seed * 0x9e3779b97f4a7c15ULL + run)
        , m_bytes(anySeed())
    {
    }

    QByteArray make()
    {
        for (qsizetype steps = 1 + below(8); steps > 0; --steps)
            step();
        return m_bytes.left(LongestInput);
    }

private:
    qsizetype below(qsizetype count) { return count <= 0 ? 0 : qsizetype(m_random() % quint64(count)); }
    char anyByte() { return char(m_random() & 0xff); }

    QByteArray anySeed()
    {
        if (!m_seeds.isEmpty() && below(50) != 0)
            return m_seeds.at(below(m_seeds.size()));
        QByteArray noise(below(300), '\0');
        for (char &byte : noise)
            byte = anyByte();
        return noise;
    }

    void step()
    {
        const qsizetype at = below(m_bytes.size());
        const qsizetype length = 1 + below(below(4) == 0 ? m_bytes.size() : 8);
        switch (below(9)) {
        case 0: // one bit
            if (!m_bytes.isEmpty())
                m_bytes[at] = char(m_bytes[at] ^ 1 << below(8));
            break;
        case 1: // bytes that mean something to parsers: ends, limits, pointers, quotes
            if (!m_bytes.isEmpty())
                m_bytes[at] = QByteArray("\0\1\x3f\x40\x7f\x80\xc0\xff\n\";{}.\\%", 16)[below(16)];
            break;
        case 2:
            if (!m_bytes.isEmpty())
                m_bytes[at] = anyByte();
            break;
        case 3: // a number a little larger or smaller
            if (!m_bytes.isEmpty())
                m_bytes[at] = char(m_bytes[at] + 1 - 2 * int(below(2)));
            break;
        case 4:
            m_bytes.remove(at, length);
            break;
        case 5:
            m_bytes.insert(below(m_bytes.size() + 1), m_bytes.mid(at, length));
            break;
        case 6: { // a piece of another seed, in place or between
            const QByteArray other = anySeed();
            const QByteArray piece = other.mid(below(other.size()), length);
            m_bytes.replace(at, below(2) == 0 ? piece.size() : 0, piece);
            break;
        }
        case 7: // the same many times
            m_bytes.insert(at, m_bytes.mid(at, length).repeated(below(below(20) == 0 ? 2000 : 20)).left(LongestInput));
            break;
        default:
            m_bytes.truncate(at);
        }
    }

    const QList<QByteArray> &m_seeds;
    std::mt19937_64 m_random;
    QByteArray m_bytes;
};

} // namespace

QByteArray mutate(const QList<QByteArray> &seeds, quint64 seed, quint64 run)
{
    return Mutation(seeds, seed, run).make();
}

} // namespace cw::fuzz
