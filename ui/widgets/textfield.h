// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/field.h"

#include <QLineEdit>

namespace cw::ui
{

// A Field with a line edit. An error goes away when the text is edited.
class TextField : public Field
{
    Q_OBJECT

public:
    // Name: host names, key names, paths; fixed font, left to right. Secret: masked, with an eye to look at it.
    enum class Content { Text, Name, Secret };

    explicit TextField(const QString &label, Content content = Content::Text, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    QString text() const { return m_edit->text(); }
    void setText(const QString &text); // keeps the cursor when the text is the same

Q_SIGNALS:
    void textEdited(const QString &text);
    void textChanged(const QString &text);
    void returnPressed();

private:
    void addEye();

    QLineEdit *m_edit;
};

} // namespace cw::ui
