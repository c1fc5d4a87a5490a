// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

namespace cw::ui
{

// A read-only text in the fixed font that is as high as its content and breaks anywhere rather than hide a letter.
class ValueText : public QTextEdit
{
    Q_OBJECT

public:
    explicit ValueText(QWidget *parent = nullptr);

    void setValue(const QString &value);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void fit();
};

} // namespace cw::ui
