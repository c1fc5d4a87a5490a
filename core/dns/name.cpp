// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include <QHash>

#include <algorithm>

namespace cw::dns
{

namespace
{

constexpr int LongestLabel = 63; // RFC 1035 2.3.4
constexpr int LongestName = 255;

int wireLength(const QList<QByteArray> &labels)
{
    qsizetype length = 1;
    for (const QByteArray &label : labels)
        length += 1 + label.size();
    return int(length);
}

bool isAllowed(const QList<QByteArray> &labels)
{
    const auto isLabel = [](const QByteArray &label) { return !label.isEmpty() && label.size() <= LongestLabel; };
    return std::all_of(labels.begin(), labels.end(), isLabel) && wireLength(labels) <= LongestName;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// The byte after a backslash, and how many characters it took; -1 when it is none (RFC 1035 5.1).
std::pair<int, int> readEscape(QStringView rest)
{
    if (rest.isEmpty())
        return {-1, 0};
    if (!isDigit(rest[0]))
        return {rest[0].unicode() < 0x80 ? int(rest[0].unicode()) : -1, 1};
    if (rest.size() < 3 || !isDigit(rest[1]) || !isDigit(rest[2]))
        return {-1, 0};
    const int value = (rest[0].unicode() - u'0') * 100 + (rest[1].unicode() - u'0') * 10 + (rest[2].unicode() - u'0');
    return {value < 256 ? value : -1, 3};
}

QString labelText(const QByteArray &label)
{
    QString text;
    for (const char c : label) {
        const uchar byte = uchar(c);
        if (byte <= 0x20 || byte >= 0x7f)
            text += QStringLiteral("\\%1").arg(int(byte), 3, 10, QLatin1Char('0'));
        else if (QByteArrayView(".;()\\\"@$").contains(c))
            text += QStringLiteral("\\%1").arg(QLatin1Char(c));
        else
            text += QLatin1Char(c);
    }
    return text;
}

QByteArray toWireForm(const QList<QByteArray> &labels)
{
    QByteArray wire;
    for (const QByteArray &label : labels) {
        wire += char(label.size());
        wire += label;
    }
    wire += '\0';
    return wire;
}

} // namespace

std::optional<Name> Name::parse(QStringView text)
{
    if (text == u".")
        return Name();
    QList<QByteArray> labels;
    QByteArray label;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'.') {
            labels.append(std::exchange(label, {}));
        } else if (c == u'\\') {
            const auto [byte, taken] = readEscape(text.mid(i + 1));
            if (byte < 0)
                return std::nullopt;
            label += char(byte);
            i += taken;
        } else if (c.unicode() >= 0x80) {
            return std::nullopt;
        } else {
            label += c.toLatin1();
        }
    }
    if (!label.isEmpty())
        labels.append(label);
    // Also "", and ".." or a dot in front: they make an empty label.
    return labels.isEmpty() ? std::nullopt : fromLabels(labels);
}

std::optional<Name> Name::fromLabels(const QList<QByteArray> &labels)
{
    if (!isAllowed(labels))
        return std::nullopt;
    Name name;
    name.m_labels = labels;
    return name;
}

Name Name::parent() const
{
    Name name;
    name.m_labels = m_labels.mid(1);
    return name;
}

std::optional<Name> Name::child(const QByteArray &label) const
{
    QList<QByteArray> labels = m_labels;
    labels.prepend(label);
    return fromLabels(labels);
}

bool Name::isAtOrBelow(const Name &ancestor) const
{
    if (ancestor.labelCount() > labelCount())
        return false;
    return std::equal(ancestor.m_labels.rbegin(), ancestor.m_labels.rend(), m_labels.rbegin(),
                      [](const QByteArray &a, const QByteArray &b) { return a.compare(b, Qt::CaseInsensitive) == 0; });
}

QString Name::toString() const
{
    return isRoot() ? QStringLiteral(".") : withoutFinalDot() + u'.';
}

QString Name::withoutFinalDot() const
{
    if (isRoot())
        return QStringLiteral(".");
    QStringList parts;
    for (const QByteArray &label : m_labels)
        parts.append(labelText(label));
    return parts.join(u'.');
}

QString Name::relativeTo(const Name &zone) const
{
    if (!isAtOrBelow(zone) || zone.isRoot())
        return toString();
    Name relative;
    relative.m_labels = m_labels.first(labelCount() - zone.labelCount());
    return relative.isRoot() ? QStringLiteral("@") : relative.withoutFinalDot();
}

QByteArray Name::toWire() const
{
    return toWireForm(m_labels);
}

QByteArray Name::toCanonicalWire() const
{
    return toWireForm(m_labels).toLower(); // length octets are below 'A'
}

bool operator==(const Name &a, const Name &b)
{
    return a.labelCount() == b.labelCount() && a.isAtOrBelow(b);
}

bool operator<(const Name &a, const Name &b)
{
    // "sorting owner names by treating individual labels as unsigned left-justified octet strings" from the right,
    // upper case as lower case: RFC 4034 6.1.
    return std::lexicographical_compare(
        a.m_labels.rbegin(), a.m_labels.rend(), b.m_labels.rbegin(), b.m_labels.rend(),
        [](const QByteArray &x, const QByteArray &y) { return x.toLower() < y.toLower(); });
}

size_t qHash(const Name &name, size_t seed)
{
    return qHash(name.toCanonicalWire(), seed);
}

} // namespace cw::dns
