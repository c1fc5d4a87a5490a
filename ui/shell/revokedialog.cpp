// SPDX-License-Identifier: MIT
#include "ui/shell/revokedialog.h"

#include "ui/pages/failurenotice.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::RevocationReason;
using issuance::RevokeBy;

namespace
{

struct ReasonText {
    const char *name;
    const char *title;
    const char *subtitle;
};

// In the order of issuance::revocationReasons().
constexpr ReasonText ReasonTexts[] = {
    {"unspecified", QT_TRANSLATE_NOOP("cw::ui::RevokeDialog", "No particular reason"), ""},
    {"keyCompromise", QT_TRANSLATE_NOOP("cw::ui::RevokeDialog", "Somebody else may have the private key"),
     QT_TRANSLATE_NOOP("cw::ui::RevokeDialog", "Key compromise; the authority will not sign for this key again.")},
    {"superseded", QT_TRANSLATE_NOOP("cw::ui::RevokeDialog", "Another certificate has taken its place"), ""},
    {"cessationOfOperation", QT_TRANSLATE_NOOP("cw::ui::RevokeDialog", "The names are no longer in use, or no longer yours"), ""},
    {"affiliationChanged", QT_TRANSLATE_NOOP("cw::ui::RevokeDialog", "The organization or its name has changed"), ""},
};

} // namespace

RevokeDialog::RevokeDialog(const store::CertificateRecord &certificate, bool hasAccount, QWidget *parent)
    : QDialog(parent)
    , m_certificate(certificate)
    , m_failure(new FailureNotice(this))
    , m_reason(new ChoiceGroup(tr("Reason"), this))
    , m_by(new ComboField(tr("Signed with"), this))
    , m_ca(new CertificateCa(CertificateCa::Unknown::NotAllowed, this))
    , m_cancel(newButton(tr("Keep the certificate"), ButtonRole::Primary))
    , m_go(newButton(tr("Revoke")))
{
    setObjectName(QStringLiteral("revoke.dialog"));
    setWindowTitle(tr("Revoke a certificate"));
    for (const ReasonText &text : ReasonTexts) {
        auto *row = new ChoiceRow(ChoiceRow::Kind::Radio, ChoiceRow::Frame::Plain, tr(text.title), *text.subtitle ? tr(text.subtitle) : QString());
        row->setObjectName(QStringLiteral("revoke.reason.") + QLatin1String(text.name));
        m_reason->addChoice(QLatin1String(text.name), row);
    }
    m_reason->setCurrent(QStringLiteral("unspecified"));
    m_by->combo()->setObjectName(QStringLiteral("revoke.by"));
    if (hasAccount)
        m_by->combo()->addItem(tr("The account that ordered it"), int(RevokeBy::Account));
    if (!certificate.keyId.isEmpty())
        m_by->combo()->addItem(tr("The key of the certificate"), int(RevokeBy::CertificateKey));
    m_by->setVisible(m_by->combo()->count() > 1);
    m_ca->setVisible(certificate.directoryUrl.isEmpty());
    m_go->setObjectName(QStringLiteral("revoke.go"));
    m_go->setAccessibleName(tr("Revoke the certificate"));
    m_cancel->setObjectName(QStringLiteral("revoke.cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_go);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(newLabel(tr("Revoke the certificate for %1?").arg(nameList(certificate.names, 3)), TextRole::CardTitle));
    layout->addWidget(newLabel(tr("%1 takes it back for good. Servers that still use it are refused by browsers that look: put another "
                                  "certificate there first.")
                                   .arg(certificate.authorityName),
                               TextRole::Body));
    layout->addWidget(m_failure);
    layout->addWidget(newLabel(tr("Why?", "a certificate is revoked"), TextRole::Section));
    layout->addWidget(m_reason);
    layout->addWidget(m_by);
    layout->addWidget(m_ca);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &RevokeDialog::revoke);
    const bool canSign = m_by->combo()->count() > 0;
    m_go->setEnabled(canSign);
    if (!canSign) {
        auto *why = newLabel(tr("We have neither the account that ordered it nor its private key. Add the key: “Add from file…” with the "
                                "certificate and its key."),
                             TextRole::Body);
        layout->insertWidget(2, why);
        m_go->setAccessibleDescription(why->text());
    }
    setMinimumWidth(580);
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

void RevokeDialog::revoke()
{
    store::CertificateRecord certificate = m_certificate;
    if (certificate.directoryUrl.isEmpty() && !m_ca->writeTo(certificate))
        return;
    const Result<RevocationReason> reason = issuance::revocationReasonFromName(m_reason->current());
    Q_ASSERT(reason);
    m_failure->showFailure(nullptr);
    m_go->setEnabled(false);
    m_go->setText(tr("Revoking…"));
    Q_EMIT revokeRequested(certificate, *reason, RevokeBy(m_by->combo()->currentData().toInt()));
}

void RevokeDialog::showFailure(const Failure &failure)
{
    m_go->setEnabled(true);
    m_go->setText(tr("Revoke"));
    m_failure->showFailure(&failure);
    resize(width(), layout()->totalHeightForWidth(width()));
}

} // namespace cw::ui
