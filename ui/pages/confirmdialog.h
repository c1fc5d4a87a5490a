// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"

#include <QDialog>

namespace cw::ui
{

// Asks before a deed that cannot be taken back: what we know, what follows, and two deeds as buttons. The safe one is
// filled, is the default and is what Esc does. accept() is the deed.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    struct Fact {
        Tone tone = Tone::Neutral;
        QString subject; // "example.org, *.example.org"
        QString text; // "missing at ns3.dns.example (1 of 3)"
        bool operator==(const Fact &) const = default;
    };
    struct Content {
        QString title;
        QString lead;
        QList<Fact> facts;
        QString consequence;
        QString doIt;
        QString keep;
    };

    ConfirmDialog(const Content &content, QWidget *parent);
};

} // namespace cw::ui
