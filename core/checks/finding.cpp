// SPDX-License-Identifier: MIT
#include "checks/finding.h"

namespace cw::checks
{

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Ok:
        return QStringLiteral("ok");
    case Severity::Info:
        return QStringLiteral("info");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Fail:
        return QStringLiteral("fail");
    case Severity::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace cw::checks
