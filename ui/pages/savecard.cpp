// SPDX-License-Identifier: MIT
#include "ui/pages/savecard.h"

#include "base/explain.h"
#include "ui/pages/savefiles.h"
#include "ui/theme/roles.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/textfield.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::SaveRequest;

QString proposedFolder(const QString &firstName)
{
    const QString name = firstName.startsWith(u"*.") ? firstName.mid(2) : firstName;
    const QDir tls(QDir::home().filePath(QStringLiteral("tls")));
    if (tls.exists())
        return tls.filePath(name);
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents.isEmpty() ? QDir::homePath() : documents).filePath(QStringLiteral("tls/%1").arg(name));
}

SaveCard::SaveCard(const issuance::IssueState &state, QWidget *parent)
    : Card(tr("Save"), parent)
    , m_state(state)
    , m_folder(new TextField(tr("Folder"), TextField::Content::Name))
    , m_files(new SaveFiles)
    , m_go(newButton(tr("Save files"), ButtonRole::Primary))
    , m_result(new Notice(Notice::Kind::Ok))
    , m_existing(new QWidget)
{
    setObjectName(QStringLiteral("save.card"));
    setEdge(Tone::Accent);
    m_folder->edit()->setObjectName(QStringLiteral("save.dir"));
    QPushButton *choose = newButton(tr("Choose…", "a folder"));
    choose->setObjectName(QStringLiteral("save.choose"));
    choose->setAccessibleName(tr("Choose the folder"));
    auto *where = new QHBoxLayout;
    where->setSpacing(8);
    where->addWidget(m_folder, 1, Qt::AlignTop);
    where->addWidget(choose, 0, Qt::AlignBottom);
    m_go->setObjectName(QStringLiteral("save.go"));
    m_go->setAccessibleName(tr("Save files"));
    m_go->setIcon(icon(IconName::Save, Ink::OnAccent));
    auto *deed = new QHBoxLayout;
    deed->addWidget(m_go);
    deed->addStretch();

    m_result->setObjectName(QStringLiteral("save.result"));
    m_result->hide();
    auto *choices = new QHBoxLayout(m_existing);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(8);
    QPushButton *replace = newButton(tr("Replace", "files that exist"), ButtonRole::Normal, ButtonSize::Card);
    replace->setObjectName(QStringLiteral("save.replace"));
    replace->setAccessibleName(tr("Replace the files that exist"));
    QPushButton *number = newButton(tr("Number the new files"), ButtonRole::Normal, ButtonSize::Card);
    number->setObjectName(QStringLiteral("save.number"));
    choices->addWidget(replace);
    choices->addWidget(number);
    choices->addStretch();
    m_existing->hide();

    body()->setSpacing(12);
    body()->addLayout(where);
    body()->addWidget(m_files);
    body()->addLayout(deed);
    body()->addWidget(m_result);
    body()->addWidget(m_existing);

    connect(m_files, &SaveFiles::changed, this, &SaveCard::showState);
    connect(choose, &QPushButton::clicked, this, &SaveCard::chooseFolder);
    connect(m_go, &QPushButton::clicked, this, [this] { request(SaveRequest::IfExists::Ask); });
    connect(replace, &QPushButton::clicked, this, [this] { request(SaveRequest::IfExists::Replace); });
    connect(number, &QPushButton::clicked, this, [this] { request(SaveRequest::IfExists::Number); });
    connect(m_folder, &TextField::textChanged, this, &SaveCard::folderChanged);
    connect(m_result, &Notice::actionTriggered, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_state.saved ? m_state.saved->folder : folder())); });
}

QString SaveCard::folder() const
{
    return m_folder->text().trimmed();
}

void SaveCard::focusFirst()
{
    m_folder->edit()->setFocus(Qt::OtherFocusReason);
}

void SaveCard::showState()
{
    proposeFolder();
    const bool isSaving = m_state.isRunning(Activity::Save);
    m_files->showState(m_state);
    const QString missing = m_files->missing();
    m_go->setEnabled(!isSaving && missing.isEmpty() && m_state.order.stage == store::OrderStage::Issued);
    m_go->setText(isSaving ? tr("Saving…") : tr("Save files"));
    m_go->setToolTip(missing);
    m_go->setAccessibleDescription(m_go->toolTip());
    setRole(m_go, m_state.saved ? ButtonRole::Normal : ButtonRole::Primary);
    m_go->setIcon(icon(IconName::Save, m_state.saved ? Ink::Text : Ink::OnAccent));
    setEdge(m_state.saved ? Tone::Neutral : Tone::Accent);
    showResult();
}

void SaveCard::proposeFolder()
{
    if (m_isProposed || m_state.order.names.isEmpty())
        return;
    m_isProposed = true;
    m_folder->setText(m_state.saved ? m_state.saved->folder : proposedFolder(m_state.order.names.first()));
}

void SaveCard::chooseFolder()
{
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the files"), folder());
    if (!chosen.isEmpty())
        m_folder->setText(chosen);
}

void SaveCard::request(SaveRequest::IfExists ifExists)
{
    if (folder().isEmpty() || !QDir::isAbsolutePath(folder())) {
        m_folder->setError(tr("Enter the whole path of a folder."));
        m_folder->edit()->setFocus();
        return;
    }
    SaveRequest made;
    made.folder = folder();
    made.ifExists = ifExists;
    m_files->fill(made);
    Q_EMIT saveRequested(made);
}

void SaveCard::showResult()
{
    const Failure *failure = m_state.failure(Activity::Save);
    m_existing->hide();
    m_result->setVisible(failure || m_state.saved);
    m_result->setAction({});
    if (failure) {
        const auto *store = std::get_if<StoreFailure>(failure);
        if (store && store->kind == StoreFailure::Kind::Exists) {
            showExisting(*store);
            return;
        }
        const Explanation explanation = explain(*failure);
        m_result->setKind(Notice::Kind::Fail);
        m_result->setTitle(explanation.title);
        m_result->setText(tr("%1 %2 The key is still in the store and can be saved again.", "reason, next step")
                              .arg(explanation.text, explanation.nextStep));
        return;
    }
    if (!m_state.saved)
        return;
    m_result->setKind(Notice::Kind::Ok);
    m_result->setTitle(tr("%n files written and checked", "", int(m_state.saved->files.size())));
    m_result->setText(
        tr("%1 in %2", "files, folder").arg(m_state.saved->files.join(QStringLiteral(", ")), m_state.saved->folder));
    m_result->setAction(tr("Open folder"));
}

void SaveCard::showExisting(const StoreFailure &failure)
{
    m_result->setKind(Notice::Kind::Warn);
    m_result->setTitle(tr("These files exist already"));
    m_result->setText(tr("%1 in %2. Nothing was written.", "files, folder").arg(failure.detail, folder()));
    m_existing->show();
}

} // namespace cw::ui
