// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>
#include <QTimer>

#include <chrono>
#include <functional>

namespace cw::ui
{

// A link button that copies a text, says "Copied" for two seconds and announces it.
class CopyButton : public QPushButton
{
    Q_OBJECT

public:
    // `what` names the thing for screen readers ("Copy the record name"); `text` is asked at each click.
    CopyButton(const QString &what, std::function<QString()> text, QWidget *parent = nullptr);

    void setWhat(const QString &what);
    void setLabel(const QString &label); // instead of "Copy": "Copy all"
    void setIconOnly(bool isIconOnly); // for narrow windows
    void setFeedbackTime(std::chrono::milliseconds time);

Q_SIGNALS:
    void copied(const QString &text);

private:
    void copy();
    void showLabel();

    std::function<QString()> m_text;
    QString m_what;
    QString m_label;
    QTimer m_feedback;
    bool m_isIconOnly = false;
};

} // namespace cw::ui
