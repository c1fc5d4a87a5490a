// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"
#include "store/orderrecord.h"

namespace cw::ui
{

// What the start page shows; the window fills it from the workbench.
struct StartShelf {
    bool isLoaded = false;
    QList<store::OrderRecord> orders;
    QList<store::CertificateRecord> certificates;
    QStringList damagedFiles;
    QDateTime now; // UTC
    QStringList standingNotes {}; // of standing records that end soon, whole sentences
};

enum class PracticeState { Off, Starting, On };

} // namespace cw::ui
