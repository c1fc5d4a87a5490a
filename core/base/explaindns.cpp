// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

namespace
{

// tr() in the context of all explanations; lupdate understands this form.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(explain)
};

// What the name server answered, for people who look it up; no translation of the code itself.
QString rawRcode(int rcode)
{
    switch (rcode) {
    case 1:
        return QStringLiteral("FORMERR");
    case 2:
        return QStringLiteral("SERVFAIL");
    case 3:
        return QStringLiteral("NXDOMAIN");
    case 4:
        return QStringLiteral("NOTIMP");
    case 5:
        return QStringLiteral("REFUSED");
    case 9:
        return QStringLiteral("NOTAUTH");
    case 10:
        return QStringLiteral("NOTZONE");
    default:
        return QStringLiteral("RCODE %1").arg(rcode);
    }
}

// "example.org." of "example.org. SOA".
QString nameOf(const DnsFailure &failure)
{
    const QString name = failure.question.section(u' ', 0, 0);
    return name.size() > 1 && name.endsWith(u'.') ? name.chopped(1) : name;
}

Explanation explainDnsRcode(const DnsFailure &failure)
{
    const QString rcode = rawRcode(failure.rcode);
    Explanation words;
    words.raw = rcode;
    words.title = Words::tr("A name server answered with an error");
    words.text = Words::tr("%1 answered %2 to the question %3.").arg(failure.server, rcode, failure.question);
    words.nextStep = Words::tr("Send this line to whoever runs this name server, and try again.");
    if (failure.rcode == 5) {
        words.title = Words::tr("A name server refuses to answer");
        words.text = Words::tr(
            "%1 answered REFUSED to the question %2: it does not serve this zone, or not for this computer.")
                         .arg(failure.server, failure.question);
        words.nextStep = Words::tr("Check at your registrar that only name servers that serve the zone are listed.");
    } else if (failure.rcode == 2) {
        words.title = Words::tr("A name server could not answer");
        words.text = Words::tr(
            "%1 answered SERVFAIL to the question %2: something is broken on its side, often DNSSEC or a zone "
            "file that could not be loaded.")
                         .arg(failure.server, failure.question);
        words.nextStep = Words::tr("Look into the log of this name server, or ask its operator, and try again.");
    }
    return words;
}

Explanation explainNoResolver(const DnsFailure &failure)
{
    Explanation words;
    if (failure.rcode == 3) {
        words.title = Words::tr("The DNS resolver knows nothing of the Internet");
        words.text = Words::tr("%1 answers that not even the root of DNS exists.").arg(failure.server);
        words.nextStep = Words::tr("Check the network connection, or enter another resolver in the settings.");
        return words;
    }
    if (failure.rcode == 5) {
        words.title = Words::tr("The DNS resolver refuses to answer");
        words.text = Words::tr("%1 answered REFUSED: it does not serve this computer.").arg(failure.server);
        words.nextStep = Words::tr("Enter another resolver in the settings, or ask whoever runs this one to allow it.");
        return words;
    }
    words.title = Words::tr("No DNS resolver answers");
    words.text = failure.server.isEmpty()
        ? Words::tr("This computer names no DNS resolver, so name servers cannot be found.")
        : Words::tr("The DNS resolver %1 does not answer, so name servers cannot be found.").arg(failure.server);
    words.nextStep = Words::tr("Check the network connection, or enter another resolver in the settings.");
    return words;
}

Explanation explainSilence(const DnsFailure &failure)
{
    const bool isUnreachable = failure.kind == DnsFailure::Kind::Unreachable;
    Explanation words;
    words.title
        = isUnreachable ? Words::tr("A name server cannot be reached") : Words::tr("A name server does not answer");
    words.text = isUnreachable
        ? Words::tr("%1 cannot be reached with the question %2.").arg(failure.server, failure.question)
        : Words::tr("%1 has not answered the question %2, although it was asked several times.")
              .arg(failure.server, failure.question);
    words.nextStep = Words::tr("Check that the name server runs and that no firewall blocks port 53, then try again.");
    return words;
}

Explanation explainNoServers(const DnsFailure &failure)
{
    Explanation words;
    words.title = Words::tr("A zone has no name server that can be asked");
    words.text = failure.detail.isEmpty()
        ? Words::tr("The zone %1 has no name server with an address.").arg(nameOf(failure))
        : Words::tr("No address can be found for any name server of the zone %1: %2.")
              .arg(nameOf(failure), failure.detail);
    words.nextStep = Words::tr("Check the name servers that are entered for this domain at your registrar.");
    return words;
}

} // namespace

Explanation explainDns(const DnsFailure &failure)
{
    Explanation words;
    switch (failure.kind) {
    case DnsFailure::Kind::NoAnswer:
    case DnsFailure::Kind::Unreachable:
        words = explainSilence(failure);
        break;
    case DnsFailure::Kind::Rcode:
        return explainDnsRcode(failure);
    case DnsFailure::Kind::Malformed:
        words.title = Words::tr("A name server sent an answer that cannot be read");
        words.text = Words::tr("The answer of %1 to the question %2 is no proper DNS message.")
                         .arg(failure.server, failure.question);
        words.nextStep = Words::tr("A device between this computer and the name server may change DNS messages. "
                                   "Try another network, or tell the operator of the name server.");
        break;
    case DnsFailure::Kind::NotAuthoritative:
        words.title = Words::tr("A name server does not serve the zone it is listed for");
        words.text = Words::tr(
            "%1 answered the question %2 without authority: it is listed as a name server of the zone, but does "
            "not have the zone.")
                         .arg(failure.server, failure.question);
        words.nextStep = Words::tr("Set the zone up on this name server, or take it off the list at your registrar.");
        break;
    case DnsFailure::Kind::NoServers:
        words = explainNoServers(failure);
        break;
    case DnsFailure::Kind::NoResolver:
        words = explainNoResolver(failure);
        break;
    case DnsFailure::Kind::Loop:
        words.title = Words::tr("The aliases lead in a circle");
        words.text = Words::tr("The CNAME records that begin at %1 never come to an end.").arg(nameOf(failure));
        words.nextStep
            = Words::tr("Correct the CNAME records, so that they end at a name without a CNAME, and try again.");
        break;
    case DnsFailure::Kind::TooManyAliases:
        words.title = Words::tr("There are too many aliases in a row");
        words.text = Words::tr("The chain of CNAME records that begins at %1 is longer than resolvers follow.")
                         .arg(nameOf(failure));
        words.nextStep = Words::tr("Let the first CNAME record lead straight to the last name, and try again.");
        break;
    case DnsFailure::Kind::Http:
        words.title = Words::tr("A DNS over HTTPS server sent no DNS answer");
        words.text = Words::tr("%1 was asked for %2 and answered %3.")
                         .arg(failure.server, failure.question, failure.detail);
        words.nextStep = Words::tr("Check the URL of this server, or take another one in the settings.");
        break;
    case DnsFailure::Kind::NotFound:
        words.title = Words::tr("The domain does not exist");
        words.text = Words::tr("There is no zone in DNS that could hold the name %1.").arg(nameOf(failure));
        words.nextStep
            = Words::tr("Check the spelling of the name, and that the domain is registered and has not expired.");
        break;
    }
    words.raw = failure.kind == DnsFailure::Kind::NoServers ? QString() : failure.detail;
    return words;
}

} // namespace cw
