// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

Explanation explainDns(const DnsFailure &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

Explanation explainPublish(const PublishFailure &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

} // namespace cw
