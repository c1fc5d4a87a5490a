// SPDX-License-Identifier: MIT
#include "ui/pages/namesentry.h"

#include <algorithm>

namespace cw::ui
{

namespace
{

bool isSeparator(QChar c)
{
    return c.isSpace() || c == u',' || c == u';';
}

} // namespace

NamesEntry::NamesEntry(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(QStringLiteral("names.entry"));
    setPlaceholderText(tr("Type or paste names, separated by space, comma or line"));
    connect(this, &QLineEdit::returnPressed, this, &NamesEntry::giveAll);
    // Not textEdited(): assistive technology sets the whole text.
    connect(this, &QLineEdit::textChanged, this, &NamesEntry::look);
}

void NamesEntry::giveAll()
{
    const QString all = text();
    clear();
    if (!all.trimmed().isEmpty())
        Q_EMIT given(all);
}

void NamesEntry::putBack(const QString &text)
{
    m_before = text;
    setText(text);
    m_before = text;
    setFocus();
}

void NamesEntry::look(const QString &text)
{
    const QString before = std::exchange(m_before, text);
    if (text == before || std::none_of(text.begin(), text.end(), isSeparator))
        return;
    if (text.size() > before.size() + 1) {
        giveAll();
        return;
    }
    const int cursor = cursorPosition();
    if (text.size() <= before.size() || cursor == 0 || !isSeparator(text.at(cursor - 1)))
        return;
    const QString complete = text.left(cursor);
    setText(text.mid(cursor));
    setCursorPosition(0);
    if (!complete.trimmed().isEmpty())
        Q_EMIT given(complete);
}

} // namespace cw::ui
