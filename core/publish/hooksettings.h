// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace cw::publish
{

enum class HookFormat {
    Certbot, // --manual-auth-hook and --manual-cleanup-hook: variables CERTBOT_...
    Dehydrated, // HOOK: deploy_challenge and clean_challenge with three arguments a name
    AcmeSh, // a dnsapi script: functions dns_x_add and dns_x_rm of dns_x.sh
    Lego, // provider exec: present and cleanup
};

// "certbot", "dehydrated", "acme.sh", "lego"
QString hookFormatName(HookFormat format);
std::optional<HookFormat> hookFormatFromName(QStringView name);

struct HookSettings {
    HookFormat format = HookFormat::Certbot;
    QString program; // a path, or a command line with quotes as in a shell; no shell reads it. acme.sh: also "dns_x"
    QString cleanUpProgram; // certbot's; empty: the program itself, if it looks at CERTBOT_AUTH_OUTPUT
    QMap<QString, QString> environment; // added to our own; secrets filled in
    QStringList secretNames; // which of them never to show
    bool isChained = false; // dehydrated's HOOK_CHAIN: one call for all names
    bool isRaw = false; // lego's EXEC_MODE=RAW
    std::chrono::seconds timeLimit { 300 }; // of each call
    QMap<QString, QString> saved; // what an acme.sh script has saved in earlier runs; all of it is secret
};

} // namespace cw::publish
