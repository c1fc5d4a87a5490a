// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace cw::ui
{

class Notice;
class SaveFiles;
class TextField;

// Where the files go and which: says file by file what is inside, and reads back what was written.
class SaveCard : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit SaveCard(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();
    QString folder() const;
    void focusFirst();

Q_SIGNALS:
    void saveRequested(const cw::issuance::SaveRequest &request);
    void folderChanged(const QString &folder);

private:
    void chooseFolder();
    void proposeFolder();
    void request(issuance::SaveRequest::IfExists ifExists);
    void showResult();
    void showExisting(const StoreFailure &failure);

    const issuance::IssueState &m_state;
    TextField *m_folder;
    SaveFiles *m_files;
    QPushButton *m_go;
    Notice *m_result;
    QWidget *m_existing; // Replace, Number
    bool m_isProposed = false;
};

// ~/tls/<first name> when there is such a folder, else in Documents.
QString proposedFolder(const QString &firstName);

} // namespace cw::ui
