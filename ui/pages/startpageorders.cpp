// SPDX-License-Identifier: MIT
#include "ui/pages/startpageorders.h"

#include "issuance/workbench.h"
#include "ui/models/stepmodel.h"
#include "ui/models/timetext.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::OrderWords;
using issuance::Step;
using store::OrderRecord;
using store::OrderStage;

namespace
{

struct StateLook {
    Tone tone = Tone::Accent;
    IconName icon = IconName::StateWait;
};

StateLook lookOf(OrderStage stage)
{
    switch (stage) {
    case OrderStage::Failed:
        return {Tone::Fail, IconName::StateFail};
    case OrderStage::Expired:
    case OrderStage::Canceled:
        return {Tone::Pend, IconName::StateSkip};
    case OrderStage::Issued:
        return {Tone::Warn, IconName::StateWarn};
    case OrderStage::Draft:
        return {Tone::Pend, IconName::StateTodo};
    case OrderStage::Ordering:
    case OrderStage::Ordered:
    case OrderStage::Published:
    case OrderStage::Answered:
    case OrderStage::Finalizing:
        break;
    }
    return {};
}

QString namesOf(const OrderRecord &order)
{
    if (order.names.isEmpty())
        return StartOrders::tr("No names yet");
    const QString first = readableName(order.names.first());
    const int others = int(order.names.size()) - 1;
    return others == 0 ? first : StartOrders::tr("%1 + %2", "first name and number of others").arg(first).arg(others);
}

QString spokenNamesOf(const OrderRecord &order)
{
    const int others = int(order.names.size()) - 1;
    return others <= 0 ? namesOf(order) : StartOrders::tr("%1 and %n more", nullptr, others).arg(readableName(order.names.first()));
}

// "_acme-challenge.example.org, _acme-challenge.example.net" of the records that may still be in DNS.
QString leftoversOf(const OrderRecord &order)
{
    QStringList owners;
    const QList<store::NameRecord> records = order.mayBePublished();
    for (const store::NameRecord &record : records) {
        const QString owner = withoutFinalDot(record.owner.isEmpty() ? record.validationName : record.owner);
        if (!owners.contains(owner))
            owners.append(owner);
    }
    return owners.join(QStringLiteral(", "));
}

// Two lines; the columns of all rows are as wide as their stretch says, whatever is in them.
QVBoxLayout *column(QWidget *top, QWidget *bottom)
{
    auto *lines = new QVBoxLayout;
    for (QWidget *line : {top, bottom})
        line->setSizePolicy(QSizePolicy::Ignored, line->sizePolicy().verticalPolicy());
    lines->setSpacing(4);
    lines->addWidget(top);
    lines->addWidget(bottom);
    return lines;
}

} // namespace

StartOrders::StartOrders(QWidget *parent) : QWidget(parent), m_count(new Badge({}, Tone::Neutral, this)), m_rows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("start.orders"));
    QLabel *title = newLabel(tr("Unfinished orders"), TextRole::CardTitle, this);
    title->setWordWrap(false);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(9);
    heading->addWidget(title);
    heading->addWidget(m_count);
    heading->addStretch(1);
    m_rows->setSpacing(14);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(13);
    layout->addLayout(heading);
    layout->addLayout(m_rows);
}

void StartOrders::showOrders(const QList<OrderRecord> &orders)
{
    if (m_orders == orders && m_rows->count() == orders.size())
        return;
    m_orders = orders;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const OrderRecord &order : orders)
        m_rows->addWidget(makeRow(order));
    m_count->setText(QLocale().toString(orders.size()));
    setAccessibleName(tr("Unfinished orders, %1").arg(orders.size()));
}

QWidget *StartOrders::makeRow(const OrderRecord &order)
{
    auto *card = new Card(this);
    const OrderWords words = issuance::orderWords(order);
    const StateLook look = lookOf(order.stage);
    card->setAccessibleName(tr("%1, %2, step %3 of %4, %5", "names, authority, step, of how many, state in words")
                                .arg(spokenNamesOf(order), order.authorityName)
                                .arg(words.step)
                                .arg(StepCount)
                                .arg(words.state));
    card->layout()->setContentsMargins(16, 11, 12, 11);

    QLabel *names = newLabel(namesOf(order), TextRole::RowTitle, card);
    names->setToolTip(readableNames(order.names).join(u'\n'));
    auto *state = new StateLabel(look.tone, look.icon, words.state, card);
    QLabel *step = newLabel(tr("Step %1 of %2 · %3").arg(words.step).arg(StepCount).arg(stepTitle(Step(words.step))), TextRole::Small, card);
    QLabel *until = newLabel(order.expires.isValid() && order.isOpen() ? tr("Open at the CA until") : QString(), TextRole::Small, card);
    QLabel *expires = newLabel(until->text().isEmpty() ? QString() : dateTimeText(order.expires), TextRole::Body, card);
    QFont medium = expires->font();
    medium.setWeight(QFont::Medium);
    expires->setFont(medium);
    for (QLabel *label : {until, expires})
        label->setWordWrap(false);

    QPushButton *go = newButton(tr("Continue"), order.isOpen() ? ButtonRole::Outline : ButtonRole::Normal, ButtonSize::Page, card);
    go->setFixedWidth(go->fontMetrics().horizontalAdvance(go->text()) + 40);
    go->setObjectName(QStringLiteral("start.continue"));
    go->setAccessibleName(tr("Continue %1").arg(spokenNamesOf(order)));
    connect(go, &QPushButton::clicked, this, [this, order] { Q_EMIT continueRequested(order); });

    QPushButton *more = newButton({}, ButtonRole::Icon, ButtonSize::Card, card);
    more->setObjectName(QStringLiteral("start.order.menu"));
    more->setIcon(icon(IconName::Dots, Ink::Text2));
    more->setAccessibleName(tr("More about %1").arg(spokenNamesOf(order)));
    auto *menu = new QMenu(more);
    if (order.isOpen() && order.stage != OrderStage::Draft)
        menu->addAction(tr("Cancel at the CA…"), this, [this, order] { Q_EMIT cancelRequested(order); });
    menu->addAction(tr("Forget…"), this, [this, order] { Q_EMIT forgetRequested(order); });
    more->setMenu(menu);

    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addLayout(column(names, newLabel(order.authorityName, TextRole::Small, card)), 210);
    line->addLayout(column(state, step), 250);
    line->addLayout(column(until, expires), 160);
    line->addWidget(go, 0, Qt::AlignVCenter);
    line->addWidget(more, 0, Qt::AlignVCenter);
    card->body()->addLayout(line);

    // Nobody but us remembers these: they are named where they can be seen.
    if (const QString leftovers = leftoversOf(order); !leftovers.isEmpty() && !order.isOpen()) {
        auto *left = new StateLabel(Tone::Warn, IconName::StateWarn, tr("May still be in DNS: TXT at %1").arg(leftovers), card);
        left->setWeight(StateLabel::Weight::Plain);
        card->body()->addWidget(left);
    }
    return card;
}

} // namespace cw::ui
