// SPDX-License-Identifier: MIT
#include "ui/pages/clientcard.h"

#include "ui/widgets/codebox.h"
#include "ui/widgets/tabstrip.h"

#include <QVBoxLayout>

namespace cw::ui
{

ClientCard::ClientCard(QWidget *parent)
    : Card(parent)
    , m_texts(clientTexts({}))
    , m_tabs(new TabStrip(tr("Commands for an automatic client")))
    , m_text(new CodeBox({}))
{
    setTitle(tr("Next time: let a program do it"));
    m_tabs->setObjectName(QStringLiteral("handover"));
    m_text->setObjectName(QStringLiteral("handover.text"));
    for (const ClientText &each : std::as_const(m_texts))
        m_tabs->addTab(each.client);
    body()->setSpacing(8);
    body()->addWidget(m_tabs);
    body()->addWidget(m_text);
    connect(m_tabs, &TabStrip::currentChanged, this, &ClientCard::showText);
    showText();
}

void ClientCard::setOrder(const store::OrderRecord &order)
{
    setVisible(order.csrDer.isEmpty() && !order.isPractice);
    m_texts = clientTexts(order);
    showText();
}

void ClientCard::showText()
{
    const ClientText text = m_texts.value(m_tabs->currentIndex());
    m_text->setName(tr("Commands for %1").arg(text.client));
    m_text->setText(text.text);
}

} // namespace cw::ui
