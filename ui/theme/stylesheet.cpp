// SPDX-License-Identifier: MIT
#include "ui/theme/stylesheet.h"

#include "ui/theme/fonts.h"

#include <QFile>
#include <QFontInfo>
#include <QHash>
#include <QRegularExpression>

namespace cw::ui
{

namespace
{

QHash<QString, QString> valuesOf(const Tokens &tokens, const QFont &base)
{
    QHash<QString, QString> values;
    for (const auto &[name, color] : tokens.named())
        values.insert(name, color.name());
    const int pixels = QFontInfo(base).pixelSize();
    const auto size
        = [pixels](TextSize text) { return QString::number(qRound(pixels * factorOf(text))) + QStringLiteral("px"); };
    values.insert(QStringLiteral("sizeTitle"), size(TextSize::Title));
    values.insert(QStringLiteral("sizeCardTitle"), size(TextSize::CardTitle));
    values.insert(QStringLiteral("sizeBody"), size(TextSize::Body));
    values.insert(QStringLiteral("sizeSmall"), size(TextSize::Small));
    values.insert(QStringLiteral("sizeSub"), size(TextSize::Sub));
    const QFont fixed = fixedFont();
    values.insert(QStringLiteral("fixedFamily"), QLatin1Char('"') + fixed.family() + QLatin1Char('"'));
    values.insert(QStringLiteral("sizeFixed"), QString::number(fixed.pixelSize()) + QStringLiteral("px"));
    return values;
}

} // namespace

QString styleSheet(const Tokens &tokens, const QFont &base)
{
    QFile file(QStringLiteral(":/certwright/style/certwright.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> values = valuesOf(tokens, base);
    static const QRegularExpression name(QStringLiteral("@([A-Za-z0-9]+)"));
    QString result;
    qsizetype done = 0;
    for (auto match = name.globalMatch(source); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        Q_ASSERT(values.contains(found.captured(1)));
        result += QStringView(source).mid(done, found.capturedStart() - done);
        result += values.value(found.captured(1));
        done = found.capturedEnd();
    }
    result += QStringView(source).mid(done);
    return result;
}

} // namespace cw::ui
