// SPDX-License-Identifier: MIT
#include "fuzz/target.h"

#include <cstdio>
#include <cstdlib>

namespace cw::fuzz
{

QList<Target> targets()
{
    return messageTargets() + dnssecTargets() + worldTargets() + textTargets() + acmeTargets();
}

const Target *targetNamed(const QByteArray &name)
{
    static const QList<Target> all = targets();
    for (const Target &target : all) {
        if (name == target.name)
            return &target;
    }
    return nullptr;
}

void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "not so: %s\n", what);
    std::abort();
}

QList<QByteArray> partsOf(const QByteArray &input, int count)
{
    QList<QByteArray> parts;
    qsizetype at = 0;
    while (parts.size() < count) {
        const bool hasLength = input.size() - at >= 2;
        const qsizetype length = hasLength ? quint8(input[at]) << 8 | quint8(input[at + 1]) : 0;
        at += hasLength ? 2 : 0;
        parts.append(input.mid(at, length));
        at = qMin(at + length, input.size());
    }
    return parts;
}

} // namespace cw::fuzz
