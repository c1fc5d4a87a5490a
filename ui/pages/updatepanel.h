// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/methodpanel.h"

namespace cw::ui
{

class Notice;
class UpdateFields;

// Dynamic update (RFC 2136): the fields, a key file to fill them (chosen or dropped), and a trial.
class UpdatePanel : public MethodPanel
{
    Q_OBJECT

public:
    explicit UpdatePanel(QWidget *parent = nullptr);
    ~UpdatePanel() override;

    void showView(const MethodView &view) override;
    QString missing() const override;
    issuance::MethodChoice draft() const override;
    std::optional<issuance::MethodChoice> choice() override;
    bool isAsStored() const override;
    void keepFor(const QString &scope) override;
    QString note() const override;
    UpdateFields *fields() const { return m_fields; }

    static constexpr qint64 LargestKeyFile = 65536;
    void readKeyFile(const QString &path);

Q_SIGNALS:
    void practiceKeyRequested();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseKeyFile();

    Notice *m_practice;
    UpdateFields *m_fields;
};

} // namespace cw::ui
