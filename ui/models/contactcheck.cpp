// SPDX-License-Identifier: MIT
#include "ui/models/contactcheck.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace cw::ui
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("contact", text);
}

bool isBlankOrControl(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control;
}

// A CA decides what it takes; only what is surely a slip is said here.
QString addressFault(const QString &address)
{
    const QString quoted = address.left(80);
    const qsizetype at = address.lastIndexOf(u'@');
    if (at < 0)
        return tr(QT_TRANSLATE_NOOP("contact", "“%1” has no @ between name and domain.")).arg(quoted);
    if (at == 0)
        return tr(QT_TRANSLATE_NOOP("contact", "“%1” has nothing before the @.")).arg(quoted);
    if (std::any_of(address.begin(), address.end(), isBlankOrControl))
        return tr(QT_TRANSLATE_NOOP("contact", "“%1” has a blank in it. Put a comma between two addresses.")).arg(quoted);
    if (address.left(at).contains(u'@'))
        return tr(QT_TRANSLATE_NOOP("contact", "“%1” has more than one @.")).arg(quoted);
    const QStringList labels = address.mid(at + 1).split(u'.');
    if (labels.size() == 1)
        return tr(QT_TRANSLATE_NOOP("contact", "The part after @ has no dot: “%1”.")).arg(quoted);
    if (labels.contains(QString()))
        return tr(QT_TRANSLATE_NOOP("contact", "The part after @ has a dot too many: “%1”.")).arg(quoted);
    if (address.contains(u'?') || address.contains(u';'))
        return tr(QT_TRANSLATE_NOOP("contact", "“%1” has a character that CAs do not take in a contact.")).arg(quoted);
    return {};
}

} // namespace

QString contactFault(const QString &contact)
{
    const QStringList addresses = contact.split(u',', Qt::SkipEmptyParts);
    for (const QString &address : addresses) {
        const QString trimmed = address.trimmed();
        if (trimmed.isEmpty())
            continue;
        const QString fault = addressFault(trimmed);
        if (!fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace cw::ui
