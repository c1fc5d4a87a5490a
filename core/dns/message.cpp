// SPDX-License-Identifier: MIT
#include "dns/message.h"

#include "dns/rdata.h"
#include "dns/wire.h"

namespace cw::dns
{

namespace
{

enum HeaderFlag {
    IsResponse = 0x8000,
    IsAuthoritative = 0x0400,
    IsTruncated = 0x0200,
    RecursionDesired = 0x0100,
    RecursionAvailable = 0x0080,
    AuthenticData = 0x0020,
    CheckingDisabled = 0x0010,
};
constexpr quint32 DnssecOk = 0x8000; // in the TTL of OPT, RFC 3225 3
constexpr int ExtendedErrorOption = 15; // RFC 8914 2
constexpr int LocalOption = 65001; // for local use, RFC 6891 9: nobody knows it
constexpr int LongestMessage = 65535;
constexpr int MostRecords = 10000;

// An OPT or TSIG is taken apart, or left out; everything else is a record of its section.
class Parser
{
public:
    explicit Parser(const QByteArray &wire) : m_reader(wire), m_wire(wire) { }

    bool run();
    Message message;
    QString fault;

private:
    bool readQuestions(int count);
    bool readSection(QList<Record> &section, int count);
    bool readRecord(QList<Record> &section);
    bool readOptions(const Record &opt);
    bool fail(const char *why);

    WireReader m_reader;
    const QByteArray &m_wire;
};

bool Parser::fail(const char *why)
{
    fault = QString::fromLatin1(why);
    return false;
}

bool Parser::run()
{
    if (m_wire.size() < 12 || m_wire.size() > LongestMessage)
        return fail("impossible length");
    message.id = m_reader.number16();
    const quint16 flags = m_reader.number16();
    message.opcode = Opcode(flags >> 11 & 0xf);
    message.isResponse = flags & IsResponse;
    message.isAuthoritative = flags & IsAuthoritative;
    message.isTruncated = flags & IsTruncated;
    message.recursionDesired = flags & RecursionDesired;
    message.recursionAvailable = flags & RecursionAvailable;
    message.authenticData = flags & AuthenticData;
    message.checkingDisabled = flags & CheckingDisabled;
    message.rcode = flags & 0xf;
    const int questions = m_reader.number16();
    const int answers = m_reader.number16();
    const int authorities = m_reader.number16();
    const int additionals = m_reader.number16();
    if (questions + answers + authorities + additionals > MostRecords)
        return fail("impossible counts");
    if (!readQuestions(questions) || !readSection(message.answer, answers)
        || !readSection(message.authority, authorities) || !readSection(message.additional, additionals))
        return false;
    return m_reader.isAtEnd() || fail("bytes behind the message");
}

bool Parser::readQuestions(int count)
{
    for (int i = 0; i < count; ++i) {
        const Name name = m_reader.name();
        const Type type = Type(m_reader.number16());
        m_reader.number16();
        if (!m_reader.isGood())
            return fail("broken question");
        message.questions.append({name, type});
    }
    return true;
}

bool Parser::readSection(QList<Record> &section, int count)
{
    for (int i = 0; i < count; ++i) {
        if (!readRecord(section))
            return false;
    }
    return true;
}

bool Parser::readRecord(QList<Record> &section)
{
    Record record;
    record.owner = m_reader.name();
    record.type = Type(m_reader.number16());
    record.klass = Class(m_reader.number16());
    record.ttl = m_reader.number32();
    const int length = m_reader.number16();
    const qsizetype position = m_reader.position();
    m_reader.bytes(length);
    if (!m_reader.isGood())
        return fail("broken record");
    const std::optional<QByteArray> rdata = expandRdata(m_wire, position, length, record.type);
    if (!rdata)
        return fail("broken rdata");
    record.rdata = *rdata;
    if (&section == &message.additional && record.type == Type::OPT)
        return readOptions(record);
    if (&section != &message.additional || record.type != Type::TSIG)
        section.append(record);
    return true;
}

bool Parser::readOptions(const Record &opt)
{
    if (message.hasEdns || !opt.owner.isRoot()) // RFC 6891 6.1.1
        return fail("two OPT records");
    message.hasEdns = true;
    message.udpSize = int(opt.klass);
    message.rcode |= int(opt.ttl >> 24) << 4;
    message.dnssecOk = opt.ttl & DnssecOk;
    WireReader reader(opt.rdata);
    while (!reader.isAtEnd()) {
        const int code = reader.number16();
        const QByteArray data = reader.bytes(reader.number16());
        if (!reader.isGood())
            return fail("broken EDNS option");
        if (code == ExtendedErrorOption && data.size() >= 2) {
            const QByteArray text = data.mid(2);
            message.errors.append({WireReader(data).number16(), QString::fromUtf8(text).remove(QChar(u'\0'))});
        }
    }
    return true;
}

} // namespace

QByteArray makeQuery(quint16 id, const Question &question, const QueryFlags &flags)
{
    QByteArray wire;
    append16(wire, id);
    append16(wire, (flags.recursionDesired ? RecursionDesired : 0) | (flags.authenticData ? AuthenticData : 0)
                 | (flags.checkingDisabled ? CheckingDisabled : 0));
    append16(wire, 1);
    append16(wire, 0);
    append16(wire, 0);
    append16(wire, flags.edns ? 1 : 0);
    wire += question.name.toWire();
    append16(wire, int(question.type));
    append16(wire, int(Class::IN));
    if (flags.edns) { // OPT: root, type, size, rcode/version/flags, no options: RFC 6891 6.1.2
        wire += '\0';
        append16(wire, int(Type::OPT));
        append16(wire, flags.udpSize);
        append32(wire, (flags.dnssecOk ? DnssecOk : 0) | (quint32(flags.ednsVersion) << 16));
        append16(wire, flags.hasUnknownOption ? 4 : 0);
        if (flags.hasUnknownOption) {
            append16(wire, LocalOption);
            append16(wire, 0);
        }
    }
    return wire;
}

Result<Message> parseMessage(const QByteArray &wire)
{
    Parser parser(wire);
    if (!parser.run()) {
        DnsFailure failure;
        failure.kind = DnsFailure::Kind::Malformed;
        failure.detail = parser.fault;
        return Failure(failure);
    }
    parser.message.raw = wire;
    return parser.message;
}

} // namespace cw::dns
