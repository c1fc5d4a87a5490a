// SPDX-License-Identifier: MIT
#include "app/common/realenvironment.h"

#include "dns/nettransport.h"
#include "issuance/publicresolvers.h"
#include "net/qthttptransport.h"

#include <QDir>
#include <QStandardPaths>

namespace cw::app
{

QString dataFolder()
{
    const QString chosen = qEnvironmentVariable("CERTWRIGHT_HOME");
    if (!chosen.isEmpty())
        return QDir::cleanPath(QDir::current().absoluteFilePath(chosen));
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

std::shared_ptr<issuance::Environment> makeRealEnvironment(const QString &home)
{
    auto environment = std::make_shared<issuance::Environment>();
    environment->home = home;
    environment->clock = std::make_shared<SystemClock>();
    environment->log = std::make_shared<ActivityLog>();
    environment->makeHttp = [log = environment->log](const QByteArray &extraRootsPem) {
        return std::make_unique<net::QtHttpTransport>(extraRootsPem, net::QtHttpTransport::defaultUserAgent(), *log);
    };
    environment->makeDns = [log = environment->log] { return std::make_unique<dns::NetTransport>(*log); };
    environment->dns.publicResolvers = issuance::knownPublicResolvers();
    return environment;
}

} // namespace cw::app
