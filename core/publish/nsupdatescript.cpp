// SPDX-License-Identifier: MIT
#include "publish/nsupdatescript.h"

#include <algorithm>

namespace cw::publish
{

namespace
{

constexpr qsizetype LongestValue = 16000; // four characters a byte: a line has at most 128 kB
constexpr qsizetype LongestString = 255; // of a TXT record, RFC 1035 3.3.14

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("-_*=+/:,").contains(c);
}

QByteArray escaped(const QByteArray &bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        if (isPlain(c))
            text += c;
        else
            text += '\\' + QByteArray::number(int(quint8(c))).rightJustified(3, '0');
    }
    return text;
}

QByteArray nameText(const dns::Name &name)
{
    QByteArray text;
    for (const QByteArray &label : name.labels())
        text += escaped(label) + '.';
    return text.isEmpty() ? QByteArray(".") : text;
}

QByteArray valueText(const QByteArray &value)
{
    QByteArray text;
    qsizetype at = 0;
    do {
        text += " \"" + escaped(value.mid(at, LongestString)) + '"';
        at += LongestString;
    } while (at < value.size());
    return text;
}

} // namespace

std::optional<QByteArray> nsupdateScript(const dns::Endpoint &server, const UpdateBatch &batch, Change change)
{
    QByteArray script = "server " + server.address.toString().toLatin1() + ' ' + QByteArray::number(server.port) + "\nzone "
        + nameText(batch.zone) + '\n';
    if (change == Change::None)
        return script + "prereq yxdomain " + nameText(batch.zone) + "\nsend\n";
    for (const TxtRecord &record : batch.records) {
        if (record.value.size() > LongestValue)
            return std::nullopt;
        const bool isAdded = change == Change::Add;
        script += (isAdded ? "update add " : "update delete ") + nameText(record.owner) + ' '
            + (isAdded ? QByteArray::number(record.ttl) + ' ' : QByteArray()) + "IN TXT" + valueText(record.value) + '\n';
    }
    return script + "send\n";
}

} // namespace cw::publish
