// SPDX-License-Identifier: MIT
#include "ui/pages/snippetcard.h"

#include "ui/pages/snippets.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/tabstrip.h"

#include <QVBoxLayout>

namespace cw::ui
{

SnippetCard::SnippetCard(QWidget *parent)
    : Card(parent)
    , m_tabs(new TabStrip(tr("Settings for your server")))
    , m_text(new CodeBox({}))
{
    m_tabs->setObjectName(QStringLiteral("snippets"));
    m_text->setObjectName(QStringLiteral("snippets.text"));
    const QList<Snippet> all = snippets({});
    for (const Snippet &each : all)
        m_tabs->addTab(each.program);
    body()->setSpacing(8);
    body()->addWidget(m_tabs);
    body()->addWidget(m_text);
    connect(m_tabs, &TabStrip::currentChanged, this, &SnippetCard::showSnippet);
    showSnippet();
}

void SnippetCard::setFolder(const QString &folder)
{
    m_folder = folder;
    showSnippet();
}

void SnippetCard::showSnippet()
{
    const Snippet snippet = snippets(m_folder).value(m_tabs->currentIndex());
    m_text->setName(tr("Settings for %1").arg(snippet.program));
    m_text->setText(snippet.text);
}

} // namespace cw::ui
