// SPDX-License-Identifier: MIT
#pragma once

#include "checks/dnssec.h"

#include "support/fakeclock.h"
#include "support/signedworld.h"

namespace cw::test
{

dns::Name nameOf(const QString &text);

// A root, org and example.org with two servers; unsigned at first.
struct InspectedWorld : SignedWorld {
    FakeClock clock;
    ActivityLog log;
    CancelToken token;

    InspectedWorld();
    // The same with example.org signed as `how` says, and the zones above.
    explicit InspectedWorld(const ZoneSigner::How &how);

    checks::DnssecReport inspect(
        const QList<checks::DnssecQuestion> &questions, const QString &zone = QStringLiteral("example.org"));
};

checks::DnssecQuestion caa(const QString &name, checks::ResolverSaw saw = checks::ResolverSaw::NotKnown);
checks::DnssecQuestion txt(const QString &name, checks::DnssecQuestion::Need need = checks::DnssecQuestion::Need::Now);
// CAA of www.example.org and example.org, which are empty, and TXT of _acme-challenge.www.example.org.
QList<checks::DnssecQuestion> usualQuestions();

const ZoneSigner::How Well;
ZoneSigner::How until(const QDateTime &end); // for 30 days
ZoneSigner::How nsec3();
ZoneSigner::How expired(); // three weeks ago
void removeAllSignatures(QList<dns::Record> &zone); // and keys and NSEC

} // namespace cw::test

// The words first: they say most when something else was found.
#define COMPARE_FINDING(finding, theSeverity, theSaw)                                                                  \
    QCOMPARE((finding).saw, theSaw);                                                                                   \
    QCOMPARE((finding).severity, theSeverity);                                                                         \
    QCOMPARE((finding).check, QStringLiteral("dnssec"))
