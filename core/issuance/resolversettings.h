// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/environment.h"

namespace cw::issuance
{

// What the user chose about who is asked, for all orders.
struct ResolverSettings {
    bool asksPublicResolvers = true; // third parties learn the names that are asked for
    QStringList leftOut; // ids of public resolvers
    QString ownDoh; // one public resolver more, as a DoH URL; empty: none
    QString ownResolver; // an address or a DoH URL: then no other resolver is asked; empty: those of the system
    bool operator==(const ResolverSettings &) const = default;
};

bool isDohUrl(const QString &text);
bool isResolver(const QString &text); // an IP address, with a port perhaps, or a DoH URL

// The same environment with these settings; text that is neither address nor URL counts as none.
EnvironmentPtr withResolvers(const Environment &environment, const ResolverSettings &settings);

} // namespace cw::issuance
