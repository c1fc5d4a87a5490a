// SPDX-License-Identifier: MIT
#include "publish/hooksettings.h"

namespace cw::publish
{

QString hookFormatName(HookFormat format)
{
    switch (format) {
    case HookFormat::Certbot:
        return QStringLiteral("certbot");
    case HookFormat::Dehydrated:
        return QStringLiteral("dehydrated");
    case HookFormat::AcmeSh:
        return QStringLiteral("acme.sh");
    case HookFormat::Lego:
        break;
    }
    return QStringLiteral("lego");
}

std::optional<HookFormat> hookFormatFromName(QStringView name)
{
    for (const HookFormat format : {HookFormat::Certbot, HookFormat::Dehydrated, HookFormat::AcmeSh, HookFormat::Lego}) {
        if (hookFormatName(format) == name)
            return format;
    }
    return std::nullopt;
}

} // namespace cw::publish
