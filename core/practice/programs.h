// SPDX-License-Identifier: MIT
#pragma once

#include "practice/freeports.h"
#include "practice/practicelab.h"
#include "practice/supervisor.h"

namespace cw::practice
{

// PATH, and where servers are when they are not on an ordinary user's PATH.
QStringList programFolders();
QList<MissingProgram> findMissingPrograms(const QStringList &folders);

// How to run the three in a folder made by makeLabFolder().
QList<Supervisor::Program> labPrograms(const LabPorts &ports, const QString &folder);
QProcessEnvironment labEnvironment(int nonceRejectPercent);

} // namespace cw::practice
