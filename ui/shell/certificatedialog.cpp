// SPDX-License-Identifier: MIT
#include "ui/shell/certificatedialog.h"

#include "crypto/certificate.h"
#include "ui/models/certificatewords.h"
#include "ui/models/timetext.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/codebox.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace cw::ui
{

using store::CertificateRecord;

CertificateDialog::CertificateDialog(const CertificateRecord &certificate, const QDateTime &now, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("cert.dialog"));
    setWindowTitle(tr("Certificate"));
    auto *facts = new QGridLayout;
    facts->setColumnStretch(1, 1);
    facts->setHorizontalSpacing(20);
    facts->setVerticalSpacing(7);
    addFact(facts, tr("Names"), readableNames(certificate.names).join(QStringLiteral(", ")));
    addTimes(facts, certificate, now);
    addFact(facts, tr("Authority"), certificate.authorityName);
    addFact(facts, tr("Directory"), certificate.directoryUrl);
    addFact(facts, tr("Profile"), certificate.profile);
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(certificate.chainPem);
    if (chain) {
        addFact(facts, tr("Issuer"), chain->first().issuer);
        addFact(facts, tr("Key", "of a certificate"), chain->first().keyDescription);
        addFact(facts, tr("Serial number"), chain->first().serial);
    }
    addChains(facts, certificate);
    addFact(facts, tr("Saved in"), certificate.savedIn);
    addFact(facts, tr("Origin"), certificate.isAdded ? tr("Added from a file") : QString());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    layout->addWidget(newLabel(nameList(certificate.names, 2), TextRole::CardTitle));
    layout->addLayout(facts);
    if (chain) {
        auto *sha256 = new CodeBox(tr("SHA-256 fingerprint"));
        sha256->setObjectName(QStringLiteral("cert.sha256"));
        sha256->setText(crypto::fingerprintText(chain->first().sha256));
        layout->addWidget(newLabel(tr("SHA-256 fingerprint"), TextRole::Section));
        layout->addWidget(sha256);
    }
    auto *buttons = new QHBoxLayout;
    const QUrl why(certificate.renewal.explanationUrl, QUrl::StrictMode);
    if (!why.isEmpty()) {
        QPushButton *open = newButton(tr("Why the authority wants it renewed"), ButtonRole::Hyperlink);
        open->setObjectName(QStringLiteral("cert.why"));
        open->setAccessibleName(open->text());
        open->setToolTip(why.toString());
        connect(open, &QPushButton::clicked, this, [why] { QDesktopServices::openUrl(why); });
        buttons->addWidget(open);
    }
    QPushButton *close = newButton(tr("Close"), ButtonRole::Primary);
    close->setObjectName(QStringLiteral("cert.close"));
    close->setAccessibleName(close->text());
    close->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(640);
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
    close->setFocus();
}

void CertificateDialog::addFact(QGridLayout *facts, const QString &label, const QString &value)
{
    if (value.isEmpty())
        return;
    const int line = facts->rowCount();
    QLabel *what = newLabel(label, TextRole::Quiet);
    what->setWordWrap(false);
    facts->addWidget(what, line, 0, Qt::AlignTop);
    QLabel *text = newLabel(value, TextRole::Body);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(label);
    facts->addWidget(text, line, 1);
}

void CertificateDialog::addTimes(QGridLayout *facts, const CertificateRecord &certificate, const QDateTime &now)
{
    const CertificateWords words = certificateWords(certificate, now);
    addFact(facts, tr("State"), tr("%1, %2", "state, days left").arg(words.state, words.days));
    addFact(facts, tr("Valid", "a span of time follows"),
            tr("%1 to %2", "from a time to a time").arg(dateTimeText(certificate.notBefore), dateTimeText(certificate.notAfter)));
    if (isDone(words.kind))
        return;
    addFact(facts, tr("Renew from"), dateTimeText(issuance::renewFrom(certificate)));
    if (certificate.renewal.start.isValid()) {
        addFact(facts, tr("Renewal window"),
                tr("%1 to %2, as the authority said on %3", "from a time to a time, date")
                    .arg(dateTimeText(certificate.renewal.start), dateTimeText(certificate.renewal.end), dateText(certificate.renewal.checked)));
    }
}

void CertificateDialog::addChains(QGridLayout *facts, const CertificateRecord &certificate)
{
    addFact(facts, tr("Chain"), chainInWords(certificate.chainPem));
    for (const QByteArray &other : certificate.otherChains)
        addFact(facts, tr("Other chain"), chainInWords(other));
}

QString chainInWords(const QByteArray &pem)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(pem);
    if (!chain)
        return {};
    QStringList names;
    for (const crypto::Certificate &certificate : *chain)
        names.append(certificate.subject.isEmpty() ? readableName(certificate.names.value(0)) : certificate.subject);
    if (!chain->last().isSelfSigned)
        names.append(chain->last().issuer);
    return names.join(QStringLiteral(" · "));
}

} // namespace cw::ui
