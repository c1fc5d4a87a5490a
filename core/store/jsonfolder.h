// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace cw::store
{

// One JSON object a file, written atomically with mode 0600 in folders with mode 0700.
Result<Nothing> writeJson(const QString &path, const QJsonObject &json);
// StoreFailure UnknownId when there is no such file, Damaged when it is no JSON object.
Result<QJsonObject> readJson(const QString &path);

// Ids become file names: only letters, digits, '-' and '.' within, at most 100.
bool isSafeId(const QString &id);

} // namespace cw::store
