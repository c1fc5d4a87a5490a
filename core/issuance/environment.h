// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "base/clock.h"
#include "dns/dnstransport.h"
#include "net/httptransport.h"
#include "store/secretstore.h"

#include <functional>
#include <memory>

namespace cw::issuance
{

// What the flow stands on: real things in the programs, fakes in tests. Made once on the GUI thread, then only read;
// operations keep it alive by their shared_ptr. Transports are made anew in each worker thread.
struct Environment {
    std::function<std::unique_ptr<net::HttpTransport>(const QByteArray &extraRootsPem)> makeHttp;
    std::function<std::unique_ptr<dns::DnsTransport>()> makeDns;
    std::shared_ptr<Clock> clock;
    std::shared_ptr<ActivityLog> log;
    std::shared_ptr<store::SecretStore> secrets;
    QString home; // folder of all data
    dns::DnsSettings dns; // for orders that choose nothing else
};
using EnvironmentPtr = std::shared_ptr<const Environment>;

} // namespace cw::issuance
