// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace cw::ui
{

// Where names are typed and pasted. Enter gives all of it; a blank, comma or semicolon gives what stands before it; many
// pasted at once are given at once.
class NamesEntry : public QLineEdit
{
    Q_OBJECT

public:
    explicit NamesEntry(QWidget *parent = nullptr);

    void giveAll();
    void putBack(const QString &text); // to be corrected: not taken again until it is changed

Q_SIGNALS:
    void given(const QString &text);

private:
    void look(const QString &text);

    QString m_before;
};

} // namespace cw::ui
