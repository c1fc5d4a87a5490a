// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace cw::ui
{

class StateIcon;

// A message of the page: state, reason, next step. Never a message box for what the page can show.
class Notice : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Info, Ok, Warn, Fail };

    explicit Notice(Kind kind = Kind::Info, QWidget *parent = nullptr);
    Notice(Kind kind, const QString &title, const QString &text, QWidget *parent = nullptr);

    Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    void setEdge(bool hasEdge); // Info always has one
    void setRunning(bool isRunning); // the turning arc instead of the kind's icon
    QString title() const;
    QString text() const;
    void setTitle(const QString &title); // may be empty
    void setText(const QString &text); // plain
    void setRichText(const QString &html); // escape what comes from outside
    void setAction(const QString &text); // empty: no button
    QPushButton *action() const { return m_action; }
    void setClosable(bool isClosable);

Q_SIGNALS:
    void actionTriggered();
    void closed(); // the notice has hidden itself

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void describe();

    Kind m_kind;
    bool m_hasEdge = false;
    bool m_isRunning = false;
    StateIcon *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_close;
};

} // namespace cw::ui
