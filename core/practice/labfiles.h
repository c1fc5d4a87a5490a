// SPDX-License-Identifier: MIT
#pragma once

#include "practice/freeports.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace cw::practice
{

struct LabFile {
    QString name;
    QByteArray content;
};

// The zones that a user of the practice mode can have certificates for, without final dot.
const QStringList &practiceZones();

// Everything the three programs read: configurations, zones, the key for dynamic updates. They run in the folder that
// holds these files, so the files name each other without a path.
QList<LabFile> labFiles(const LabPorts &ports, const QByteArray &tsigSecret);

constexpr char TsigKeyFileName[] = "update.key";

} // namespace cw::practice
