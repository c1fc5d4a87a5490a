// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/textfield.h"

namespace cw::ui
{

// The path of a file: typed, chosen by a dialog or dropped.
class FileField : public TextField
{
    Q_OBJECT

public:
    explicit FileField(const QString &label, QWidget *parent = nullptr);

    void setDialogTitle(const QString &title) { m_dialogTitle = title; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void fileChosen(); // by the dialog or a drop; not while typing

private:
    void choose();
    void take(const QString &path);

    QString m_dialogTitle;
};

} // namespace cw::ui
