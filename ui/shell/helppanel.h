// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QPointer>

class QTextBrowser;

namespace cw::ui
{

// Help about the page, laid over the trailing edge of its parent. Esc closes it and gives the focus back.
class HelpPanel : public QFrame
{
    Q_OBJECT

public:
    explicit HelpPanel(QWidget *parent);

    void setHelp(const QString &title, const QString &html);
    void toggle();
    void place(const QRect &area); // the area of the parent that it may lie over

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void open();
    void closePanel();

    QTextBrowser *m_text;
    QPointer<QWidget> m_focusBefore;
};

} // namespace cw::ui
