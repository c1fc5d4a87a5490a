// SPDX-License-Identifier: MIT
#include "ui/shell/confirm.h"

#include <QMessageBox>
#include <QPushButton>

namespace cw::ui
{

void confirm(QWidget *window, const Deed &deed, std::function<void()> go)
{
    auto *box = new QMessageBox(QMessageBox::Warning, QString(), deed.question, QMessageBox::NoButton, window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(deed.consequence);
    QPushButton *yes = box->addButton(deed.button, QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("confirm.go"));
    yes->setAccessibleName(deed.button);
    QPushButton *no = box->addButton(QMessageBox::Cancel);
    no->setObjectName(QStringLiteral("confirm.cancel"));
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(yes, &QPushButton::clicked, window, std::move(go));
    box->open();
}

} // namespace cw::ui
