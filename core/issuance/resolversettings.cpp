// SPDX-License-Identifier: MIT
#include "issuance/resolversettings.h"

#include "dns/endpoint.h"

namespace cw::issuance
{

bool isDohUrl(const QString &text)
{
    return dns::parseDoh(text).has_value();
}

bool isResolver(const QString &text)
{
    return dns::parseResolver(text).has_value();
}

EnvironmentPtr withResolvers(const Environment &environment, const ResolverSettings &settings)
{
    auto made = std::make_shared<Environment>(environment);
    dns::DnsSettings &dns = made->dns;
    if (const std::optional<dns::Endpoint> own = dns::parseResolver(settings.ownResolver))
        dns.resolvers = {*own};
    dns.publicResolvers.removeIf(
        [&settings](const dns::PublicResolver &resolver) { return settings.leftOut.contains(resolver.id); });
    if (const std::optional<dns::Endpoint> own = dns::parseDoh(settings.ownDoh))
        dns.publicResolvers.append({QStringLiteral("own"), own->doh.host(), *own});
    if (!settings.asksPublicResolvers)
        dns.publicResolvers.clear();
    return made;
}

} // namespace cw::issuance
