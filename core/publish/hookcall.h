// SPDX-License-Identifier: MIT
#pragma once

#include "publish/hooksettings.h"
#include "publish/publisher.h"

namespace cw::publish
{

enum class Deed { Present, CleanUp };

// One run of a hook.
struct HookCall {
    QString program;
    QStringList arguments;
    QMap<QString, QString> environment; // added to our own
    QStringList unset; // taken out of our own
    QStringList secretNames; // of the environment
    QList<TxtRecord> records; // those it publishes or removes
};

// What is run to publish or remove the records, in this order; the same for running and for showing it beforehand. Looks at
// the disk only to find the programs. `allIdentifiers`: those of the order, "*.example.org" among them.
// Empty for the clean-up of a certbot hook that has none: no program of its own, and it does not look at CERTBOT_AUTH_OUTPUT.
//  certbot     variables only. As certbot does it for dns-01, CERTBOT_TOKEN is not set; CERTBOT_AUTH_OUTPUT is set for the
//              clean-up only, which is how hooks that do both know what to do
//  dehydrated  deploy_challenge DOMAIN TOKEN VALUE...     clean_challenge DOMAIN TOKEN VALUE...
//  lego        present OWNER. VALUE      raw: present -- DOMAIN TOKEN KEYAUTH      and cleanup
//  acme.sh     dns_x_add OWNER VALUE     dns_x_rm OWNER VALUE      by a shell that has read our helper functions
// These formats know no alias. DOMAIN is such that the hook's "_acme-challenge.DOMAIN" is the record's owner; where the
// owner does not begin so, it is the identifier's own. CERTWRIGHT_RECORD_NAME, CERTWRIGHT_ZONE and CERTWRIGHT_VALIDATION
// always say where the record really goes.
QList<HookCall> hookCalls(const HookSettings &settings, const QList<TxtRecord> &records, const QStringList &allIdentifiers,
                          Deed deed);

// The call as one would type it, one variable a line and then the command; secret values as "•••".
QString previewText(const HookCall &call);

} // namespace cw::publish
