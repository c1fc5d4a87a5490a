// SPDX-License-Identifier: MIT
#pragma once

#include "store/orderrecord.h"

#include <QList>
#include <QString>

namespace cw::ui
{

// How another client would get the same certificate without anybody: same authority, names, kind of key and way to publish.
// Secrets are placeholders in capitals, such as YOUR-TSIG-SECRET. Not translated: commands and settings.
struct ClientText {
    QString client; // "certbot"
    QString text;
};
QList<ClientText> clientTexts(const store::OrderRecord &order);

} // namespace cw::ui
