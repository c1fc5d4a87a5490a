// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"
#include "publish/hook.h"

#include <memory>

namespace cw::issuance
{

// The settings of the journal and the secret of the secret store ({"environment": {NAME: value}, "saved": {NAME: value}}) as
// the publisher wants them. BadInput UnknownWay for a format that nobody knows, Store Damaged for a secret not of this form.
Result<publish::HookSettings> hookSettings(const store::HookSettings &kept, const QByteArray &secret);

// Writes each run into order.hookRuns (the latest 200), and what an acme.sh script saves into the secret store, under the id
// of this way's secret. Lives within the life of `tools` and `order`.
Result<std::unique_ptr<publish::Publisher>> hookPublisher(Tools &tools, store::OrderRecord &order,
                                                          const store::PublishSettings &way, const QByteArray &secret);

} // namespace cw::issuance
