// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace cw::dns
{

// An absolute domain name as a value: labels of any bytes, at most 63 each and 255 octets in all (RFC 1035 2.3.4).
// Compared and hashed without regard to ASCII case; the case itself is kept.
class Name
{
public:
    Name() = default; // the root
    // Presentation format, final dot optional, \. and \DDD understood; null when it is no name. No IDN: A-labels only.
    static std::optional<Name> parse(QStringView text);
    static std::optional<Name> fromLabels(const QList<QByteArray> &labels);

    const QList<QByteArray> &labels() const { return m_labels; }
    int labelCount() const { return int(m_labels.size()); }
    bool isRoot() const { return m_labels.isEmpty(); }
    Name parent() const; // of the root: the root
    // Null when the result would be too long.
    std::optional<Name> child(const QByteArray &label) const;
    bool isAtOrBelow(const Name &ancestor) const;

    QString toString() const; // "_acme-challenge.example.org.", the root as "."
    QString withoutFinalDot() const;
    // "_acme-challenge" for zone "example.org.", "@" when equal; the full name when it is not below.
    QString relativeTo(const Name &zone) const;
    QByteArray toWire() const; // uncompressed, case kept
    QByteArray toCanonicalWire() const; // lower case, RFC 4034 6.2

    friend bool operator==(const Name &a, const Name &b);
    friend bool operator<(const Name &a, const Name &b); // canonical order, RFC 4034 6.1
    friend size_t qHash(const Name &name, size_t seed);

private:
    QList<QByteArray> m_labels;
};

size_t qHash(const Name &name, size_t seed = 0);

} // namespace cw::dns
