// SPDX-License-Identifier: MIT
#include "ui/shell/importdialog.h"

#include "base/explain.h"
#include "ui/models/timetext.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/textfield.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::FoundAccount;
using issuance::ImportResult;

namespace
{

bool isUnderPassphrase(const FoundAccount &account)
{
    const auto *input = account.fault ? std::get_if<BadInput>(&*account.fault) : nullptr;
    return input && input->fault == BadInput::Fault::WrongKeyPassphrase;
}

} // namespace

ImportDialog::ImportDialog(issuance::EnvironmentPtr environment, ImportSource source, store::OrderRecord authority, QWidget *parent)
    : QDialog(parent)
    , m_source(source)
    , m_authority(std::move(authority))
    , m_desk(std::move(environment))
    , m_path(new TextField(source == ImportSource::KeyFile ? tr("Key file") : tr("Folder of the accounts"), TextField::Content::Name, this))
    , m_passphrase(new TextField(tr("Passphrase of the key"), TextField::Content::Secret, this))
    , m_notice(new Notice(Notice::Kind::Info, this))
    , m_import(newButton(tr("Import"), ButtonRole::Primary, ButtonSize::Page, this))
{
    setObjectName(QStringLiteral("import.dialog"));
    setWindowTitle(importTitle(source));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(newLabel(windowTitle(), TextRole::CardTitle, this));
    layout->addWidget(newLabel(tr("The key is copied, and the authority is asked whether it knows it. Nothing is registered, and the other "
                                  "client can go on using its account."),
                               TextRole::Body, this));
    layout->addWidget(makePlace(source));
    layout->addWidget(m_passphrase);
    auto *inside = new QWidget(this);
    m_list = new QVBoxLayout(inside);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(4);
    m_list->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inside);
    scroll->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_notice);

    m_passphrase->edit()->setObjectName(QStringLiteral("import.passphrase"));
    m_passphrase->setHint(tr("A key is encrypted; look again with its passphrase."));
    m_passphrase->hide();
    m_notice->hide();
    QPushButton *cancel = newButton(tr("Cancel"), ButtonRole::Normal, ButtonSize::Page, this);
    cancel->setObjectName(QStringLiteral("import.cancel"));
    cancel->setAccessibleName(cancel->text());
    m_import->setObjectName(QStringLiteral("import.go"));
    m_import->setAccessibleName(m_import->text());
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::import);
    connect(m_passphrase, &TextField::returnPressed, this, &ImportDialog::look);
    connect(&m_desk, &issuance::AccountDesk::found, this, &ImportDialog::showFound);
    connect(&m_desk, &issuance::AccountDesk::searchFailed, this, &ImportDialog::showTrouble);
    connect(&m_desk, &issuance::AccountDesk::imported, this, &ImportDialog::showResults);
    connect(&m_desk, &issuance::AccountDesk::changed, this, &ImportDialog::refresh);
    resize(640, 460);
    m_path->setText(usualFolder(source));
    if (!m_path->text().isEmpty())
        look();
    refresh();
}

QWidget *ImportDialog::makePlace(ImportSource source)
{
    auto *place = new QWidget(this);
    m_path->edit()->setObjectName(QStringLiteral("import.path"));
    m_path->setHint(source == ImportSource::KeyFile ? tr("A private key as PEM or JWK.")
                                                    : tr("Also a copy of it from another computer. certbot keeps its own readable for root only."));
    QPushButton *choose = newButton(tr("Choose…"), ButtonRole::Normal, ButtonSize::Page, place);
    choose->setObjectName(QStringLiteral("import.choose"));
    choose->setAccessibleName(source == ImportSource::KeyFile ? tr("Choose a key file") : tr("Choose a folder"));
    m_look = newButton(tr("Look"), ButtonRole::Normal, ButtonSize::Page, place);
    m_look->setObjectName(QStringLiteral("import.look"));
    m_look->setAccessibleName(tr("Look for accounts there"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(choose);
    buttons->addWidget(m_look);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_path);
    layout->addLayout(buttons);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::choosePath);
    connect(m_look, &QPushButton::clicked, this, &ImportDialog::look);
    connect(m_path, &TextField::returnPressed, this, &ImportDialog::look);
    connect(m_path, &TextField::textChanged, this, &ImportDialog::refresh);
    return place;
}

void ImportDialog::choosePath()
{
    const QString path = m_source == ImportSource::KeyFile ? QFileDialog::getOpenFileName(this, windowTitle(), m_path->text())
                                                           : QFileDialog::getExistingDirectory(this, windowTitle(), m_path->text());
    if (path.isEmpty())
        return;
    m_path->setText(path);
    look();
}

