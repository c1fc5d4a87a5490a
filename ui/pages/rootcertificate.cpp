// SPDX-License-Identifier: MIT
#include "ui/pages/rootcertificate.h"

#include "base/explain.h"
#include "crypto/certificate.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/announce.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

constexpr qint64 MostBytes = 256 * 1024;

} // namespace

RootCertificate::RootCertificate(QWidget *parent)
    : QWidget(parent)
    , m_found(new QWidget(this))
    , m_subject(newLabel({}, TextRole::RowTitle, m_found))
    , m_fingerprint(newLabel({}, TextRole::Mono, m_found))
    , m_confirm(new QCheckBox(tr("I have compared this fingerprint; trust it for this connection"), m_found))
    , m_problem(newLabel({}, TextRole::Small, this))
{
    setAcceptDrops(true);
    QPushButton *file = newButton(tr("Choose a file…"), ButtonRole::Normal, ButtonSize::Card, this);
    file->setObjectName(QStringLiteral("ca.root.file"));
    file->setIcon(icon(IconName::Folder));
    file->setAccessibleName(tr("Choose a file with the CA’s root"));
    QPushButton *clipboard = newButton(tr("Paste"), ButtonRole::Normal, ButtonSize::Card, this);
    clipboard->setObjectName(QStringLiteral("ca.root.paste"));
    clipboard->setAccessibleName(tr("Paste the CA’s root"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(file);
    buttons->addWidget(clipboard);
    buttons->addStretch(1);

    m_fingerprint->setObjectName(QStringLiteral("ca.root.fingerprint"));
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_confirm->setObjectName(QStringLiteral("ca.root.confirm"));
    m_confirm->setAccessibleName(m_confirm->text());
    QPushButton *remove = newButton(tr("Remove"), ButtonRole::Link, ButtonSize::Card, m_found);
    remove->setObjectName(QStringLiteral("ca.root.remove"));
    remove->setAccessibleName(tr("Remove the CA’s root"));
    auto *line = new QHBoxLayout;
    line->addWidget(m_subject, 1);
    line->addWidget(remove);
    auto *found = new QVBoxLayout(m_found);
    found->setContentsMargins(0, 0, 0, 0);
    found->setSpacing(4);
    found->addLayout(line);
    found->addWidget(newLabel(tr("SHA-256 fingerprint"), TextRole::Small, m_found));
    found->addWidget(m_fingerprint);
    found->addWidget(m_confirm);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(newLabel(tr("Trust this CA’s root for this connection (optional)"), TextRole::Body, this));
    layout->addWidget(newLabel(tr("For a private CA whose root this computer does not know: a PEM file; you can drop it here."),
                               TextRole::Small, this));
    layout->addLayout(buttons);
    layout->addWidget(m_problem);
    layout->addWidget(m_found);
    setTone(m_problem, Tone::Fail);
    m_problem->hide();
    m_found->hide();

    connect(file, &QPushButton::clicked, this, &RootCertificate::choose);
    connect(clipboard, &QPushButton::clicked, this, &RootCertificate::paste);
    connect(remove, &QPushButton::clicked, this, &RootCertificate::drop);
    connect(m_confirm, &QCheckBox::toggled, this, &RootCertificate::changed);
}

QByteArray RootCertificate::confirmedPem() const
{
    return m_confirm->isChecked() ? m_pem : QByteArray();
}

bool RootCertificate::isWaitingForConfirmation() const
{
    return !m_pem.isEmpty() && !m_confirm->isChecked();
}

void RootCertificate::take(const QByteArray &content, const QString &source)
{
    const Result<QList<crypto::Certificate>> certificates = crypto::readCertificates(content);
    if (!certificates) {
        showFailure(BadInput {BadInput::Fault::RootFileWithoutCertificate, source, {}});
        return;
    }
    const crypto::Certificate &root = certificates->last();
    m_pem = crypto::toPem(root);
    m_confirm->setChecked(false);
    m_subject->setText(root.subject);
    // In two halves: the whole is to be compared, and nothing of it may be cut off.
    QString text = crypto::fingerprintText(root.sha256);
    m_fingerprint->setText(text.replace(text.size() / 2, 1, QStringLiteral(":\n")));
    m_problem->hide();
    m_found->show();
    announce(this, tr("Root %1 read. Compare its fingerprint.").arg(root.subject));
    Q_EMIT changed();
}

void RootCertificate::choose()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("The CA’s root certificate"), {},
                                                      tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    if (!path.isEmpty())
        readFile(path);
}

void RootCertificate::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        showFailure(BadInput {BadInput::Fault::RootFileUnreadable, path, file.errorString()});
        return;
    }
    take(file.read(MostBytes), path);
}

void RootCertificate::paste()
{
    take(QGuiApplication::clipboard()->text().toUtf8(), tr("the clipboard"));
}

void RootCertificate::drop()
{
    m_pem.clear();
    m_confirm->setChecked(false);
    m_found->hide();
    Q_EMIT changed();
}

void RootCertificate::showFailure(const Failure &failure)
{
    const Explanation words = explain(failure);
    m_problem->setText(words.text.isEmpty() ? words.title : words.text);
    m_problem->show();
    announce(this, m_problem->text());
}

void RootCertificate::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void RootCertificate::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        readFile(urls.first().toLocalFile());
    else
        take(event->mimeData()->text().toUtf8(), tr("what was dropped"));
}

} // namespace cw::ui
