// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace cw::ui
{

class PassphraseFields;

// Which files of a certificate are saved, file by file with what is inside; those with the key only where the key is ours.
class SaveFiles : public QWidget
{
    Q_OBJECT

public:
    explicit SaveFiles(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
    // Sets the files and how PKCS#12 is written.
    void fill(issuance::SaveRequest &request) const;
    QString missing() const; // why nothing can be saved, a whole sentence; empty: nothing is missing

Q_SIGNALS:
    void changed();

private:
    struct File {
        issuance::FileKind kind;
        QCheckBox *box;
        QLabel *content;
    };
    QWidget *makeMore();
    QWidget *makePkcs12();
    QLabel *add(QWidget *place, int position, issuance::FileKind kind, const char *objectName, const QString &content);
    bool isChosen(issuance::FileKind kind) const;
    QList<issuance::FileKind> chosen() const;
    void showParts();

    QList<File> m_files;
    QLabel *m_keyContent;
    QCheckBox *m_moreBox;
    QWidget *m_more;
    QWidget *m_pkcs12;
    PassphraseFields *m_passphrase;
    QCheckBox *m_legacy;
    QLabel *m_foreign; // the key is not ours
    bool m_hasKey = true;
};

} // namespace cw::ui
