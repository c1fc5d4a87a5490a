// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/card.h"

namespace cw::ui
{

class CodeBox;
class TabStrip;

// What to write into a server's settings; the paths follow the folder.
class SnippetCard : public Card
{
    Q_OBJECT

public:
    explicit SnippetCard(QWidget *parent = nullptr);

    void setFolder(const QString &folder);

private:
    void showSnippet();

    QString m_folder;
    TabStrip *m_tabs;
    CodeBox *m_text;
};

} // namespace cw::ui
