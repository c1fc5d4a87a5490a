// SPDX-License-Identifier: MIT
#include "ui/pages/typednames.h"

#include "base/explain.h"

#include <QCoreApplication>

namespace cw::ui
{

TypedNames readTypedNames(const QString &text, checks::CaScope scope)
{
    TypedNames typed;
    const QStringList parts = checks::splitNames(text);
    for (const QString &part : parts) {
        const Result<checks::CheckedName> name = checks::checkName(part, scope);
        if (!name) {
            const QString reason = explain(name.failure()).text;
            const QString named = QCoreApplication::translate("pages", "%1: %2", "name, what is wrong with it");
            return {{}, reason.contains(part) ? reason : named.arg(part, reason)};
        }
        if (!typed.ascii.contains(name->ascii))
            typed.ascii << name->ascii;
    }
    if (typed.ascii.isEmpty())
        typed.error = QCoreApplication::translate("pages", "Enter a domain name, for example www.example.org.");
    return typed;
}

} // namespace cw::ui
