// SPDX-License-Identifier: MIT
// What most files of the window include anyway. Files go on including what they use: other presets build without this.
#include "cmake/precompiled/core.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QWidget>
