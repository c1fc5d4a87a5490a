// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "issuance/authorities.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QLabel;

namespace cw::ui
{

class Notice;
class StateLabel;

// ca.facts: what the directory of the selected authority says, or why it could not be read.
class AuthorityFacts : public Card
{
    Q_OBJECT

public:
    explicit AuthorityFacts(QWidget *parent = nullptr);

    void showDirectory(const issuance::IssueState &state, const issuance::Authority *preset);
    void showStarting(const QString &text); // the practice CA
    void showFailure(const QString &title, const Failure &failure);

Q_SIGNALS:
    void tryAgain();

private:
    void showFacts(const acme::Directory &directory, const issuance::Authority *preset);
    void clearBadges();

    StateLabel *m_state;
    QWidget *m_facts;
    QHBoxLayout *m_badges;
    QLabel *m_directory;
    QLabel *m_caa;
    QLabel *m_caaLabel;
    Notice *m_failure;
    std::optional<acme::Directory> m_shown;
};

} // namespace cw::ui
