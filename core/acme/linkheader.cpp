// SPDX-License-Identifier: MIT
// The Link header (RFC 8288 3) as far as RFC 8555 needs it: where else the same resource can be had.
#include "acme/parse.h"

#include <algorithm>

namespace cw::acme
{

namespace
{

// One link of the header: its target and its parameters as they stand there.
struct Link {
    QByteArray target;
    QList<QByteArray> parameters;
};

// "<a>; rel=x, <b>" -> "<a>; rel=x" and "<b>": commas and semicolons inside of <> or quotes belong to the text.
QList<QByteArray> splitOutsideQuotes(const QByteArray &text, char separator)
{
    QList<QByteArray> parts(1);
    bool isQuoted = false;
    bool isTarget = false;
    for (const char c : text) {
        if (c == '"' && !isTarget)
            isQuoted = !isQuoted;
        else if (c == '<' && !isQuoted)
            isTarget = true;
        else if (c == '>' && !isQuoted)
            isTarget = false;
        if (c == separator && !isQuoted && !isTarget)
            parts.append(QByteArray());
        else
            parts.last().append(c);
    }
    return parts;
}

Link readLink(const QByteArray &text)
{
    Link link;
    const QList<QByteArray> parts = splitOutsideQuotes(text, ';');
    const QByteArray target = parts.first().trimmed();
    if (target.startsWith('<') && target.endsWith('>'))
        link.target = target.mid(1, target.size() - 2).trimmed();
    for (const QByteArray &parameter : parts.mid(1))
        link.parameters.append(parameter.trimmed());
    return link;
}

// "The relation type of a link ... is conveyed in the "rel" parameter's value ... multiple ... separated by whitespace"
// RFC 8288 3.3
bool hasRelation(const Link &link, QByteArrayView wanted)
{
    for (const QByteArray &parameter : link.parameters) {
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 0 || parameter.left(equals).trimmed().compare("rel", Qt::CaseInsensitive) != 0)
            continue;
        QByteArray value = parameter.mid(equals + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.mid(1, value.size() - 2);
        const QList<QByteArray> relations = value.simplified().split(' ');
        return std::any_of(relations.begin(), relations.end(),
                           [wanted](const QByteArray &one) { return one.compare(wanted, Qt::CaseInsensitive) == 0; });
    }
    return false;
}

} // namespace

QStringList linksOf(const net::HttpResponse &response, QByteArrayView relation)
{
    QStringList urls;
    // Several fields of the same name come as lines or with commas, as the library below us likes it.
    for (const QByteArray &header : response.headerValues("Link")) {
        QByteArray oneLine = header;
        oneLine.replace('\n', ',');
        for (const QByteArray &text : splitOutsideQuotes(oneLine, ',')) {
            const Link link = readLink(text);
            if (link.target.isEmpty() || !hasRelation(link, relation))
                continue;
            const QUrl url = response.url.resolved(QUrl::fromEncoded(link.target, QUrl::StrictMode));
            const QString encoded = url.toString(QUrl::FullyEncoded);
            // "Use of HTTPS is REQUIRED." RFC 8555 6.1
            if (url.isValid() && url.scheme() == u"https" && !url.host().isEmpty() && !urls.contains(encoded))
                urls.append(encoded);
        }
    }
    return urls;
}

} // namespace cw::acme
