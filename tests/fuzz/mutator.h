// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace cw::fuzz
{

// The input of one run: one of the seeds with some changes; always the same for the same seeds, seed number and run.
QByteArray mutate(const QList<QByteArray> &seeds, quint64 seed, quint64 run);

} // namespace cw::fuzz
