// SPDX-License-Identifier: MIT
#include "ui/shell/addcertificatedialog.h"

#include "base/explain.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/filefield.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

AddCertificateDialog::AddCertificateDialog(QWidget *parent)
    : QDialog(parent)
    , m_failure(new FailureNotice(this))
    , m_certificate(new FileField(tr("Certificate"), this))
    , m_key(new FileField(tr("Private key, optional"), this))
    , m_passphrase(new TextField(tr("Passphrase of the key"), TextField::Content::Secret, this))
    , m_ca(new CertificateCa(CertificateCa::Unknown::Allowed, this))
    , m_go(newButton(tr("Add to the list"), ButtonRole::Primary))
{
    setObjectName(QStringLiteral("add.dialog"));
    setWindowTitle(tr("Add a certificate from a file"));
    m_certificate->edit()->setObjectName(QStringLiteral("add.certificate"));
    m_certificate->setHint(tr("PEM or DER; the chain may be in the same file, such as fullchain.pem."));
    m_key->edit()->setObjectName(QStringLiteral("add.key"));
    m_key->setHint(tr("Goes into the key store. Without it you are reminded all the same, and renewing makes a new key."));
    m_passphrase->edit()->setObjectName(QStringLiteral("add.passphrase"));
    m_passphrase->hide(); // until the key wants one
    m_go->setObjectName(QStringLiteral("add.go"));
    m_go->setAccessibleName(m_go->text());
    m_go->setDefault(true);
    QPushButton *cancel = newButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("add.cancel"));
    cancel->setAccessibleName(cancel->text());
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(newLabel(tr("Add a certificate from a file"), TextRole::CardTitle));
    layout->addWidget(newLabel(tr("It gets a place in the list with its end in view. Nothing is sent anywhere."), TextRole::Quiet));
    for (QWidget *part : {static_cast<QWidget *>(m_failure), static_cast<QWidget *>(m_certificate), static_cast<QWidget *>(m_key),
                          static_cast<QWidget *>(m_passphrase), static_cast<QWidget *>(m_ca)})
        layout->addWidget(part);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &AddCertificateDialog::add);
    setMinimumWidth(580);
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
    m_certificate->edit()->setFocus();
}

void AddCertificateDialog::add()
{
    m_failure->showFailure(nullptr);
    for (TextField *field : {static_cast<TextField *>(m_certificate), static_cast<TextField *>(m_key), m_passphrase})
        field->clearError();
    if (m_certificate->text().trimmed().isEmpty()) {
        m_certificate->setError(tr("Choose the file of the certificate."));
        m_certificate->edit()->setFocus();
        return;
    }
    store::CertificateRecord ca;
    if (!m_ca->writeTo(ca))
        return;
    issuance::AddRequest request;
    request.certificateFile = m_certificate->text().trimmed();
    request.keyFile = m_key->text().trimmed();
    request.passphrase = m_passphrase->text().toUtf8();
    request.authorityName = ca.authorityName;
    request.directoryUrl = ca.directoryUrl;
    request.caRootPem = ca.caRootPem;
    request.isPrivateCa = ca.isPrivateCa;
    m_go->setEnabled(false);
    Q_EMIT addRequested(request);
}

void AddCertificateDialog::showFailure(const Failure &failure)
{
    using Fault = BadInput::Fault;
    m_go->setEnabled(true);
    const BadInput *input = std::get_if<BadInput>(&failure);
    const std::optional<Fault> fault = input ? std::optional(input->fault) : std::nullopt;
    TextField *field = nullptr;
    if (fault == Fault::CertificateUnreadable)
        field = m_certificate;
    else if (fault == Fault::KeyDoesNotFit || fault == Fault::BadPrivateKey)
        field = m_key;
    else if (fault == Fault::WrongKeyPassphrase)
        field = m_passphrase;
    if (!field) {
        m_failure->showFailure(&failure);
    } else if (field == m_passphrase && m_passphrase->isHidden()) {
        m_passphrase->show(); // it was not asked for before: nothing is wrong yet
        m_passphrase->setHint(tr("This key is under a passphrase. It is kept in the key store without it."));
        m_passphrase->edit()->setFocus();
    } else {
        const Explanation words = explain(failure);
        field->setError(words.text.isEmpty() ? words.title : words.text);
        field->edit()->setFocus();
    }
    resize(width(), layout()->totalHeightForWidth(width()));
}

} // namespace cw::ui
