// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/revocation.h"
#include "ui/shell/certificateca.h"

#include <QDialog>

class QPushButton;

namespace cw::ui
{

class ChoiceGroup;
class ComboField;
class FailureNotice;

// Why a certificate is to be revoked, and whose signature asks for it. Stays open while the authority is asked: revokeRequested()
// is answered by accept() or showFailure().
class RevokeDialog : public QDialog
{
    Q_OBJECT

public:
    RevokeDialog(const store::CertificateRecord &certificate, bool hasAccount, QWidget *parent);

    void showFailure(const Failure &failure);

Q_SIGNALS:
    void revokeRequested(const cw::store::CertificateRecord &certificate, const cw::issuance::RevocationReason &reason,
                         cw::issuance::RevokeBy by);

private:
    void revoke();

    const store::CertificateRecord m_certificate;
    FailureNotice *m_failure;
    ChoiceGroup *m_reason;
    ComboField *m_by;
    CertificateCa *m_ca;
    QPushButton *m_cancel;
    QPushButton *m_go;
};

} // namespace cw::ui
