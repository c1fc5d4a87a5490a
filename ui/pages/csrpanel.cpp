// SPDX-License-Identifier: MIT
#include "ui/pages/csrpanel.h"

#include "base/explain.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/tightlayout.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextOption>

namespace cw::ui
{

namespace
{

constexpr qint64 MostBytes = 256 * 1024;
constexpr int LinesShown = 5;

QString pemOf(const QByteArray &der)
{
    const QByteArray base64 = der.toBase64();
    QByteArray lines;
    for (qsizetype i = 0; i < base64.size(); i += 64)
        lines += base64.mid(i, 64) + '\n';
    return QString::fromLatin1("-----BEGIN CERTIFICATE REQUEST-----\n" + lines + "-----END CERTIFICATE REQUEST-----\n");
}

// What the user may want to know before the certificate is made.
QStringList warningsOf(const crypto::Csr &csr)
{
    QStringList warnings;
    if (csr.hasNameOutsideSan) {
        warnings.append(CsrPanel::tr("One name stands only in the subject (CN), where clients do not look any more; the authority adds it to "
                                     "the names (SAN)."));
    }
    if (csr.isSignedWithSha1)
        warnings.append(CsrPanel::tr("The request is signed with an outdated digest (SHA-1 or MD5); some authorities refuse that."));
    if (csr.keyDescription == u"ECDSA P-521")
        warnings.append(CsrPanel::tr("Some authorities, Let’s Encrypt among them, take no keys of the curve P-521."));
    return warnings;
}

} // namespace

CsrPanel::CsrPanel(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit), m_result(new Notice(Notice::Kind::Ok))
{
    m_text->setObjectName(QStringLiteral("key.csr"));
    m_text->setPlaceholderText(QStringLiteral("-----BEGIN CERTIFICATE REQUEST-----"));
    m_text->setFont(fixedFont());
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setAcceptDrops(false); // the card takes files
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_text->setFixedHeight(LinesShown * m_text->fontMetrics().lineSpacing() + 32);
    auto *field = new Field(tr("Request (CSR)"), m_text, this);
    field->setHint(tr("Paste it, drop its file here, or choose the file. Its key stays where it was made."));
    QPushButton *file = newButton(tr("Choose a file…"), ButtonRole::Normal, ButtonSize::Card, this);
    file->setObjectName(QStringLiteral("key.csrFile"));
    file->setAccessibleName(tr("Choose a file with the request"));
    file->setIcon(icon(IconName::Folder));
    auto *deed = new QHBoxLayout;
    deed->addWidget(file);
    deed->addStretch(1);
    m_result->setObjectName(QStringLiteral("key.csrResult"));
    m_result->hide();

    setFocusProxy(m_text);

    auto *layout = new TightLayout(QBoxLayout::TopToBottom, TightLayout::Place::Top, this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(field);
    layout->addLayout(deed);
    layout->addWidget(m_result);
    connect(file, &QPushButton::clicked, this, &CsrPanel::choose);
    connect(m_text, &QPlainTextEdit::textChanged, this, &CsrPanel::requestAgain);
}

void CsrPanel::showState(const issuance::IssueState &state)
{
    if (!state.csr) {
        if (!m_isRefused)
            m_result->hide();
        m_shown.clear();
        return;
    }
    if (m_shown == state.csr->der)
        return;
    m_shown = state.csr->der;
    const QSignalBlocker blocker(m_text);
    m_text->setPlainText(pemOf(m_shown));
    const QStringList warnings = warningsOf(*state.csr);
    m_result->setKind(warnings.isEmpty() ? Notice::Kind::Ok : Notice::Kind::Warn);
    m_result->setTitle(tr("Request for %n names, key %1", nullptr, int(state.csr->names.size())).arg(state.csr->keyDescription));
    m_result->setText(warnings.isEmpty() ? tr("The names in the list come from it.") : warnings.join(u' '));
    m_result->show();
    announce(this, m_result->title());
}

void CsrPanel::showFailure(const Failure &failure)
{
    const Explanation words = explain(failure);
    m_isRefused = true;
    m_result->setKind(Notice::Kind::Fail);
    m_result->setTitle(words.title);
    m_result->setText(QStringList({words.text, words.nextStep}).join(u' '));
    m_result->show();
    announce(this, words.title);
}

void CsrPanel::showTaken(const issuance::IssueState &state)
{
    m_isRefused = false;
    m_shown.clear();
    showState(state);
}

void CsrPanel::take(const QByteArray &pemOrDer)
{
    const QSignalBlocker blocker(m_text);
    if (pemOrDer.contains("-----BEGIN"))
        m_text->setPlainText(QString::fromUtf8(pemOrDer));
    else
        m_text->clear(); // DER: what it is shows when it was read
    Q_EMIT requested(pemOrDer);
}

void CsrPanel::readFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        take(file.read(MostBytes));
    else
        showFailure(StoreFailure {StoreFailure::Kind::NotReadable, path, file.errorString()});
}

void CsrPanel::choose()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("The request"), {}, tr("Requests (*.csr *.pem *.req *.p10 *.der);;All files (*)"));
    if (!path.isEmpty())
        readFile(path);
}

// Read as soon as it can be whole; what somebody is still typing is no mistake yet.
void CsrPanel::requestAgain()
{
    const QByteArray text = m_text->toPlainText().toUtf8();
    if (text.contains("-----END"))
        Q_EMIT requested(text);
}

} // namespace cw::ui
