// SPDX-License-Identifier: MIT
#include "ui/shell/certificateca.h"

#include "crypto/certificate.h"
#include "issuance/authorities.h"
#include "ui/pages/filefield.h"

#include <QFile>
#include <QUrl>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

const QString Another = QStringLiteral("another");
constexpr qint64 LargestRoot = 256 * 1024;

} // namespace

CertificateCa::CertificateCa(Unknown unknown, QWidget *parent)
    : QWidget(parent)
    , m_which(new ComboField(tr("Authority that issued it"), this))
    , m_directory(new TextField(tr("Directory URL"), TextField::Content::Name, this))
    , m_root(new FileField(tr("Root certificate for the connection, if it is a private authority"), this))
{
    m_which->combo()->setObjectName(QStringLiteral("cert.ca"));
    m_directory->edit()->setObjectName(QStringLiteral("cert.directory"));
    m_directory->edit()->setPlaceholderText(QStringLiteral("https://ca.example.org/acme/directory"));
    m_root->edit()->setObjectName(QStringLiteral("cert.root"));
    if (unknown == Unknown::Allowed) {
        m_which->combo()->addItem(tr("Not known, or not by ACME"), QString());
        m_which->setHint(tr("Where it is known, we can ask it when to renew, and renewing begins there."));
    }
    const QList<issuance::Authority> authorities = issuance::knownAuthorities();
    for (const issuance::Authority &authority : authorities)
        m_which->combo()->addItem(authority.name, authority.id);
    m_which->combo()->addItem(tr("Another directory…"), Another);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_which);
    layout->addWidget(m_directory);
    layout->addWidget(m_root);
    connect(m_which->combo(), &QComboBox::currentIndexChanged, this, &CertificateCa::refresh);
    refresh();
}

void CertificateCa::refresh()
{
    const bool isAnother = m_which->combo()->currentData().toString() == Another;
    m_directory->setVisible(isAnother);
    m_root->setVisible(isAnother);
}

bool CertificateCa::writeTo(store::CertificateRecord &certificate)
{
    const QString id = m_which->combo()->currentData().toString();
    if (const std::optional<issuance::Authority> authority = issuance::authorityById(id)) {
        certificate.authorityName = authority->name;
        certificate.directoryUrl = authority->directory.toString();
        return true;
    }
    if (id != Another)
        return true;
    const QUrl url(m_directory->text().trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty()) {
        m_directory->setError(tr("Enter the whole address of the directory; it begins with https://."));
        m_directory->edit()->setFocus();
        return false;
    }
    certificate.authorityName = url.host();
    certificate.directoryUrl = url.toString();
    certificate.isPrivateCa = true;
    const QString file = m_root->text().trimmed();
    if (file.isEmpty())
        return true;
    QFile pemFile(file);
    const QByteArray pem = pemFile.open(QIODevice::ReadOnly) ? pemFile.read(LargestRoot) : QByteArray();
    if (!crypto::readCertificates(pem)) {
        m_root->setError(tr("There is no certificate in PEM form in this file."));
        m_root->edit()->setFocus();
        return false;
    }
    certificate.caRootPem = pem;
    return true;
}

} // namespace cw::ui