void ImportDialog::look()
{
    if (m_desk.isWorking() || m_path->text().trimmed().isEmpty())
        return;
    m_notice->hide();
    m_path->clearError();
    showFound({});
    m_desk.findAccounts(m_path->text().trimmed(), m_passphrase->text().toUtf8());
}

void ImportDialog::showFound(const QList<FoundAccount> &accounts)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_found = accounts;
    for (const FoundAccount &account : accounts) {
        const QString who = account.contact.isEmpty() ? tr("Account without contact") : account.contact;
        auto *row = new ChoiceRow(ChoiceRow::Kind::Check, ChoiceRow::Frame::Plain, who, {}, this);
        row->setObjectName(QStringLiteral("import.found.%1").arg(m_rows.size()));
        describe(row, account);
        connect(row, &ChoiceRow::toggled, this, &ImportDialog::refresh);
        m_list->insertWidget(m_list->count() - 1, row);
        m_rows.append(row);
    }
    const bool wantsPassphrase = std::any_of(accounts.begin(), accounts.end(), isUnderPassphrase);
    m_passphrase->setVisible(wantsPassphrase || !m_passphrase->text().isEmpty());
    if (wantsPassphrase)
        m_passphrase->edit()->setFocus();
    refresh();
}

void ImportDialog::describe(ChoiceRow *row, const FoundAccount &account)
{
    const store::OrderRecord place = issuance::placeOf(account, m_authority);
    if (!account.key) {
        const Explanation words = explain(account.fault.value_or(BadInput {BadInput::Fault::BadPrivateKey, {}, {}}));
        row->setSubtitle(words.raw.isEmpty() ? words.title : tr("%1: %2", "fault, kind of key").arg(words.title, words.raw), Tone::Fail);
    } else if (place.directoryUrl.isEmpty()) {
        row->setSubtitle(tr("The files do not say at which authority: choose it in step 1 first, then import from there"), Tone::Warn);
    } else if (account.created.isValid()) {
        row->setSubtitle(tr("%1 · %2 · made on %3", "client, authority, date").arg(originText(account.origin), place.authorityName, dateText(account.created)));
    } else {
        row->setSubtitle(tr("%1 · %2", "client, authority").arg(originText(account.origin), place.authorityName));
    }
    const bool isUsable = account.key && !place.directoryUrl.isEmpty();
    row->setEnabled(isUsable);
    row->setChecked(isUsable);
}

void ImportDialog::showTrouble(const Failure &failure)
{
    if (isCanceled(failure))
        return;
    const Explanation words = explain(failure);
    m_path->setError(words.text + u' ' + words.nextStep);
    m_path->edit()->setFocus();
}

QList<int> ImportDialog::chosen() const
{
    QList<int> chosen;
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i]->isEnabled() && m_rows[i]->isChecked())
            chosen.append(i);
    }
    return chosen;
}

void ImportDialog::import()
{
    m_asked = chosen();
    QList<FoundAccount> accounts;
    for (const int i : std::as_const(m_asked))
        accounts.append(m_found[i]);
    m_desk.importAccounts(accounts, m_authority);
}

void ImportDialog::showResults(const QList<ImportResult> &results)
{
    QStringList taken;
    for (qsizetype i = 0; i < results.size(); ++i) {
        ChoiceRow *row = m_rows[m_asked[i]];
        row->setChecked(false);
        if (results[i].account) {
            taken.append(results[i].account->id);
            row->setEnabled(false);
            row->setBadge(tr("Imported"), Tone::Ok);
        } else {
            row->setSubtitle(explainInOneLine(*results[i].failure), Tone::Fail);
        }
    }
    if (!taken.isEmpty())
        Q_EMIT accountsTaken(taken);
    if (taken.size() == results.size()) {
        accept();
        return;
    }
    m_notice->setKind(Notice::Kind::Fail);
    m_notice->setRunning(false);
    m_notice->setTitle({});
    m_notice->setText(taken.isEmpty() ? tr("No account was imported.") : tr("Some accounts were imported; the others say why not."));
    m_notice->show();
}

void ImportDialog::refresh()
{
    const bool isWorking = m_desk.isWorking();
    const int count = int(chosen().size());
    m_look->setEnabled(!isWorking && !m_path->text().trimmed().isEmpty());
    m_import->setEnabled(!isWorking && count > 0);
    m_import->setText(count > 1 ? tr("Import %n accounts", nullptr, count) : tr("Import"));
    m_import->setAccessibleName(m_import->text());
    if (isWorking && !m_found.isEmpty()) {
        m_notice->setKind(Notice::Kind::Info);
        m_notice->setRunning(true);
        m_notice->setTitle({});
        m_notice->setText(tr("The authority is being asked."));
        m_notice->show();
    } else if (m_notice->kind() == Notice::Kind::Info) {
        m_notice->hide();
    }
}

} // namespace cw::ui
