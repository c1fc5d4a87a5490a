// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "issuance/tools.h"

namespace cw::issuance
{

// Accounts at acme-dns, as JSON in the form of publish::writeAcmeDnsAccounts(); empty: none.

// Opens an account for each of these names ("*.example.org" and "example.org" share one) that has none in `kept`, and gives all
// back. BadInput for a server that cannot be asked, PublishFailure Api..., Canceled.
Result<QByteArray> openAcmeDnsAccounts(Tools &tools, const store::AcmeDnsSettings &settings, const QStringList &names,
                                       const QByteArray &kept, CancelToken &token);
// Those of `kept` and of a file that another client wrote; where both have the same name or target, the file's. BadInput.
Result<QByteArray> withImportedAccounts(const QByteArray &kept, const QByteArray &file, const QString &fileName);

// Which names have an account, and where their CNAME has to lead.
QList<AcmeDnsName> acmeDnsNames(const QByteArray &accounts, const QStringList &names);

} // namespace cw::issuance
