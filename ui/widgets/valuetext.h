// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

namespace cw::ui
{

// A read-only text in the fixed font that is as high as its content (or a given number of lines) and breaks anywhere rather than hide a letter.
class ValueText : public QTextEdit
{
    Q_OBJECT

public:
    explicit ValueText(QWidget *parent = nullptr);

    void setValue(const QString &value);
    void setMostLines(int lines); // more is scrolled, beginning at the end; 0: all of it is shown

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    int bounded(qreal height) const;
    void fit();

    int m_mostLines = 0;
};

} // namespace cw::ui
