// SPDX-License-Identifier: MIT
#include "ui/widgets/combofield.h"

namespace cw::ui
{

ComboField::ComboField(const QString &label, QWidget *parent)
    : Field(label, new ComboBox, parent)
    , m_combo(static_cast<ComboBox *>(control()))
{
    m_combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_combo, &QComboBox::activated, this, &ComboField::activated);
}

} // namespace cw::ui
