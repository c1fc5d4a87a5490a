// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"
#include "store/sessionsecretstore.h"
#include "support/fakeca.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTemporaryDir>

#include <mutex>

namespace cw::test
{

// Everything that the flow stands on, as fakes: a CA, a DNS with the zones example.org (two servers) and auth.example.net,
// a clock, a home in a temporary folder and secrets in memory.
class FakeWorld
{
public:
    FakeWorld();

    // A draft at the fake CA for these names.
    store::OrderRecord draft(const QStringList &names) const;
    // What is on disk of the only order; null when there is none.
    std::optional<store::OrderRecord> onDisk() const;
    // Puts every TXT value of the order where it belongs, as a careful user would.
    void publish(const store::OrderRecord &order);
    // The CA finds a name good only when the value is in the DNS.
    void letTheCaLook();
    std::optional<Problem> judgeStanding(const FakeCa::Validation &validation);
    QStringList txtValues(const QString &owner);

    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    FakeCa ca {*clock};
    FakeDns dns;
    QTemporaryDir home;
    std::shared_ptr<issuance::Environment> environment = std::make_shared<issuance::Environment>();

private:
    std::mutex m_turnAtCa;
};

} // namespace cw::test
