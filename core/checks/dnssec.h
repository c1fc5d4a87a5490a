// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "checks/finding.h"
#include "dns/dnssec.h"
#include "dns/resolver.h"

#include <memory>

namespace cw::checks
{

// What a validating resolver made of a question, as far as the caller knows.
enum class ResolverSaw {
    NotKnown, // it was not asked, or does not validate
    Bogus, // SERVFAIL, but an answer with CD=1
    Validated, // an answer with AD=1
};

// An answer that the authority will need, or might.
struct DnssecQuestion {
    enum class Need {
        Now,
        Later, // the record is still to be published: an empty answer is replaced by then
        Never, // for information; for CAA above the set that decides
    };
    dns::Question question;
    ResolverSaw saw = ResolverSaw::NotKnown;
    Need need = Need::Now;
};

struct DnssecReport {
    enum class State {
        Unsigned, // nothing is signed, or resolvers take it for unsigned
        Signed, // every answer has what a validating resolver wants: an explanation, not a warrant
        Broken, // a resolver would refuse the zone, or an answer that was asked about
        Unknown,
    };
    State state = State::Unknown;
    QList<Finding> findings; // check "dnssec", the worst first
    QList<dns::Question> refused; // of the questions needed now: those whose answers no validating resolver would take
};

// Why is it bogus (K24)? Asks the servers of the zones themselves, from the root down: DS at the parent, DNSKEY and the
// questions at every server of the zone, with DO=1; aliases are followed into their zones. Severity Fail only where a
// validating resolver has nothing left to take: one bad server of several gives a warning, unless a resolver saw it
// fail. "Secure" is said by resolvers only. Remembers the zones, so that many names cost little: make one for each
// look. Blocks; one worker thread.
class DnssecInspector
{
public:
    struct Request {
        dns::Zone zone;
        QList<DnssecQuestion> questions; // in that zone
    };

    DnssecInspector(dns::Resolver &resolver, Clock &clock);
    ~DnssecInspector();

    DnssecReport inspect(const dns::Zone &zone, const QList<DnssecQuestion> &questions, CancelToken &token);
    // Many zones in the same few batches; in the order of the requests. When canceled: states Unknown without findings.
    QList<DnssecReport> inspectAll(const QList<Request> &requests, CancelToken &token);

private:
    class Memory;
    std::unique_ptr<Memory> m_memory;
};

} // namespace cw::checks
