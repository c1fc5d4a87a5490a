// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/preflightpage.h"

class QLabel;
class QPushButton;

namespace cw::ui
{

class ComboField;
class TextField;

// "Check a domain": the preflight of names that belong to no order. The controller's order is a draft that is never kept.
class CheckPage : public PreflightPage
{
    Q_OBJECT

public:
    // `authorities`: for whom the question can be asked; the first is chosen.
    CheckPage(issuance::OrderController &controller, const QList<issuance::AuthorityChoice> &authorities,
        QWidget *parent = nullptr);

    // Puts the text into the field and checks the names in it.
    void check(const QString &text);

    void initializePage() override { }
    void showState(const issuance::IssueState &state) override;
    QString overline() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    Note note() const override;
    QString nextText() const override;
    void next() override;
    QString backText() const override;
    void back() override;
    QString overrideText() const override { return {}; }
    void focusFirst() override;

Q_SIGNALS:
    void orderRequested(); // a certificate for the names that were checked

private:
    QWidget *makeQuestion();
    void ask();

    QList<issuance::AuthorityChoice> m_authorities;
    TextField *m_names;
    ComboField *m_authority;
    QPushButton *m_go;
    QLabel *m_empty;
};

} // namespace cw::ui
