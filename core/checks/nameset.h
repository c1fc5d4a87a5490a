// SPDX-License-Identifier: MIT
#pragma once

#include "checks/names.h"

#include <QList>

namespace cw::checks
{

// What is to be said about one name because of the others in the list.
struct NameHint {
    enum class Kind {
        Duplicate, // `other` is the same name
        CoveredByWildcard, // `other` is a wildcard of the list that covers it: Let's Encrypt refuses such an order
        NotCoveredByWildcard, // `other` only looks as if it covered it: a star stands for one label
        SharesRecordName, // `other` needs a value at the same record name
        OverLimit, // more names than the CA takes
        PrivateSuffix, // others have names below it: shared limits, and often refused
        LooksLikeAnother, // letters of different scripts in one label
    };
    Kind kind = Kind::Duplicate;
    int index = 0; // in the list
    QString other; // as people read it
    bool isRefused = false; // the order would not be accepted with this name in it
    bool operator==(const NameHint &) const = default;
};

struct NameSetSummary {
    QList<NameHint> hints; // in the order of the list
    int valueCount = 0; // TXT values that will be needed
    int recordNameCount = 0; // record names that hold them
};

// `limit`: how many names the CA takes in one certificate.
NameSetSummary summarizeNames(const QList<CheckedName> &names, int limit = 100);

// One sentence for the row of the name. Translated.
QString hintText(const NameHint &hint);

} // namespace cw::checks
