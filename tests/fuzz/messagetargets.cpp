// SPDX-License-Identifier: MIT
// Messages, records and names: everything that comes from a name server.
#include "fuzz/target.h"

#include "checks/evidence.h"
#include "dns/dnssecrecords.h"
#include "dns/dohtransport.h"
#include "dns/tsig.h"
#include "dns/wire.h"
#include "publish/updatereply.h"

namespace cw::fuzz
{

namespace
{

using namespace cw::dns;

// The names of a message can be written and read again.
void checkName(const Name &name)
{
    demand(name.toWire().size() <= 255, "a name of at most 255 octets");
    demand(Name::parse(name.toString()) == name, "a name reads as it was written");
    demand(name.isRoot() || name.isAtOrBelow(name.parent()), "a name is below its parent");
}

void checkRecord(const Record &record)
{
    checkName(record.owner);
    toText(record);
    addressOf(record);
    typeName(record.type);
    if (const std::optional<Name> target = targetOf(record))
        checkName(*target);
    if (const std::optional<Soa> soa = soaOf(record))
        checkName(soa->primary);
    if (const std::optional<Caa> caa = caaOf(record))
        checks::caaText(*caa);
    if (const std::optional<QByteArray> text = textOf(record))
        demand(txtRecord(record.owner, *text, 60).rdata.size() >= text->size(), "a TXT record holds its text");
    dnsKeyOf(record);
    dsOf(record);
    signatureOf(record);
    if (const std::optional<Nsec> nsec = nsecOf(record))
        nsec->types.has(Type::CAA);
    if (const std::optional<Nsec3> nsec3 = nsec3Of(record))
        nsec3->types.has(Type(0xffff));
}

void runMessage(const QByteArray &input)
{
    const Result<Message> message = parseMessage(input);
    if (!message)
        return;
    for (const Question &question : message->questions) {
        checkName(question.name);
        demand(bool(parseMessage(makeQuery(1, question, {}))), "our own question can be read");
    }
    for (const Record &record : message->answer + message->authority + message->additional)
        checkRecord(record);
    for (const ExtendedError &error : message->errors)
        extendedErrorName(error.code);
    Reply reply;
    reply.query.question = message->questions.value(0);
    reply.message = message;
    checks::evidenceOf(reply);
    isAnswerTo(reply.query, *message);
    outcomeOf(reply);
}

// Two bytes of type, then the rdata: what messages do not let through as well.
void runRecord(const QByteArray &input)
{
    WireReader reader(input);
    Record record;
    record.owner = Name::parse(u"example.org").value_or(Name());
    record.type = Type(reader.number16());
    record.rdata = input.mid(2);
    checkRecord(record);
}

// An HTTP server that answers with what it was given.
class OneAnswer final : public net::HttpTransport
{
public:
    explicit OneAnswer(net::HttpResponse response)
        : m_response(std::move(response))
    {
    }
    QList<Result<net::HttpResponse>> sendAll(const QList<net::HttpRequest> &requests, CancelToken &) override
    {
        return QList<Result<net::HttpResponse>>(requests.size(), m_response);
    }

private:
    net::HttpResponse m_response;
};

// Parts: status, Content-Type, Age, body.
void runDoh(const QByteArray &input)
{
    const QList<QByteArray> parts = partsOf(input, 4);
    net::HttpResponse response;
    response.status = parts[0].isEmpty() ? 200 : parts[0].toInt();
    response.headers = {{"Content-Type", parts[1]}, {"Age", parts[2]}};
    response.body = parts[3];
    OneAnswer http(response);
    ActivityLog log;
    CancelToken token;
    Query query;
    query.question = {Name::parse(u"example.org").value_or(Name()), Type::TXT};
    query.server.doh = QUrl(QStringLiteral("https://dns.example/dns-query"));
    const Reply reply = DohTransport(http, log).ask(query, token);
    demand(!reply.message || isAnswerTo(query, *reply.message), "an answer is one to the question");
}

// The answer to an UPDATE, signed or not.
void runTsig(const QByteArray &input)
{
    const TsigKey key{Name::parse(u"key.example").value_or(Name()), crypto::Digest::Sha256, "secret"};
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    static const SignedMessage request
        = signTsig(makeQuery(1, {key.name, Type::SOA}, {}), key, QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC));
    verifyTsig(input, request, key, now);
    Reply reply;
    reply.message = parseMessage(input);
    if (reply.message)
        demand(!publish::judgeReply(reply, request, key, now), "nobody else can sign an answer");
}

} // namespace

QList<Target> messageTargets()
{
    return {{"message", Target::Group::Dns, runMessage}, {"record", Target::Group::Dns, runRecord},
        {"doh", Target::Group::Dns, runDoh}, {"tsig", Target::Group::Dns, runTsig}};
}

} // namespace cw::fuzz
