// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tone.h"

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

#include <utility>

namespace cw::ui
{

// Every colour of the surface. Nothing else in the program names a colour.
struct Tokens {
    QColor win; // page background
    QColor rail; // step list
    QColor surface; // cards and fields
    QColor raised; // code and quiet cards
    QColor border; // decoration only
    QColor strong; // edges of fields and buttons
    QColor text;
    QColor text2;
    QColor accent;
    QColor onAccent;
    QColor accentSoft;
    QColor ok;
    QColor okSoft;
    QColor warn;
    QColor warnSoft;
    QColor fail;
    QColor failSoft;
    QColor pend;
    QColor pendSoft;

    QColor ink(Ink ink) const;
    QColor ink(Tone tone) const; // Neutral is text
    QColor soft(Tone tone) const; // Neutral is surface
    QColor edge(Tone tone) const; // Neutral is border

    QList<std::pair<QString, QColor>> named() const; // for the style sheet and for tests
};

Tokens lightTokens();
Tokens darkTokens();
// For high-contrast systems: the system's own colours, no soft fills.
Tokens systemTokens(const QPalette &system);

// The contrast of WCAG 2.1, from 1 to 21.
double contrast(const QColor &one, const QColor &other);

} // namespace cw::ui
