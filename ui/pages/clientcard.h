// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/clienttexts.h"
#include "ui/widgets/card.h"

namespace cw::ui
{

class CodeBox;
class TabStrip;

// handover: how a client that runs by itself would get this certificate the next time.
class ClientCard : public Card
{
    Q_OBJECT

public:
    explicit ClientCard(QWidget *parent = nullptr);

    // Nothing is shown for the user's own request: its key is not ours to make.
    void setOrder(const store::OrderRecord &order);

private:
    void showText();

    QList<ClientText> m_texts;
    TabStrip *m_tabs;
    CodeBox *m_text;
};

} // namespace cw::ui
