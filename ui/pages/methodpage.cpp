// SPDX-License-Identifier: MIT
#include "ui/pages/methodpage.h"

#include "ui/pages/failurenotice.h"
#include "ui/pages/updatefields.h"
#include "ui/pages/updatepanel.h"
#include "ui/pages/zonespanel.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;
using issuance::Readiness;
using issuance::Step;
using store::OrderStage;

namespace
{

const QString ByHand = QStringLiteral("manual");
const QString ByUpdate = QStringLiteral("rfc2136");

Card *newByHandCard()
{
    auto *card = new Card(MethodPage::tr("By hand"));
    card->setObjectName(QStringLiteral("how.byHand"));
    card->body()->setSpacing(10);
    card->body()->addWidget(
        newLabel(MethodPage::tr(
                     "The next page shows one TXT record for each name, ready to be copied into the panel of your DNS "
                     "provider, into a zone file or into nsupdate."),
            TextRole::Body));
    card->body()->addWidget(newLabel(
        MethodPage::tr(
            "Then we ask every name server until all of them have every record. The CA is told only after that."),
        TextRole::Body));
    return card;
}

} // namespace

MethodPage::MethodPage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Method, controller, parent)
    , m_failure(new FailureNotice)
    , m_ways(new ChoiceGroup(tr("Way to publish")))
    , m_zones(new ZonesPanel)
    , m_byHand(newByHandCard())
    , m_update(new UpdatePanel)
    , m_updateNote(new Notice(Notice::Kind::Info, {},
          tr("An update that the server refuses stops the order before the CA is asked. Values already in the zone are "
             "left as they are.")))
{
    setTitle(tr("How will the record get into DNS?"));
    setSubTitle(tr("By hand always works; the other way saves you the typing."));

    m_ways->setObjectName(QStringLiteral("how.list"));
    m_ways->addHeading(tr("For this order"));
    auto *byHand = new ChoiceRow(tr("By hand"), tr("We show the record, you enter it in your DNS panel"));
    byHand->setRowIcon(IconName::Hand);
    m_ways->addChoice(ByHand, byHand);
    auto *byUpdate = new ChoiceRow(tr("Dynamic update (RFC 2136)"), tr("BIND, Knot, PowerDNS; signed with a TSIG key"));
    byUpdate->setRowIcon(IconName::Server);
    m_ways->addChoice(ByUpdate, byUpdate);

    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(m_ways);
    left->addWidget(m_zones);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_byHand);
    right->addWidget(m_update);
    right->addWidget(m_updateNote);
    right->addStretch();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(20);
    columns->addLayout(left, 38);
    columns->addLayout(right, 59);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_failure);
    layout->addLayout(columns, 1);

    connect(m_ways, &ChoiceGroup::chosen, this, &MethodPage::choose);
    connect(m_update, &UpdatePanel::edited, this, [this] {
        if (m_update->fields()->isFilled())
            pushUpdate();
        Q_EMIT completeChanged();
    });
    connect(m_update, &UpdatePanel::trialRequested, this, &MethodPage::startTrial);
    connect(m_update, &UpdatePanel::practiceKeyRequested, this, [this] { this->controller().usePracticeKey(); });
}

MethodPage::~MethodPage()
{
    m_update->disconnect(this);
}

void MethodPage::showState(const IssueState &shown)
{
    m_failure->showFailure(shown.failure(Activity::Order));
    m_ways->setCurrent(shown.order.publish.way);
    m_zones->showState(shown);
    m_update->showState(shown);
    m_byHand->setVisible(!isUpdate());
    m_update->setVisible(isUpdate());
    m_updateNote->setVisible(isUpdate());
    const bool isOpen = !isOrdered() && !shown.isRunning(Activity::Order);
    m_ways->setEnabled(isOpen);
    m_update->setEnabled(isOpen);
    m_tabOrder.follow(*this);
}

bool MethodPage::isOrdered() const
{
    return state().order.stage != OrderStage::Draft && state().order.stage != OrderStage::Ordering;
}

bool MethodPage::isUpdate() const
{
    return state().order.publish.way == ByUpdate;
}

void MethodPage::choose(const QString &way)
{
    issuance::MethodChoice choice = m_update->fields()->draft();
    if (way == ByUpdate && m_update->fields()->isFilled())
        choice = m_update->fields()->choice().value_or(choice);
    choice.settings.way = way;
    controller().setMethod(choice);
}

bool MethodPage::pushUpdate()
{
    if (m_update->fields()->isAsStored())
        return true;
    const std::optional<issuance::MethodChoice> choice = m_update->fields()->choice();
    if (choice)
        controller().setMethod(*choice);
    return choice.has_value();
}

void MethodPage::startTrial()
{
    if (pushUpdate())
        controller().startTrial();
}

QString MethodPage::summary() const
{
    const int zones = int(state().zones.size());
    return isUpdate() ? tr("%n zones automatic", "", zones) : tr("%n zones by hand", "", zones);
}

bool MethodPage::hasProblem() const
{
    const Failure *failure = state().failure(Activity::Order);
    return failure && !isCanceled(*failure);
}

QString MethodPage::helpText() const
{
    return tr(
        "<p>To prove that a name is yours, one TXT record has to appear in its zone for a few minutes.</p>"
        "<p><b>By hand</b>: you enter it where you manage your DNS. <b>Dynamic update</b>: Certwright sends it to the "
        "zone's primary "
        "server, signed with a TSIG key, and takes it away afterwards. Only our own values are added and removed.</p>"
        "<p>The key file that tsig-keygen writes can be read as it is.</p>");
}

Readiness MethodPage::readiness() const
{
    if (state().isRunning(Activity::Order))
        return {false, tr("The order is being placed at %1.").arg(state().order.authorityName)};
    if (isUpdate() && !isOrdered() && !m_update->fields()->isFilled())
        return {false, tr("Enter the name and the secret of the TSIG key, or read a key file.")};
    return OrderPage::readiness();
}

OrderPage::Note MethodPage::note() const
{
    const Readiness ready = readiness();
    if (!ready.isReady || isOrdered())
        return {Tone::Neutral, ready.reason};
    if (state().order.isPractice)
        return {Tone::Neutral, tr("This places the order at the practice CA. Nothing leaves this computer.")};
    return {Tone::Neutral,
        tr("This places the order at %1. It counts against its limits.").arg(state().order.authorityName)};
}

QString MethodPage::nextText() const
{
    if (state().isRunning(Activity::Order))
        return tr("Ordering…");
    return isOrdered() ? tr("Next: records") : tr("Order and show records");
}

void MethodPage::next()
{
    if (isOrdered())
        controller().goTo(Step::Publish);
    else if (!isUpdate() || pushUpdate())
        controller().placeOrder();
}

QString MethodPage::overrideText() const
{
    return state().isRunning(Activity::Order) ? tr("Cancel", "placing the order") : QString();
}

void MethodPage::runOverride()
{
    controller().stop(Activity::Order);
}

} // namespace cw::ui
