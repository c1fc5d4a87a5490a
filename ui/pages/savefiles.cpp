// SPDX-License-Identifier: MIT
#include "ui/pages/savefiles.h"

#include "ui/pages/passphrasefields.h"
#include "ui/theme/roles.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::FileKind;
using issuance::SaveRequest;

namespace
{

constexpr int Columns = 2;
constexpr int BesideBox = 28; // where the words of a check box begin

QWidget *newGrid()
{
    auto *part = new QWidget;
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(4); // room for the focus ring
    for (int column = 0; column < Columns; ++column)
        grid->setColumnStretch(column, 1);
    return part;
}

// A check box with a line below that says what it brings.
QLabel *addBox(QWidget *place, int position, QCheckBox *box, const QString &content)
{
    auto *grid = qobject_cast<QGridLayout *>(place->layout());
    box->setAccessibleDescription(content);
    QLabel *line = newLabel(content, TextRole::Small);
    line->setContentsMargins(BesideBox, 0, 0, 0);
    const int row = position / Columns * 2;
    grid->addWidget(box, row, position % Columns);
    grid->addWidget(line, row + 1, position % Columns, Qt::AlignTop);
    return line;
}

} // namespace

SaveFiles::SaveFiles(QWidget *parent)
    : QWidget(parent)
    , m_moreBox(new QCheckBox(tr("More formats")))
    , m_passphrase(new PassphraseFields(QStringLiteral("save.passphrase"), tr("Passphrase of certificate.p12")))
    , m_legacy(new QCheckBox(tr("For old programs (3DES)")))
    , m_foreign(newLabel(tr("The key stays where your request was made: join it with these files there."), TextRole::Small))
{
    setObjectName(QStringLiteral("save.formats"));
    setAccessibleName(tr("Files to save"));
    QWidget *usual = newGrid();
    add(usual, 0, FileKind::FullChain, "save.fullchain", tr("certificate + intermediate"));
    m_keyContent = add(usual, 1, FileKind::Key, "save.privkey", tr("private key, mode 600"));
    add(usual, 2, FileKind::Pkcs12, "save.pkcs12", tr("PKCS #12 with passphrase"));
    m_moreBox->setObjectName(QStringLiteral("save.more"));
    addBox(usual, 3, m_moreBox, tr("cert, chain, DER, combined"));
    m_foreign->setObjectName(QStringLiteral("save.foreignKey"));
    m_more = makeMore();
    m_pkcs12 = makePkcs12();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *part : {usual, static_cast<QWidget *>(m_foreign), m_pkcs12, m_more})
        layout->addWidget(part);
    for (const File &file : std::as_const(m_files)) {
        const bool isUsual = file.kind == FileKind::FullChain || file.kind == FileKind::Key;
        file.box->setChecked(isUsual);
        connect(file.box, &QCheckBox::toggled, this, &SaveFiles::showParts);
    }
    connect(m_moreBox, &QCheckBox::toggled, this, &SaveFiles::showParts);
    connect(m_legacy, &QCheckBox::toggled, this, &SaveFiles::changed);
    connect(m_passphrase, &PassphraseFields::edited, this, &SaveFiles::changed);
    showParts();
}

QWidget *SaveFiles::makeMore()
{
    QWidget *more = newGrid();
    add(more, 0, FileKind::Certificate, "save.cert", tr("the certificate alone"));
    add(more, 1, FileKind::Chain, "save.chain", tr("the intermediate alone"));
    add(more, 2, FileKind::Combined, "save.combined", tr("certificate, intermediate, key"));
    add(more, 3, FileKind::Pkcs7, "save.pkcs7", tr("PKCS #7, for Windows and Java"));
    add(more, 4, FileKind::Der, "save.der", tr("the certificate as DER"));
    add(more, 5, FileKind::KeyDer, "save.keyDer", tr("the key as DER, without passphrase"));
    return more;
}

QWidget *SaveFiles::makePkcs12()
{
    auto *part = new QWidget;
    m_passphrase->setHint(tr("The program that reads the file asks for it."));
    m_legacy->setObjectName(QStringLiteral("save.legacy"));
    const QString why = tr("Weaker. Only for Windows Server 2016, Java before 8u301 and other programs that cannot read AES-256.");
    m_legacy->setAccessibleDescription(why);
    QLabel *reason = newLabel(why, TextRole::Small);
    reason->setContentsMargins(BesideBox, 0, 0, 0);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_passphrase);
    layout->addWidget(m_legacy);
    layout->addWidget(reason);
    return part;
}

QLabel *SaveFiles::add(QWidget *place, int position, FileKind kind, const char *objectName, const QString &content)
{
    auto *box = new QCheckBox(issuance::fileName(kind));
    box->setObjectName(QLatin1String(objectName));
    QLabel *line = addBox(place, position, box, content);
    m_files.append({kind, box, line});
    return line;
}

void SaveFiles::showState(const issuance::IssueState &state)
{
    m_hasKey = state.order.csrDer.isEmpty();
    m_foreign->setVisible(!m_hasKey);
    m_keyContent->setText(state.hasPassphrase ? tr("private key under its passphrase, mode 600") : tr("private key, mode 600"));
    for (const File &file : std::as_const(m_files)) {
        if (!issuance::holdsKey(file.kind))
            continue;
        file.box->setVisible(m_hasKey);
        file.content->setVisible(m_hasKey);
    }
    m_pkcs12->setVisible(isChosen(FileKind::Pkcs12));
}

bool SaveFiles::isChosen(FileKind kind) const
{
    return chosen().contains(kind);
}

QList<FileKind> SaveFiles::chosen() const
{
    QList<FileKind> kinds;
    for (const File &file : m_files) {
        const bool isOffered = m_hasKey || !issuance::holdsKey(file.kind);
        const bool isUsual = file.kind == FileKind::FullChain || file.kind == FileKind::Key || file.kind == FileKind::Pkcs12;
        if (file.box->isChecked() && isOffered && (isUsual || m_moreBox->isChecked()))
            kinds.append(file.kind);
    }
    return kinds;
}

QString SaveFiles::missing() const
{
    if (chosen().isEmpty())
        return tr("Choose at least one file.");
    return isChosen(FileKind::Pkcs12) ? m_passphrase->missing() : QString();
}

void SaveFiles::fill(SaveRequest &request) const
{
    for (const FileKind kind : chosen())
        request.files.append(issuance::fileName(kind));
    request.pkcs12Passphrase = m_passphrase->passphrase().value_or(QString());
    request.pkcs12Cipher = m_legacy->isChecked() ? crypto::Pkcs12Cipher::TripleDes : crypto::Pkcs12Cipher::Aes256;
}

void SaveFiles::showParts()
{
    m_more->setVisible(m_moreBox->isChecked());
    m_pkcs12->setVisible(isChosen(FileKind::Pkcs12));
    Q_EMIT changed();
}

} // namespace cw::ui
