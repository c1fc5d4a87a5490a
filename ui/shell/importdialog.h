// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/accountdesk.h"
#include "ui/pages/importsource.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace cw::ui
{

class ChoiceRow;
class Notice;
class TextField;

// Takes accounts of another client: where they are, which were found, and what the CA says to their keys.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    // `authority`: the CA that is chosen now, for accounts whose files do not name one; may have no directory.
    ImportDialog(issuance::EnvironmentPtr environment, ImportSource source, store::OrderRecord authority, QWidget *parent = nullptr);

Q_SIGNALS:
    void accountsTaken(const QStringList &ids);

private:
    QWidget *makePlace(ImportSource source);
    void choosePath();
    void look();
    void showFound(const QList<issuance::FoundAccount> &accounts);
    void showResults(const QList<issuance::ImportResult> &results);
    void showTrouble(const Failure &failure);
    void describe(ChoiceRow *row, const issuance::FoundAccount &account);
    void import();
    void refresh();
    QList<int> chosen() const;

    const ImportSource m_source;
    const store::OrderRecord m_authority;
    issuance::AccountDesk m_desk;
    QList<issuance::FoundAccount> m_found;
    QList<ChoiceRow *> m_rows;
    QList<int> m_asked; // of m_found, in the order of the results
    TextField *m_path;
    TextField *m_passphrase;
    QVBoxLayout *m_list;
    Notice *m_notice;
    QPushButton *m_look;
    QPushButton *m_import;
};

} // namespace cw::ui
