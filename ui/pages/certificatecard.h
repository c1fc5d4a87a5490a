// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;

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

private:
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
    QLabel *m_key;
    QLabel *m_sha256;
    QWidget *m_chain;
    QGridLayout *m_links;
};

// From when a new certificate should be asked for: two thirds of the life are over.
QDateTime renewFrom(const crypto::Certificate &certificate);

} // namespace cw::ui
