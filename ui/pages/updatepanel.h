// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

namespace cw::ui
{

class Notice;
class UpdateFields;

// Dynamic update (RFC 2136): the fields, a key file to fill them (chosen or dropped), and a trial.
class UpdatePanel : public Card
{
    Q_OBJECT

public:
    explicit UpdatePanel(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
    UpdateFields *fields() const { return m_fields; }

    static constexpr qint64 LargestKeyFile = 65536;
    void readKeyFile(const QString &path);

Q_SIGNALS:
    void edited();
    void trialRequested();
    void practiceKeyRequested();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseKeyFile();
    void showTrial(const issuance::IssueState &state);

    Notice *m_practice;
    UpdateFields *m_fields;
    Notice *m_trial;
};

} // namespace cw::ui
