// SPDX-License-Identifier: MIT
#include "dns/dnssecdenial.h"

#include <QCryptographicHash>

#include <algorithm>

namespace cw::dns
{

namespace
{

using State = Denial::State;
using What = Denied::What;

constexpr qsizetype MostProofs = 16; // an honest answer has three
constexpr int MostIterations = 150; // unbound, BIND and Knot take more for unsigned (RFC 9276 3.2)
constexpr int Sha1 = 1; // RFC 5155 11

struct Proof {
    State state = State::NoProof;
    Name about;
};

bool isEnough(const Proof &proof)
{
    return proof.state <= State::TooManyIterations;
}

bool isStrictlyBelow(const Name &name, const Name &ancestor)
{
    return name.isAtOrBelow(ancestor) && name != ancestor;
}

Name ancestorWith(int labels, const Name &name)
{
    return *Name::fromLabels(name.labels().last(std::min(labels, name.labelCount())));
}

Name wildcardAt(const Name &encloser)
{
    return encloser.child("*").value_or(encloser);
}

// A delegation or DNAME: what is below it is not this zone's to deny.
bool endsTheZone(const TypeBitmap &types)
{
    return types.has(Type::DNAME) || (types.has(Type::NS) && !types.has(Type::SOA));
}

// The record at the name itself. "the bitmap … the CNAME bit": RFC 6840 4.3; which side of a cut it is of: 4.1.
Proof judgeBitmap(const TypeBitmap &types, const Question &question)
{
    const bool isDs = question.type == Type::DS;
    const bool isParentSide = types.has(Type::NS) && !types.has(Type::SOA);
    const bool isChildSide = types.has(Type::SOA) && !question.name.isRoot();
    if (types.has(question.type) || types.has(Type::CNAME))
        return {State::TypeInBitmap, question.name};
    if (isDs ? isChildSide : isParentSide)
        return {State::WrongRange, question.name};
    return {State::Proved, question.name};
}

// NSEC: the names of the zone in canonical order, each with its successor.
class NsecChain
{
public:
    NsecChain(const QList<RecordSet> &sets, const Name &zone)
        : m_zone(zone)
    {
        for (const RecordSet &set : sets) {
            for (const Record &record : set.records) {
                if (const std::optional<Nsec> nsec = nsecOf(record))
                    m_links.append({record.owner, *nsec});
            }
        }
    }

    bool isEmpty() const { return m_links.isEmpty(); }

    Proof prove(const Denied &denied) const
    {
        const Name &name = denied.question.name;
        if (const Link *match = at(name); match && denied.what != What::CloserMatch)
            return judgeBitmap(match->nsec.types, denied.question);
        const Link *cover = covering(name);
        if (!cover)
            return {State::WrongRange, name};
        if (isStrictlyBelow(cover->nsec.next, name)) // an empty non-terminal: it exists, without any type
            return {denied.what == What::CloserMatch ? State::WrongRange : State::Proved, name};
        if (denied.what == What::CloserMatch)
            return {State::Proved, name};
        return proveNoWildcard(wildcardAt(encloserOf(name, *cover)), denied.question.type);
    }

private:
    struct Link {
        Name owner;
        Nsec nsec;
    };

    const Link *at(const Name &name) const
    {
        const auto isAt = [&name](const Link &link) { return link.owner == name; };
        const auto found = std::find_if(m_links.cbegin(), m_links.cend(), isAt);
        return found == m_links.cend() ? nullptr : &*found;
    }

    const Link *covering(const Name &name) const
    {
        const auto covers = [this, &name](const Link &link) {
            const bool isLast = link.nsec.next == m_zone;
            return link.owner < name && (isLast || name < link.nsec.next)
                && !(isStrictlyBelow(name, link.owner) && endsTheZone(link.nsec.types));
        };
        const auto found = std::find_if(m_links.cbegin(), m_links.cend(), covers);
        return found == m_links.cend() ? nullptr : &*found;
    }

