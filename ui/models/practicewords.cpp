// SPDX-License-Identifier: MIT
#include "ui/models/practicewords.h"

#include "issuance/practicesession.h"

#include <QCoreApplication>
#include <QLocale>

namespace cw::ui
{

QString whyNoPractice()
{
    const QList<practice::MissingProgram> missing = practice::PracticeLab::missingPrograms();
    if (missing.isEmpty())
        return {};
    QStringList packages;
    for (const practice::MissingProgram &program : missing) {
        if (!packages.contains(program.package))
            packages.append(program.package);
    }
    return QCoreApplication::translate("practice", "Not possible yet: install the packages %1 first.", nullptr, int(packages.size()))
        .arg(QLocale().createSeparatedList(packages));
}

} // namespace cw::ui
