// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

namespace cw::ui
{

class CopyButton;
class ValueText;

// Commands or a piece of a file, whole, with a Copy button at the top corner.
class CodeBox : public QFrame
{
    Q_OBJECT

public:
    // `name` is the accessible name: "Zone file".
    explicit CodeBox(const QString &name, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    void setName(const QString &name);
    void setMostLines(int lines); // more is scrolled, beginning at the end
    CopyButton *button() const { return m_button; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ValueText *m_text;
    CopyButton *m_button;
};

} // namespace cw::ui
