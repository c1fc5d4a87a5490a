// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <chrono>

namespace cw::ui
{

// How the pages write names, times and amounts: the same everywhere.

// "bücher.example" for "xn--bcher-kva.example"; any other name as it is.
QString readableName(const QString &ascii);
// The same for every name in a text.
QString readableText(const QString &text);
QStringList readableNames(const QStringList &ascii);
// "a.example, b.example and 3 more": at most `most` names are written out.
QString nameList(const QStringList &ascii, int most);
// "example.org" for "example.org.", the root stays ".".
QString withoutFinalDot(const QString &name);

QString hourText(const QDateTime &time); // "14:06", local
QString secondsText(std::chrono::milliseconds duration); // "0.4 s"
QString countdownText(std::chrono::seconds left); // "8 s", "3:12"

} // namespace cw::ui
