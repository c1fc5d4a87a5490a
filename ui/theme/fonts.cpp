// SPDX-License-Identifier: MIT
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <array>

namespace cw::ui
{

namespace
{

QFont scaled(QFont font, double factor)
{
    const int pixels = QFontInfo(QApplication::font()).pixelSize();
    font.setPixelSize(std::max(1, qRound(pixels * factor)));
    return font;
}

// QFont::setFeature() exists only from Qt 6.7, so a family that draws ligatures is replaced by one that has none.
QString familyWithoutLigatures(const QString &family)
{
    static constexpr std::array withLigatures = {u"JetBrains Mono", u"Fira Code", u"Cascadia Code", u"Iosevka",
        u"Hasklig", u"Victor Mono", u"Monoid", u"Lilex", u"Maple Mono", u"Geist Mono"};
    const bool ligates = std::any_of(withLigatures.begin(), withLigatures.end(),
        [&family](const char16_t *name) { return family.startsWith(QStringView(name)); });
    if (!ligates || family.contains(u" NL"))
        return family;
    const QStringList installed = QFontDatabase::families();
    for (const char16_t *name : {u"JetBrains Mono NL", u"Cascadia Mono", u"DejaVu Sans Mono", u"Noto Sans Mono",
             u"Liberation Mono", u"Menlo", u"Consolas", u"Courier New"}) {
        if (QString candidate = QString::fromUtf16(name); installed.contains(candidate))
            return candidate;
    }
    return family;
}

} // namespace

double factorOf(TextSize size)
{
    switch (size) {
    case TextSize::Title:
        return 1.7;
    case TextSize::CardTitle:
        return 1.15;
    case TextSize::Body:
        return 1.0;
    case TextSize::Small:
        return 0.92;
    case TextSize::Sub:
        return 0.85;
    }
    return 1.0;
}

QFont textFont(TextSize size, QFont::Weight weight)
{
    QFont font = scaled(QApplication::font(), factorOf(size));
    font.setWeight(weight);
    return font;
}

QFont fixedFont(TextSize size, QFont::Weight weight)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamily(familyWithoutLigatures(font.family()));
    font = scaled(font, factorOf(size) * 0.92); // fixed fonts look larger than the text beside them
    font.setWeight(weight);
    return font;
}

} // namespace cw::ui
