// SPDX-License-Identifier: MIT
#include "dns/dnssec.h"

#include "crypto/errorqueue.h"
#include "dns/ldnsrecord.h"
#include "dns/wire.h"

#include <ldns/ldns.h>

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace cw::dns
{

namespace
{

// As unbound since the KeyTrap attack: what is beyond is not tried. No honest zone comes near.
constexpr int MostSignatures = 8; // of one set
constexpr int MostDs = 32;
constexpr int MostKeys = 100; // of a zone
constexpr int MostKeysOfTag = 4; // and algorithm
constexpr int RecordsForOne = 100; // verification in the budget

QByteArray digestOf(const Record &key, int digestType)
{
    const QByteArray content = key.owner.toCanonicalWire() + key.rdata; // RFC 4034 5.1.4
    switch (digestType) {
    case 1:
        return QCryptographicHash::hash(content, QCryptographicHash::Sha1);
    case 2:
        return QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    default:
        return QCryptographicHash::hash(content, QCryptographicHash::Sha384);
    }
}

// DNSKEY records by tag and algorithm.
class KeyRing
{
public:
    explicit KeyRing(const QList<Record> &keys)
    {
        for (const Record &record : keys.first(std::min<qsizetype>(keys.size(), MostKeys))) {
            const std::optional<DnsKey> key = dnsKeyOf(record);
            if (!key)
                continue;
            QList<Record> &same = m_keys[{key->tag, key->algorithm}];
            if (same.size() < MostKeysOfTag)
                same.append(record);
        }
    }

    QList<Record> with(quint16 tag, quint8 algorithm) const { return m_keys.value({tag, algorithm}); }

private:
    QHash<std::pair<quint16, quint8>, QList<Record>> m_keys;
};

bool isZoneKey(const Record &record)
{
    const std::optional<DnsKey> key = dnsKeyOf(record);
    return key && key->isZoneKey();
}

DsCheck::State compare(const Ds &ds, int strongestDigest, const KeyRing &keys)
{
    if (!isKnownAlgorithm(ds.algorithm))
        return DsCheck::State::UnknownAlgorithm;
    if (!isKnownDigest(ds.digestType))
        return DsCheck::State::UnknownDigest;
    if (ds.digestType != strongestDigest)
        return DsCheck::State::Outdone;
    const QList<Record> candidates = keys.with(ds.keyTag, ds.algorithm);
    const auto fits = [&ds](const Record &key) { return digestOf(key, ds.digestType) == ds.digest; };
    const auto key = std::find_if(candidates.cbegin(), candidates.cend(), fits);
    if (key != candidates.cend())
        return isZoneKey(*key) ? DsCheck::State::Fits : DsCheck::State::NotAZoneKey;
    return candidates.isEmpty() ? DsCheck::State::NoSuchKey : DsCheck::State::DigestDiffers;
}

// Of those that count; unbound goes by the highest number, which is the strongest of the known ones.
int strongestDigestIn(const QList<Record> &dsRecords)
{
    int strongest = 0;
    for (const Record &record : dsRecords) {
        const std::optional<Ds> ds = dsOf(record);
        if (ds && isKnownAlgorithm(ds->algorithm) && isKnownDigest(ds->digestType))
            strongest = std::max(strongest, int(ds->digestType));
    }
    return strongest;
}

// The records of one set as ldns wants them, read once for all its signatures.
class Verifier
{
public:
    Verifier(const RecordSet &set, WorkBudget &budget)
        : m_list(ldns_rr_list_new(), &ldns_rr_list_free)
        , m_content(QCryptographicHash::Sha256)
        , m_budget(budget)
        , m_cost(1 + int(set.records.size()) / RecordsForOne)
    {
        for (const Record &record : set.records) {
            add(record);
            m_records.push_back(toLdns(record));
            m_isReadable = m_isReadable && m_records.back();
            if (m_records.back())
                ldns_rr_list_push_rr(m_list.get(), m_records.back().get());
        }
    }

    SignatureCheck::State check(const Record &signature, const QList<Record> &keys)
    {
        const LdnsRecord rrsig = toLdns(signature);
        if (!m_isReadable || !rrsig)
            return SignatureCheck::State::Bad;
        add(signature);
        for (const Record &key : keys) {
            add(key);
            const QByteArray content = m_content.result();
            if (!m_budget.results.contains(content)) {
                if (m_budget.verifications < m_cost)
                    return SignatureCheck::State::NotTried;
                m_budget.verifications -= m_cost;
                m_budget.results.insert(content, verifies(*rrsig, key));
            }
            if (m_budget.results.value(content))
                return SignatureCheck::State::Good;
        }
        return SignatureCheck::State::Bad;
    }

private:
    using List = std::unique_ptr<ldns_rr_list, decltype(&ldns_rr_list_free)>;

    // What the result depends on. Each part begins with its length, so that no two contents look the same.
    void add(const Record &record)
    {
        QByteArray part = record.owner.toCanonicalWire();
        append16(part, int(record.type));
        append32(part, quint32(record.rdata.size()));
        m_content.addData(part + record.rdata);
    }

    bool verifies(const ldns_rr &rrsig, const Record &key) const
    {
        const LdnsRecord dnskey = toLdns(key);
        if (!dnskey)
            return false;
        const List keys(ldns_rr_list_new(), &ldns_rr_list_free);
        const List goodKeys(ldns_rr_list_new(), &ldns_rr_list_free);
        ldns_rr_list_push_rr(keys.get(), dnskey.get());
        const auto status = ldns_verify_rrsig_keylist_notime(m_list.get(), &rrsig, keys.get(), goodKeys.get());
        crypto::emptyErrorQueue();
        return status == LDNS_STATUS_OK;
    }

    std::vector<LdnsRecord> m_records;
    List m_list; // of m_records; frees the list alone
    QCryptographicHash m_content;
    bool m_isReadable = true;
    WorkBudget &m_budget;
    int m_cost;
};

bool isMadeFor(const Signature &signature, const RecordSet &set, const Name &zone)
{
    return signature.signer == zone && set.owner.isAtOrBelow(zone) && signature.labels <= set.owner.labelCount();
}

} // namespace

QList<RecordSet> recordSetsIn(const QList<Record> &section)
{
    using Key = std::pair<Name, quint16>;
    QList<RecordSet> sets;
    QHash<Key, qsizetype> places;
    QSet<std::pair<Key, QByteArray>> seen;
    for (const Record &record : section) {
        const Key key{record.owner, quint16(record.type)};
        if (record.type == Type::RRSIG || record.klass != Class::IN || seen.contains({key, record.rdata}))
            continue;
        seen.insert({key, record.rdata});
        if (!places.contains(key)) {
            places.insert(key, sets.size());
            sets.append({record.owner, record.type, {}, {}});
        }
        sets[places.value(key)].records.append(record);
    }
    for (const Record &record : section) {
        const std::optional<Signature> signature = signatureOf(record);
        const auto place = signature ? places.constFind({record.owner, quint16(signature->covered)}) : places.cend();
        if (place != places.cend())
            sets[*place].signatures.append(record);
    }
    return sets;
}

QList<DsCheck> checkDs(const QList<Record> &dsRecords, const QList<Record> &keys)
{
    const KeyRing ring(keys);
    const int strongest = strongestDigestIn(dsRecords);
    QList<DsCheck> checks;
    for (const Record &record : dsRecords) {
        const std::optional<Ds> ds = dsOf(record);
        if (ds && checks.size() < MostDs)
            checks.append({compare(*ds, strongest, ring), *ds});
    }
    return checks;
}

QList<Record> keysThatFit(const QList<Record> &dsRecords, const QList<Record> &keys)
{
    const KeyRing ring(keys);
    QList<Record> found;
    for (const DsCheck &check : checkDs(dsRecords, keys)) {
        if (check.state != DsCheck::State::Fits)
            continue;
        for (const Record &key : ring.with(check.ds.keyTag, check.ds.algorithm)) {
            if (digestOf(key, check.ds.digestType) == check.ds.digest && !found.contains(key))
                found.append(key);
        }
    }
    return found;
}

Record dsFor(const Record &key)
{
    constexpr int Sha256 = 2;
    const DnsKey content = dnsKeyOf(key).value_or(DnsKey());
    Record ds{key.owner, Type::DS, Class::IN, key.ttl, {}};
    append16(ds.rdata, content.tag);
    ds.rdata += char(content.algorithm);
    ds.rdata += char(Sha256);
    ds.rdata += digestOf(key, Sha256);
    return ds;
}

bool countsAsUnsigned(const QList<DsCheck> &checks)
{
    return std::all_of(checks.cbegin(), checks.cend(), [](const DsCheck &check) {
        return check.state == DsCheck::State::UnknownDigest || check.state == DsCheck::State::UnknownAlgorithm;
    });
}

QList<SignatureCheck> checkSignatures(
    const RecordSet &set, const Name &zone, const QList<Record> &keys, const QDateTime &now, WorkBudget &budget)
{
    using State = SignatureCheck::State;
    const KeyRing ring(keys);
    QList<SignatureCheck> checks;
    std::optional<Verifier> verifier;
    for (const Record &record : set.signatures) {
        const std::optional<Signature> signature = signatureOf(record);
        if (!signature)
            continue;
        SignatureCheck check{
            State::Bad, *signature, timeNear(now, signature->inception), timeNear(now, signature->expiration)};
        const QList<Record> candidates = ring.with(signature->keyTag, signature->algorithm);
        if (checks.size() >= MostSignatures) {
            check.state = State::NotTried;
        } else if (!isMadeFor(*signature, set, zone)) {
            check.state = State::WrongSigner;
        } else if (!isKnownAlgorithm(signature->algorithm)) {
            check.state = State::UnknownAlgorithm;
        } else if (now > check.expiration) {
            check.state = State::Expired;
        } else if (now < check.inception) {
            check.state = State::NotYetValid;
        } else if (candidates.isEmpty()) {
            check.state = State::NoKey;
        } else if (std::none_of(candidates.cbegin(), candidates.cend(), isZoneKey)) {
            check.state = State::NotAZoneKey;
        } else {
            if (!verifier)
                verifier.emplace(set, budget);
            check.state = verifier->check(record, candidates);
        }
        checks.append(check);
    }
    return checks;
}

bool isGood(const QList<SignatureCheck> &checks)
{
    return std::any_of(checks.cbegin(), checks.cend(),
        [](const SignatureCheck &check) { return check.state == SignatureCheck::State::Good; });
}

} // namespace cw::dns
