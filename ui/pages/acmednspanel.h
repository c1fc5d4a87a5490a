// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/methodpanel.h"

class QPushButton;
class QVBoxLayout;

namespace cw::ui
{

class FailureNotice;
class FileField;
class TextField;

// acme-dns: accounts are opened at a server or taken from another client; then each name needs a CNAME record, once, and the
// panel says whether it is there.
class AcmeDnsPanel : public MethodPanel
{
    Q_OBJECT

public:
    explicit AcmeDnsPanel(QWidget *parent = nullptr);
    ~AcmeDnsPanel() override;

    void showView(const MethodView &view) override;
    QString missing() const override;
    issuance::MethodChoice draft() const override;
    std::optional<issuance::MethodChoice> choice() override;
    bool isAsStored() const override;
    void keepFor(const QString &scope) override { m_scope = scope; }
    QString note() const override;

    static constexpr qint64 LargestFile = 1024 * 1024;
    void importFile(const QString &path);

Q_SIGNALS:
    void registerRequested(const cw::store::AcmeDnsSettings &settings);
    void importRequested(const cw::store::AcmeDnsSettings &settings, const QByteArray &file, const QString &fileName);
    void lookRequested();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void chooseFile();
    void requestRegistration();
    bool readRoot(); // false: the file cannot be read, which is said at the field
    void showNames(const MethodView &view);

    TextField *m_server;
    FileField *m_root;
    QPushButton *m_register;
    QPushButton *m_look;
    FailureNotice *m_failure;
    QWidget *m_names;
    QVBoxLayout *m_rows;
    QByteArray m_rootPem;
    std::optional<QString> m_scope; // shown last
    store::AcmeDnsSettings m_shown;
    QString m_shownNames;
    bool m_hasAccounts = false;
    bool m_isStored = false;
};

} // namespace cw::ui
