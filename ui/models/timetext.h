// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

namespace cw::ui
{

// Times for people: local, in the words of the language.
QString dateText(const QDateTime &time); // "29 Nov 2026"
QString dateTimeText(const QDateTime &time); // "29 Nov 2026, 14:05"
QString clockText(const QDateTime &time); // "14:06:31"

} // namespace cw::ui
