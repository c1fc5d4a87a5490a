// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

namespace cw::ui
{

class CopyButton;
class ValueText;

// A value to be entered elsewhere: always whole, left to right in every language, selectable, with a Copy button.
class CopyField : public QFrame
{
    Q_OBJECT

public:
    // `name` is the accessible name: "Record value".
    explicit CopyField(const QString &name, QWidget *parent = nullptr);

    QString value() const;
    void setValue(const QString &value);
    void setName(const QString &name);
    CopyButton *button() const { return m_button; }
    void copy(); // as if the button was pressed
    void setCompact(bool isCompact); // picture only on the button

Q_SIGNALS:
    void copied(const QString &value);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ValueText *m_value;
    CopyButton *m_button;
};

} // namespace cw::ui
