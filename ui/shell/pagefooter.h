// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"

#include <QWidget>

class QPushButton;

namespace cw::ui
{

class FooterNote;

// Help and Log at the leading edge; the note, the override, Back and the primary button at the trailing one. It never scrolls.
class PageFooter : public QWidget
{
    Q_OBJECT

public:
    // What the footer shows of a page.
    struct Content {
        OrderPage::Note note;
        QString overrideText; // empty: no such link
        QString backText; // empty: no such button
        QString nextText;
        bool isNextFilled = true;
        bool isNextEnabled = true;
        bool operator==(const Content &) const = default;
    };

    explicit PageFooter(QWidget *parent = nullptr);

    void setContent(const Content &content);
    void setNarrow(bool isNarrow);
    QPushButton *nextButton() const { return m_next; }

Q_SIGNALS:
    void helpRequested();
    void logRequested();
    void overrideRequested();
    void backRequested();
    void nextRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *m_help;
    QPushButton *m_log;
    FooterNote *m_note;
    QPushButton *m_override;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace cw::ui
