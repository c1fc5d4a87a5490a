// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/field.h"

#include <QComboBox>

namespace cw::ui
{

// A Field with a combo box.
class ComboField : public Field
{
    Q_OBJECT

public:
    explicit ComboField(const QString &label, QWidget *parent = nullptr);

    QComboBox *combo() const { return m_combo; }

Q_SIGNALS:
    void activated(int index); // by the user

private:
    QComboBox *m_combo;
};

} // namespace cw::ui
