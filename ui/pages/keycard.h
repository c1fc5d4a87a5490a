// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

class QCheckBox;

namespace cw::ui
{

class ComboField;
class CsrPanel;
class PassphraseFields;
class SegmentedControl;

// The key of the certificate: a new one, that of an earlier certificate, or one behind the user's own request.
class KeyCard : public Card
{
    Q_OBJECT

public:
    explicit KeyCard(issuance::OrderController &controller, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
    void readAgain(); // which keys there are
    bool wantsRequest() const; // the names come from a request, also when it is not there yet
    QString missing() const; // a whole sentence; empty: nothing
    QString summary() const; // "ECDSA P-256"
    void focusFirst();

Q_SIGNALS:
    void changed(); // of missing() or wantsRequest()

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeOwnKey();
    void fillTypes();
    void showChoice(const issuance::IssueState &state);
    void showPassphrase(const issuance::IssueState &state);
    void choose(int index);
    void setMode(const QString &mode);
    void setPassphrase();
    void useRequest(const QByteArray &pemOrDer);

    issuance::OrderController &m_controller;
    SegmentedControl *m_mode;
    QWidget *m_ownKey;
    ComboField *m_type;
    QCheckBox *m_protects;
    PassphraseFields *m_passphrase;
    CsrPanel *m_csr;
    QStringList m_reusable; // ids of certificates, as the list has them
};

} // namespace cw::ui
