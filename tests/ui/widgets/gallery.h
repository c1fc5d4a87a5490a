// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <memory>
#include <utility>
#include <vector>

namespace gallery
{

// Every widget once, in the arrangements of the pictures of the design.
std::unique_ptr<QWidget> choices();
std::unique_ptr<QWidget> preflight();
std::unique_ptr<QWidget> publish();
std::unique_ptr<QWidget> fields();
std::unique_ptr<QWidget> certificate();

} // namespace gallery
