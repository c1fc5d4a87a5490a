// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/methodpanel.h"

class QCheckBox;
class QLabel;

namespace cw::ui
{

class CodeBox;
class ComboField;
class EnvironmentEditor;
class FileField;
class SegmentedControl;

// Hook script: a program in the format of another client, its environment, and what exactly will be run.
class HookPanel : public MethodPanel
{
    Q_OBJECT

public:
    explicit HookPanel(QWidget *parent = nullptr);
    ~HookPanel() override;

    void showView(const MethodView &view) override;
    QString missing() const override;
    issuance::MethodChoice draft() const override;
    std::optional<issuance::MethodChoice> choice() override;
    bool isAsStored() const override;
    void keepFor(const QString &scope) override { m_scope = scope; }
    QString note() const override;

private:
    void build();
    void fill(const store::HookSettings &stored, bool knowsSecret);
    void showFormat();
    store::HookSettings typed() const;
    QByteArray typedSecrets() const; // the JSON for the secret store; empty: nothing was entered

    SegmentedControl *m_format;
    FileField *m_program;
    FileField *m_cleanUp;
    QCheckBox *m_chained;
    QCheckBox *m_raw;
    ComboField *m_timeLimit;
    EnvironmentEditor *m_environment;
    CodeBox *m_preview;
    QLabel *m_shellNote;
    std::optional<QString> m_scope; // shown last
    store::HookSettings m_shown;
    QByteArray m_handedOver; // the secrets that were handed over last
    bool m_isStored = false; // m_shown is stored for this way
};

} // namespace cw::ui
