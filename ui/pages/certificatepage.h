// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

namespace cw::ui
{

class CertificateCard;
class ChallengeNotice;
class ClientCard;
class CleanUpCard;
class FailureNotice;
class SaveCard;
class SnippetCard;

// Step 7, "Your certificate is ready": look at it, save it, clean up.
class CertificatePage : public OrderPage
{
    Q_OBJECT

public:
    explicit CertificatePage(issuance::OrderController &controller, QWidget *parent = nullptr);

    void initializePage() override;
    void showState(const issuance::IssueState &state) override;

    QString summary() const override;
    QList<Badge> headerBadges() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    Note note() const override;
    QString nextText() const override;
    bool isNextFilled() const override;
    void next() override;
    QString backText() const override { return {}; }
    void focusFirst() override;

private:
    bool isSaved() const;

    FailureNotice *m_failure;
    CertificateCard *m_certificate;
    CleanUpCard *m_cleanUp;
    ChallengeNotice *m_standing;
    SaveCard *m_save;
    SnippetCard *m_snippets;
    ClientCard *m_clients;
    bool m_wasSavedSpoken = false;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
