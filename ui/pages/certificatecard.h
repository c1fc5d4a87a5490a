// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace cw::ui
{

class CopyButton;
class ExpiryBar;
class StateLabel;

// The issued certificate: names in both forms, how long it is valid, key and fingerprint; the chain and its checks.
class CertificateCard : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit CertificateCard(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();

Q_SIGNALS:
    void chainChosen(int other); // of state.otherChains

private:
    QWidget *newChain();
    void showRenewal();
    void showOtherChains();
    void showValidity(const crypto::Certificate &leaf);
    void showChain();

    const issuance::IssueState &m_state;
    QByteArray m_shown;
    QLabel *m_first;
    QLabel *m_others;
    StateLabel *m_valid;
    QLabel *m_renew;
    ExpiryBar *m_bar;
    QLabel *m_from;
    QLabel *m_until;
    QLabel *m_window;
    QPushButton *m_why;
    QLabel *m_key;
    QLabel *m_sha256;
    QWidget *m_chain;
    QGridLayout *m_links;
    QPushButton *m_otherChains;
};

// From when the issued certificate should be renewed: as the authority says, else when two thirds of its life are over.
QDateTime renewFrom(const issuance::IssueState &state);

} // namespace cw::ui
