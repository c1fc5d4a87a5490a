// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"
#include "publish/publisher.h"

#include <QMap>

namespace cw::issuance
{

// Secrets of ways to publish that are not in the secret store yet: by zone ("example.org."), "" for the order's own way.
// What each way puts there, see store::PublishSettings::secretId.
struct WaySecret {
    QString way;
    QByteArray bytes;
    bool operator==(const WaySecret &) const = default;
};
using WaySecrets = QMap<QString, WaySecret>;

// Puts them into the secret store and their ids into the ways of the order, which gets an id if it has none.
Result<Nothing> keepSecrets(Tools &tools, store::OrderRecord &order, const WaySecrets &secrets);

// The secret of the way that is used in `zone`: one not kept yet, or that of the secret store. Empty when it needs none.
Result<QByteArray> secretFor(Tools &tools, const store::OrderRecord &order, const QString &zone, const WaySecrets &secrets);

// A way that is ready to be used; lives in one worker thread, within the life of `tools` and `order`.
struct OpenWay {
    std::shared_ptr<dns::Resolver> resolver;
    std::unique_ptr<net::HttpTransport> http;
    std::unique_ptr<publish::Publisher> publisher;
};

// The one place where the ways are registered. BadInput UnknownWay, or what is wrong with the settings or the secret.
// Hooks write into `order` what they said. `resolver`: one that knows the zones already, or a new one.
Result<OpenWay> openWay(Tools &tools, store::OrderRecord &order, const store::PublishSettings &settings, const QByteArray &secret,
                        std::shared_ptr<dns::Resolver> resolver);

} // namespace cw::issuance
