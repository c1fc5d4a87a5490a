// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/textfield.h"

namespace cw::ui
{

class FileField;

// Which authority issued a certificate that comes from elsewhere: one that we know by name, another directory with the root for
// its connection, or none.
class CertificateCa : public QWidget
{
    Q_OBJECT

public:
    enum class Unknown { Allowed, NotAllowed };

    explicit CertificateCa(Unknown unknown, QWidget *parent = nullptr);

    // Writes authority, directory and root into `certificate`. False: a field says what is wrong with it.
    bool writeTo(store::CertificateRecord &certificate);

private:
    void refresh();

    ComboField *m_which;
    TextField *m_directory;
    FileField *m_root;
};

} // namespace cw::ui
