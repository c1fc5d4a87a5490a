// SPDX-License-Identifier: MIT
#include "checks/evidence.h"

#include "checks/replies.h"

namespace cw::checks
{

namespace
{

QStringList serverOptions(const dns::Endpoint &server)
{
    QStringList words;
    const QString host = server.isDoh() ? server.doh.host() : server.address.toString();
    if (!host.isEmpty())
        words.append(u'@' + host);
    const int port = server.isDoh() ? server.doh.port(53) : server.port;
    if (port != 53)
        words.append(QStringLiteral("-p %1").arg(port));
    if (server.isDoh()) {
        const bool isGet = server.dohMethod == dns::Endpoint::DohMethod::Get;
        words.append((isGet ? QStringLiteral("+https-get=") : QStringLiteral("+https=")) + server.doh.path());
    }
    return words;
}

QString digCommand(const dns::Query &query)
{
    QStringList words{QStringLiteral("dig"), dns::typeName(query.question.type), query.question.name.toString()};
    words += serverOptions(query.server);
    if (!query.flags.recursionDesired)
        words.append(QStringLiteral("+norecurse"));
    if (query.flags.checkingDisabled)
        words.append(QStringLiteral("+cdflag"));
    return words.join(u' ');
}

QString failureLine(const Failure &failure)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    if (!dns)
        return isCanceled(failure) ? QStringLiteral("not asked") : QStringLiteral("no answer");
    switch (dns->kind) {
    case DnsFailure::Kind::Unreachable:
        return QStringLiteral("not reachable");
    case DnsFailure::Kind::Malformed:
        return QStringLiteral("an answer that is no DNS message");
    case DnsFailure::Kind::NoResolver:
        return QStringLiteral("no resolver");
    default:
        return QStringLiteral("no answer");
    }
}

QString extendedErrors(const dns::Message &message)
{
    QStringList errors;
    for (const dns::ExtendedError &error : message.errors) {
        const QString name = dns::extendedErrorName(error.code);
        errors.append(error.text.isEmpty() ? name : name + QStringLiteral(": ") + error.text);
    }
    return errors.join(QStringLiteral("; "));
}

QString rcodeLine(const dns::Message &message)
{
    const QString rcode = dns::rcodeName(message.rcode);
    const QString errors = extendedErrors(message);
    return errors.isEmpty() ? rcode : QStringLiteral("%1 (%2)").arg(rcode, errors);
}

QString dataOf(const dns::Record &record)
{
    if (const auto caa = dns::caaOf(record))
        return caaText(*caa);
    return dns::toText(record);
}

} // namespace

Evidence evidenceOf(const dns::Reply &reply)
{
    return {digCommand(reply.query), resultLine(reply)};
}

QString resultLine(const dns::Reply &reply)
{
    if (const QString error = errorLine(reply); !error.isEmpty())
        return error;
    QStringList data;
    for (const dns::Record &record : reply.message->answer) {
        if (record.type == reply.query.question.type)
            data.append(dataOf(record));
    }
    return data.isEmpty() ? QStringLiteral("NOERROR, no %1 record").arg(dns::typeName(reply.query.question.type))
                          : data.join(QStringLiteral(" | "));
}

QString errorLine(const dns::Reply &reply)
{
    if (!reply.message)
        return failureLine(reply.message.failure());
    return reply.message->rcode == NoError ? QString() : rcodeLine(*reply.message);
}

QString caaText(const dns::Caa &record)
{
    QString value;
    for (const char c : record.value) {
        if (c == '"' || c == '\\')
            value += u'\\' + QString(QLatin1Char(c));
        else if (c >= 0x20 && c < 0x7f)
            value += QLatin1Char(c);
        else
            value += QStringLiteral("\\%1").arg(int(quint8(c)), 3, 10, QLatin1Char('0'));
    }
    return QStringLiteral("%1 %2 \"%3\"").arg(record.flags).arg(QString::fromLatin1(record.tag), value);
}

} // namespace cw::checks
