// SPDX-License-Identifier: MIT
#include "caacases.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

namespace cw::test
{

namespace
{

using namespace Qt::StringLiterals;

// A quoted or bare word of a zone file: \DDD is a byte, \X is X.
QByteArray unescaped(const QByteArray &text)
{
    QByteArray bytes;
    for (int i = 0; i < text.size(); ++i) {
        if (text.at(i) != '\\') {
            bytes.append(text.at(i));
        } else if (i + 3 < text.size() && isdigit(text.at(i + 1))) {
            bytes.append(char(text.mid(i + 1, 3).toInt()));
            i += 3;
        } else {
            bytes.append(text.at(++i));
        }
    }
    return bytes;
}

QByteArray caaRdata(const QString &text)
{
    static const QRegularExpression raw(u"^\\\\# \\d+ ?([0-9A-Fa-f]*)$"_s);
    if (const auto match = raw.match(text); match.hasMatch())
        return QByteArray::fromHex(match.captured(1).toLatin1());
    const QByteArray line = text.toUtf8();
    const QByteArray flags = line.left(line.indexOf(' '));
    QByteArray rest = line.mid(flags.size() + 1);
    const QByteArray tag = rest.left(rest.indexOf(' '));
    QByteArray value = rest.mid(tag.size() + 1);
    if (value.startsWith('"') && value.endsWith('"'))
        value = value.mid(1, value.size() - 2);
    QByteArray rdata;
    rdata.append(char(flags.toInt())).append(char(tag.size())).append(tag).append(unescaped(value));
    return rdata;
}

dns::Name absolute(const QString &text, const dns::Name &apex)
{
    if (text == u"@")
        return apex;
    if (text.endsWith(u'.'))
        return dns::Name::parse(text).value();
    return dns::Name::parse(text + u'.' + apex.toString()).value();
}

dns::Type typeOf(const QString &text)
{
    static const QHash<QString, dns::Type> types{{u"CAA"_s, dns::Type::CAA}, {u"CNAME"_s, dns::Type::CNAME},
        {u"DNAME"_s, dns::Type::DNAME}, {u"A"_s, dns::Type::A}};
    return types.value(text, dns::Type::TXT);
}

CaaCase caseOf(const QJsonObject &json)
{
    CaaCase one;
    one.id = json.value(u"id").toString();
    one.title = one.id + u": "_s + json.value(u"title").toString();
    one.apex = dns::Name::parse(one.id + u".caa-lab.net"_s).value();
    for (const QJsonValue &value : json.value(u"records").toArray()) {
        const QJsonArray record = value.toArray();
        CaaCase::Entry entry{absolute(record.at(0).toString(), one.apex), typeOf(record.at(1).toString()), {}, {}};
        const QString rdata = record.at(2).toString();
        if (entry.type == dns::Type::CAA)
            entry.rdata = caaRdata(rdata);
        if (entry.type == dns::Type::CNAME || entry.type == dns::Type::DNAME)
            entry.target = absolute(rdata, one.apex);
        one.entries.append(entry);
    }
    one.question = dns::Name::parse(json.value(u"question").toString()).value();
    one.isWildcard = json.value(u"wildcard").toBool();
    one.policy = {{json.value(u"issuer").toString()}, json.value(u"account").toString(u"https://ca.example/acct/any"_s),
        json.value(u"method").toString()};
    one.verdict = json.value(u"verdict").toString();
    if (json.value(u"foundAt").isString())
        one.foundAt = dns::Name::parse(json.value(u"foundAt").toString());
    one.fault = json.value(u"fault").toObject();
    one.isSigned = json.value(u"dnssec").isObject();
    return one;
}

} // namespace

QList<CaaCase> readCaaCases()
{
    QFile file(QStringLiteral(CERTWRIGHT_SOURCE_DIR "/tests/data/caa-verdicts.json"));
    QList<CaaCase> cases;
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll()).array())
        cases.append(caseOf(value.toObject()));
    return cases;
}

checks::CaaDecision decisionOf(const CaaCase &one)
{
    if (one.verdict == u"error")
        return checks::CaaDecision::Error;
    return one.verdict == u"allowed" ? checks::CaaDecision::Allowed : checks::CaaDecision::Forbidden;
}

} // namespace cw::test
