// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace cw::ui
{

class StateLabel;

// A control with its label above and a hint below. An error takes the hint's place: 2 px edge, icon, text, and the
// control's accessible description.
class Field : public QWidget
{
    Q_OBJECT

public:
    Field(const QString &label, QWidget *control, QWidget *parent = nullptr);

    QString label() const;
    void setLabel(const QString &label);
    void setLabelVisible(bool isVisible); // hidden it is still the control's accessible name
    void setHint(const QString &hint);
    void setError(const QString &error); // empty: none
    void clearError() { setError({}); }
    bool hasError() const { return !m_errorText.isEmpty(); }
    QString error() const { return m_errorText; }
    QWidget *control() const { return m_control; }

private:
    void describe();

    QWidget *m_control;
    QLabel *m_label;
    QLabel *m_hint;
    StateLabel *m_error;
    QString m_errorText;
};

} // namespace cw::ui
