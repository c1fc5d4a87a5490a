// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace cw::ui
{

class ChoiceGroup;
class StateLabel;
class TextField;

// Asks where keys are to be kept when there is no keychain, or for the passphrase of the file they are in. It stays open until
// accept() is called: a wrong passphrase is told at the field.
class KeystoreDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Question { WhereToKeep, Passphrase };

    KeystoreDialog(Question question, QWidget *parent);

    void showFailure(const QString &text);

Q_SIGNALS:
    void passphraseGiven(const QByteArray &passphrase);
    void sessionChosen();

private:
    void refresh();
    void go();
    bool isForSession() const;

    const Question m_question;
    ChoiceGroup *m_choice = nullptr;
    TextField *m_passphrase;
    TextField *m_again;
    QPushButton *m_go;
};

} // namespace cw::ui
