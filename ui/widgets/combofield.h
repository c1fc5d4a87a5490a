// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/combobox.h"
#include "ui/widgets/field.h"

namespace cw::ui
{

// A Field with a combo box.
class ComboField : public Field
{
    Q_OBJECT

public:
    explicit ComboField(const QString &label, QWidget *parent = nullptr);

    ComboBox *combo() const { return m_combo; }

Q_SIGNALS:
    void activated(int index); // by the user

private:
    ComboBox *m_combo;
};

} // namespace cw::ui
