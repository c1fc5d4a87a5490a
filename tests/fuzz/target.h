// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace cw::fuzz
{

// Something that reads what a stranger wrote. It may say whatever it likes about any input, but has to come back within
// a second, without a fault of memory or arithmetic, and what it says has to be consistent.
struct Target {
    enum class Group { Dns, Text };
    const char *name;
    Group group;
    void (*run)(const QByteArray &input);
};

QList<Target> targets();
const Target *targetNamed(const QByteArray &name);

// One way to read an input; each file of targets has one of these lists.
QList<Target> messageTargets();
QList<Target> dnssecTargets();
QList<Target> worldTargets();
QList<Target> textTargets();
QList<Target> acmeTargets();

// Ends the program, with these words, when it does not hold.
void demand(bool holds, const char *what);

// Input that is several things: each with its length in two bytes in front, as messages over TCP; broken lengths give
// what is left. As many as `count`, empty where the input has ended.
QList<QByteArray> partsOf(const QByteArray &input, int count);

} // namespace cw::fuzz
