// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QCheckBox;
class QPushButton;

namespace cw::ui
{

class TextField;

// One variable of a program's environment.
struct EnvironmentVariable {
    QString name;
    QString value; // of a known secret empty, when it is to be used again
    bool isSecret = false;
    bool isKnown = false; // a secret that is kept already; its value is not shown again
    bool operator==(const EnvironmentVariable &) const = default;
};

// NAME, value, whether it is a secret, and a button that takes the row away. A secret is masked. "NAME=value" pasted into
// the name fills both, and a name that sounds like a secret ticks the box by itself, once.
class EnvironmentRow : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentRow(int number, QWidget *parent = nullptr);
    // A field that is taken away loses the focus and says that its editing is finished: nobody is there to hear it.
    ~EnvironmentRow() override;

    EnvironmentVariable variable() const;
    void setVariable(const EnvironmentVariable &variable);
    bool isBlank() const;
    void setNumber(int number); // for the names that screen readers read
    void showError(const QString &error); // at the name; empty: none
    bool hasError() const;
    void focusName();

Q_SIGNALS:
    void edited();
    void removeRequested();

private:
    void takeName();
    void setSecret(bool isSecret);
    TextField *value() const;

    TextField *m_name;
    TextField *m_plain;
    TextField *m_masked;
    QCheckBox *m_secret;
    QPushButton *m_remove;
    bool m_isKnown = false;
    bool m_hasGuessed = false;
};

} // namespace cw::ui