    // The deepest name above `name` that exists, as both ends of the gap show.
    static Name encloserOf(const Name &name, const Link &cover)
    {
        Name encloser = name.parent();
        while (!cover.owner.isAtOrBelow(encloser) && !cover.nsec.next.isAtOrBelow(encloser))
            encloser = encloser.parent();
        return encloser;
    }

    Proof proveNoWildcard(const Name &wildcard, Type type) const
    {
        if (const Link *match = at(wildcard)) {
            const bool isDenied = judgeBitmap(match->nsec.types, {wildcard, type}).state == State::Proved;
            return {isDenied ? State::Proved : State::WildcardNotDenied, wildcard};
        }
        return {covering(wildcard) ? State::Proved : State::WildcardNotDenied, wildcard};
    }

    Name m_zone;
    QList<Link> m_links;
};

QByteArray base32hex(const QByteArray &bytes)
{
    QByteArray text;
    quint32 buffer = 0;
    int bits = 0;
    for (const char byte : bytes) {
        buffer = buffer << 8 | quint8(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += "0123456789abcdefghijklmnopqrstuv"[buffer >> (bits - 5) & 31];
    }
    return text; // a SHA-1 hash has no rest
}

// NSEC3: the same with hashed names.
class Nsec3Chain
{
public:
    // "all NSEC3 RRs … the same hash algorithm, iterations, and salt": others than the first one's are ignored (RFC
    // 5155 8.2), like unknown algorithms (8.1).
    Nsec3Chain(const QList<RecordSet> &sets, const Name &zone)
        : m_zone(zone)
    {
        for (const RecordSet &set : sets) {
            for (const Record &record : set.records) {
                const std::optional<Nsec3> nsec3 = nsec3Of(record);
                if (!nsec3 || nsec3->hashAlgorithm != Sha1 || record.owner.parent() != zone)
                    continue;
                if (m_links.isEmpty()) {
                    m_salt = nsec3->salt;
                    m_iterations = nsec3->iterations;
                }
                if (nsec3->salt == m_salt && nsec3->iterations == m_iterations)
                    m_links.append({record.owner.labels().first().toLower(), base32hex(nsec3->next), *nsec3});
            }
        }
    }

    bool isEmpty() const { return m_links.isEmpty(); }

    Proof prove(const Denied &denied) const
    {
        if (m_iterations > MostIterations)
            return {State::TooManyIterations, m_zone};
        const Name &name = denied.question.name;
        if (denied.what == What::CloserMatch) {
            const Name nextCloser = ancestorWith(denied.wildcardLabels + 1, name);
            return {covering(nextCloser) ? State::Proved : State::WrongRange, nextCloser};
        }
        if (const Link *match = at(name))
            return judgeBitmap(match->nsec3.types, denied.question);
        const std::optional<Name> encloser = closestEncloserOf(name);
        if (!encloser)
            return {State::ClosestEncloserMissing, name};
        return proveBelow(*encloser, denied);
    }

private:
    struct Link {
        QByteArray hash;
        QByteArray next;
        Nsec3 nsec3;
    };

    // The name does not exist as a name of its own; a wildcard below its closest encloser might have made the answer.
    Proof proveBelow(const Name &encloser, const Denied &denied) const
    {
        const Name &name = denied.question.name;
        const Name nextCloser = ancestorWith(encloser.labelCount() + 1, name);
        const Link *cover = covering(nextCloser);
        if (!cover)
            return {State::WrongRange, nextCloser};
        if (cover->nsec3.isOptOut && denied.what == What::Type)
            return {State::OptOut, nextCloser};
        const Name wildcard = wildcardAt(encloser);
        const Proof there = proveNoWildcard(wildcard, denied.question.type);
        return cover->nsec3.isOptOut && there.state == State::Proved ? Proof{State::OptOut, nextCloser} : there;
    }

    Proof proveNoWildcard(const Name &wildcard, Type type) const
    {
        if (const Link *match = at(wildcard)) {
            const bool isDenied = judgeBitmap(match->nsec3.types, {wildcard, type}).state == State::Proved;
            return {isDenied ? State::Proved : State::WildcardNotDenied, wildcard};
        }
        return {covering(wildcard) ? State::Proved : State::WildcardNotDenied, wildcard};
    }

    std::optional<Name> closestEncloserOf(const Name &name) const
    {
        for (Name encloser = name.parent(); encloser.isAtOrBelow(m_zone); encloser = encloser.parent()) {
            if (const Link *match = at(encloser))
                return endsTheZone(match->nsec3.types) ? std::nullopt : std::optional(encloser);
            if (encloser.isRoot())
                break;
        }
        return std::nullopt;
    }

    const Link *at(const Name &name) const
    {
        const QByteArray hash = nsec3Label(name, m_salt, m_iterations);
        const auto isAt = [&hash](const Link &link) { return link.hash == hash; };
        const auto found = std::find_if(m_links.cbegin(), m_links.cend(), isAt);
        return found == m_links.cend() ? nullptr : &*found;
    }

    const Link *covering(const Name &name) const
    {
        const QByteArray hash = nsec3Label(name, m_salt, m_iterations);
        const auto covers = [&hash](const Link &link) {
            const bool isLast = link.next <= link.hash;
            return isLast ? hash > link.hash || hash < link.next : hash > link.hash && hash < link.next;
        };
        const auto found = std::find_if(m_links.cbegin(), m_links.cend(), covers);
        return found == m_links.cend() ? nullptr : &*found;
    }

    Name m_zone;
    QByteArray m_salt;
    int m_iterations = 0;
    QList<Link> m_links;
};

Proof prove(const QList<RecordSet> &sets, const Denied &denied, const Name &zone)
{
    const NsecChain nsec(sets, zone);
    const Nsec3Chain nsec3(sets, zone);
    const Proof byNsec = nsec.isEmpty() ? Proof() : nsec.prove(denied);
    return nsec3.isEmpty() || isEnough(byNsec) ? byNsec : nsec3.prove(denied);
}

QList<RecordSet> proofsIn(const QList<Record> &authority, const Name &zone)
{
    QList<RecordSet> proofs;
    for (const RecordSet &set : recordSetsIn(authority)) {
        const bool isProof = set.type == Type::NSEC || set.type == Type::NSEC3;
        if (isProof && set.owner.isAtOrBelow(zone) && proofs.size() < MostProofs)
            proofs.append(set);
    }
    return proofs;
}

} // namespace

QByteArray nsec3Label(const Name &name, const QByteArray &salt, int iterations)
{
    // IH(salt, x, k) = H(IH(salt, x, k-1) || salt), RFC 5155 5
    QByteArray hash = QCryptographicHash::hash(name.toCanonicalWire() + salt, QCryptographicHash::Sha1);
    for (int i = 0; i < iterations; ++i)
        hash = QCryptographicHash::hash(hash + salt, QCryptographicHash::Sha1);
    return base32hex(hash);
}

Denial checkDenial(const QList<Record> &authority, const Denied &denied, const Name &zone, const QList<Record> &keys,
    const QDateTime &now, WorkBudget &budget)
{
    Denial denial;
    denial.about = denied.question.name;
    const QList<RecordSet> proofs = proofsIn(authority, zone);
    QList<RecordSet> sound;
    for (const RecordSet &set : proofs) {
        denial.isNsec3 = denial.isNsec3 || set.type == Type::NSEC3;
        const QList<SignatureCheck> checks = checkSignatures(set, zone, keys, now, budget);
        if (isGood(checks)) {
            sound.append(set);
            continue;
        }
        if (denial.unsound.isEmpty())
            denial.signatures = checks;
        denial.unsound.append(set);
    }
    Proof proof = prove(sound, denied, zone);
    if (!isEnough(proof) && !denial.unsound.isEmpty()) {
        proof = prove(proofs, denied, zone);
        if (isEnough(proof))
            proof.state = denial.signatures.isEmpty() ? State::NotSigned : State::BadSignature;
    }
    denial.state = proof.state;
    if (proof.state != State::NoProof)
        denial.about = proof.about;
    return denial;
}

} // namespace cw::dns
