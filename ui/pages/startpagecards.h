// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/startpageinput.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace cw::ui
{

class StateLabel;
class TextField;

// The card that starts and ends the practice mode.
class StartPractice : public Card
{
    Q_OBJECT

public:
    explicit StartPractice(QWidget *parent = nullptr);

    void showPractice(PracticeState practice);

Q_SIGNALS:
    void startRequested();
    void endRequested();

private:
    StateLabel *m_state;
    QPushButton *m_button;
    PracticeState m_practice = PracticeState::Off;
};

// "Check a domain": names to look at without an order.
class StartCheck : public Card
{
    Q_OBJECT

public:
    explicit StartCheck(QWidget *parent = nullptr);

Q_SIGNALS:
    void checkRequested(const QString &names);

private:
    void check();

    TextField *m_names;
};

// What is shown before there is anything to list.
class StartWelcome : public Card
{
    Q_OBJECT

public:
    explicit StartWelcome(QWidget *parent = nullptr);

    void showPractice(PracticeState practice);
    QPushButton *newButtonOfCard() const { return m_new; }

Q_SIGNALS:
    void newRequested();
    void practiceRequested();

private:
    void addPart(IconName icon, const QString &steps, const QString &title, const QString &text);

    QPushButton *m_new;
    QPushButton *m_practise;
};

// A rounded tile with a picture: the program's mark, and the round ones of the welcome card.
class PictureTile : public QWidget
{
    Q_OBJECT

public:
    enum class Shape { Mark, Round };

    PictureTile(IconName icon, Shape shape, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconName m_icon;
    Shape m_shape;
};

// Grey blocks where rows will be.
class LoadingRows : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingRows(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cw::ui
