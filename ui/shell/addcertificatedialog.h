// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/addcertificate.h"
#include "ui/shell/certificateca.h"

#include <QDialog>

class QPushButton;

namespace cw::ui
{

class FailureNotice;

// The files of a certificate from elsewhere, its authority, and a passphrase when the key wants one. Stays open while they are
// read: addRequested() is answered by accept() or showFailure(), which says at the field what is wrong.
class AddCertificateDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AddCertificateDialog(QWidget *parent);

    void showFailure(const Failure &failure);

Q_SIGNALS:
    void addRequested(const cw::issuance::AddRequest &request);

private:
    void add();

    FailureNotice *m_failure;
    FileField *m_certificate;
    FileField *m_key;
    TextField *m_passphrase;
    CertificateCa *m_ca;
    QPushButton *m_go;
};

} // namespace cw::ui
