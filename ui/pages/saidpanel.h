// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/refusal.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace cw::ui
{

class CodeBox;

// "What the CA said" about one name: a plain sentence, then its own words, whole on demand.
class SaidPanel : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit SaidPanel(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showRefusal(const Refusal &refusal);

private:
    const issuance::IssueState &m_state;
    Refusal m_refusal;
    QLabel *m_time;
    QLabel *m_sentence;
    QGridLayout *m_facts;
    CodeBox *m_json;
    QPushButton *m_whole;
};

} // namespace cw::ui
