// SPDX-License-Identifier: MIT
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace cw::ui
{

namespace
{

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor Tokens::ink(Ink role) const
{
    switch (role) {
    case Ink::Text:
        return text;
    case Ink::Text2:
        return text2;
    case Ink::Accent:
        return accent;
    case Ink::OnAccent:
        return onAccent;
    case Ink::Ok:
        return ok;
    case Ink::Warn:
        return warn;
    case Ink::Fail:
        return fail;
    case Ink::Pend:
        return pend;
    case Ink::Strong:
        return strong;
    }
    return text;
}

QColor Tokens::ink(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return text;
    case Tone::Accent:
        return accent;
    case Tone::Ok:
        return ok;
    case Tone::Warn:
        return warn;
    case Tone::Fail:
        return fail;
    case Tone::Pend:
        return pend;
    }
    return text;
}

QColor Tokens::soft(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral:
        return surface;
    case Tone::Accent:
        return accentSoft;
    case Tone::Ok:
        return okSoft;
    case Tone::Warn:
        return warnSoft;
    case Tone::Fail:
        return failSoft;
    case Tone::Pend:
        return pendSoft;
    }
    return surface;
}

QColor Tokens::edge(Tone tone) const
{
    return tone == Tone::Neutral ? border : ink(tone);
}

QList<std::pair<QString, QColor>> Tokens::named() const
{
    return {
        {QStringLiteral("win"), win},
        {QStringLiteral("rail"), rail},
        {QStringLiteral("surface"), surface},
        {QStringLiteral("raised"), raised},
        {QStringLiteral("border"), border},
        {QStringLiteral("strong"), strong},
        {QStringLiteral("text"), text},
        {QStringLiteral("text2"), text2},
        {QStringLiteral("accent"), accent},
        {QStringLiteral("onAccent"), onAccent},
        {QStringLiteral("accentSoft"), accentSoft},
        {QStringLiteral("ok"), ok},
        {QStringLiteral("okSoft"), okSoft},
        {QStringLiteral("warn"), warn},
        {QStringLiteral("warnSoft"), warnSoft},
        {QStringLiteral("fail"), fail},
        {QStringLiteral("failSoft"), failSoft},
        {QStringLiteral("pend"), pend},
        {QStringLiteral("pendSoft"), pendSoft},
    };
}

Tokens lightTokens()
{
    return {
        .win = QColor(0xF3F5F8),
        .rail = QColor(0xE9EDF3),
        .surface = QColor(0xFFFFFF),
        .raised = QColor(0xF7F9FB),
        .border = QColor(0xD8DEE6),
        .strong = QColor(0x7F8B9B),
        .text = QColor(0x17202E),
        .text2 = QColor(0x525E6F),
        .accent = QColor(0x1F5FC4),
        .onAccent = QColor(0xFFFFFF),
        .accentSoft = QColor(0xE6EFFC),
        .ok = QColor(0x0A7566),
        .okSoft = QColor(0xE0F4EF),
        .warn = QColor(0x8F5200),
        .warnSoft = QColor(0xFDF1DA),
        .fail = QColor(0xB3261E),
        .failSoft = QColor(0xFDEBE8),
        .pend = QColor(0x5A6675),
        .pendSoft = QColor(0xECEFF3),
    };
}

Tokens darkTokens()
{
    return {
        .win = QColor(0x12161C),
        .rail = QColor(0x0D1116),
        .surface = QColor(0x1A2029),
        .raised = QColor(0x212935),
        .border = QColor(0x333D4B),
        .strong = QColor(0x738196),
        .text = QColor(0xE7ECF3),
        .text2 = QColor(0xA9B4C3),
        .accent = QColor(0x82B1FF),
        .onAccent = QColor(0x0B1A33),
        .accentSoft = QColor(0x1D2F4D),
        .ok = QColor(0x52CDB4),
        .okSoft = QColor(0x12352F),
        .warn = QColor(0xF3BC57),
        .warnSoft = QColor(0x3A2C10),
        .fail = QColor(0xFF9385),
        .failSoft = QColor(0x43201D),
        .pend = QColor(0xA3AFBF),
        .pendSoft = QColor(0x2A323E),
    };
}

Tokens systemTokens(const QPalette &system)
{
    const QColor window = system.color(QPalette::Window);
    const QColor base = system.color(QPalette::Base);
    const QColor text = system.color(QPalette::WindowText);
    const QColor highlight = system.color(QPalette::Highlight);
    return {
        .win = window,
        .rail = window,
        .surface = base,
        .raised = base,
        .border = text,
        .strong = text,
        .text = text,
        .text2 = text,
        .accent = highlight,
        .onAccent = system.color(QPalette::HighlightedText),
        .accentSoft = base,
        .ok = text,
        .okSoft = base,
        .warn = text,
        .warnSoft = base,
        .fail = text,
        .failSoft = base,
        .pend = text,
        .pendSoft = base,
    };
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace cw::ui
