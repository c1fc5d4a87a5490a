// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"

#include <QUrl>
#include <QWidget>

class QLabel;
class QPushButton;

namespace cw::ui
{

class Expander;
class TextField;

// The two access codes (EAB) that some authorities want for a new account. What the authority says against them is shown at
// the field that it is about, its own words below.
class ExternalAccountFields : public QWidget
{
    Q_OBJECT

public:
    explicit ExternalAccountFields(issuance::OrderController &controller, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state); // hides itself when no codes are wanted
    // Whether the failed making of the account is about the codes, and shown here.
    static bool isAboutCodes(const issuance::IssueState &state);
    QWidget *fieldInError() const; // null: none

private:
    QWidget *makeSource();
    void sendCodes();
    void checkCodes();
    void showSource(const issuance::IssueState &state);
    void showRefusal(const issuance::IssueState &state);
    void bringIntoView();

    issuance::OrderController &m_controller;
    TextField *m_keyId;
    TextField *m_macKey;
    QWidget *m_source;
    QPushButton *m_website;
    Expander *m_details;
    QLabel *m_ownWords;
    QUrl m_help; // of the preset; may be empty
    QUrl m_target; // of the link
    QString m_directoryUrl; // that the codes are for
    bool m_isRefusalShown = false;
};

} // namespace cw::ui
