// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

#include <memory>
#include <utility>

class QHBoxLayout;

namespace gallery
{

// Every widget once, in the arrangements of the pictures of the design.
std::unique_ptr<QWidget> choices();
std::unique_ptr<QWidget> preflight();
std::unique_ptr<QWidget> publish();
std::unique_ptr<QWidget> fields();
std::unique_ptr<QWidget> certificate();

// Parts of the pages.
QString s(const char *text);
std::pair<std::unique_ptr<QWidget>, QHBoxLayout *> twoColumns();

} // namespace gallery
