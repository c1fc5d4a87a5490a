// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace cw::ui
{

class Card;
class Notice;

// An extra root that is trusted for the connection to one CA: from a file, pasted or dropped. It counts only after the user
// has compared its fingerprint.
class RootCertificate : public QWidget
{
    Q_OBJECT

public:
    explicit RootCertificate(QWidget *parent = nullptr);

    QByteArray confirmedPem() const; // empty: none, or not confirmed
    bool isWaitingForConfirmation() const;
    void take(const QByteArray &content, const QString &source);

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void choose();
    void readFile(const QString &path);
    void paste();
    void drop();
    void showFailure(const Failure &failure);

    QByteArray m_pem;
    QWidget *m_found;
    QLabel *m_subject;
    QLabel *m_fingerprint;
    QCheckBox *m_confirm;
    QLabel *m_problem;
};

} // namespace cw::ui
