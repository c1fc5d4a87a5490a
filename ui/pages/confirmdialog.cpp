// SPDX-License-Identifier: MIT
#include "ui/pages/confirmdialog.h"

#include "ui/theme/roles.h"
#include "ui/widgets/card.h"
#include "ui/widgets/stateicon.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

QString factAsHtml(const ConfirmDialog::Fact &fact)
{
    return QStringLiteral("<b>%1</b>&nbsp; %2").arg(fact.subject.toHtmlEscaped(), fact.text.toHtmlEscaped());
}

QWidget *newFacts(const QList<ConfirmDialog::Fact> &facts)
{
    auto *card = new Card;
    card->setFill(Card::Fill::Raised);
    card->setObjectName(QStringLiteral("confirm.facts"));
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    for (int i = 0; i < facts.size(); ++i) {
        auto *picture = new StateIcon(stateIcon(facts[i].tone), facts[i].tone);
        picture->setSide(15);
        grid->addWidget(picture, i, 0, Qt::AlignTop);
        QLabel *text = newLabel({}, TextRole::Body);
        text->setTextFormat(Qt::RichText);
        text->setText(factAsHtml(facts[i]));
        grid->addWidget(text, i, 1);
    }
    card->body()->addLayout(grid);
    return card;
}

} // namespace

ConfirmDialog::ConfirmDialog(const Content &content, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("confirm"));
    setWindowTitle(content.title);
    setAccessibleName(content.title);
    setAccessibleDescription(content.lead + u' ' + content.consequence);
    setModal(true);
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);

    auto *picture = new StateIcon(IconName::StateWarn, Tone::Warn);
    picture->setSide(24);
    auto *headings = new QVBoxLayout;
    headings->setSpacing(6);
    headings->addWidget(newLabel(content.title, TextRole::CardTitle));
    headings->addWidget(newLabel(content.lead, TextRole::Body));
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(picture, 0, Qt::AlignTop);
    head->addLayout(headings, 1);

    auto *doIt = newButton(content.doIt);
    doIt->setObjectName(QStringLiteral("confirm.do"));
    auto *keep = newButton(content.keep, ButtonRole::Primary);
    keep->setObjectName(QStringLiteral("confirm.keep"));
    keep->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(doIt);
    buttons->addWidget(keep);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 20);
    layout->setSpacing(16);
    layout->addLayout(head);
    if (!content.facts.isEmpty())
        layout->addWidget(newFacts(content.facts));
    layout->addWidget(newLabel(content.consequence, TextRole::Body));
    layout->addLayout(buttons);
    keep->setFocus();
    // A dialog asks wrapped labels for too much height.
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));

    connect(doIt, &QPushButton::clicked, this, &QDialog::accept);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace cw::ui
