// SPDX-License-Identifier: MIT
#include "ui/pages/methodpage.h"

#include "ui/pages/acmednspanel.h"
#include "ui/pages/aliaspanel.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/hookoutput.h"
#include "ui/pages/hookpanel.h"
#include "ui/pages/limitlines.h"
#include "ui/pages/methodpanel.h"
#include "ui/pages/methodwords.h"
#include "ui/pages/standingpanel.h"
#include "ui/pages/updatepanel.h"
#include "ui/pages/zonespanel.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;
using issuance::Step;
using store::OrderStage;

namespace
{

const QString Alias = QStringLiteral("alias");
const QString Standing = QStringLiteral("standing");
const QString PlainChallenge = QStringLiteral("dns-01");

} // namespace

MethodPage::MethodPage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Method, controller, parent)
    , m_failure(new FailureNotice)
    , m_ways(new ChoiceGroup(tr("Way to publish")))
    , m_zones(new ZonesPanel)
    , m_alias(new AliasPanel(controller))
    , m_standing(new StandingPanel(controller))
    , m_kind(new Notice(Notice::Kind::Info))
    , m_output(new HookOutput)
    , m_note(new Notice(Notice::Kind::Info))
    , m_limits(new LimitLines(LimitLines::Shows::All))
{
    setTitle(tr("How will the record get into DNS?"));
    setSubTitle(tr("Choose for every zone. By hand always works; the others save you the typing."));
    m_ways->setObjectName(QStringLiteral("how.list"));
    m_note->setObjectName(QStringLiteral("how.note"));
    m_kind->setObjectName(QStringLiteral("how.kind"));
    m_kind->setAction(tr("Change", "the kind of challenge"));
    m_ways->addHeading(tr("For this order"));
    auto *byUpdate = new UpdatePanel;
    addPanel(new ManualPanel);
    addPanel(byUpdate);
    auto *acmeDns = new AcmeDnsPanel;
    addPanel(acmeDns);
    addPanel(new HookPanel);
    addLasting();
    build();

    connect(byUpdate, &UpdatePanel::practiceKeyRequested, this, [this] { this->controller().usePracticeKey(m_scope); });
    connectAcmeDns(acmeDns);
    connect(m_ways, &ChoiceGroup::chosen, this, &MethodPage::choose);
    connect(m_kind, &Notice::actionTriggered, this, [this] { showLasting(Standing); });
    connect(m_zones, &ZonesPanel::scopeChosen, this, &MethodPage::setScope);
    connect(m_zones, &ZonesPanel::followRequested, this, [this](const QString &zone) {
        this->controller().clearMethod(zone);
        setScope({});
    });
}

MethodPage::~MethodPage()
{
    for (MethodPanel *each : std::as_const(m_panels))
        each->disconnect(this);
}

void MethodPage::addPanel(MethodPanel *panel)
{
    const WayWords words = wayWords(panel->way());
    auto *row = new ChoiceRow(words.title, words.subtitle);
    row->setRowIcon(words.icon);
    m_ways->addChoice(panel->way(), row);
    m_panels << panel;
    connect(panel, &MethodPanel::edited, this, [this, panel] {
        if (panel->missing().isEmpty())
            push();
        else
            panel->showView(view());
        Q_EMIT completeChanged();
    });
    connect(panel, &MethodPanel::trialRequested, this, &MethodPage::startTrial);
    connect(panel, &MethodPanel::zoneChosen, this, &MethodPage::useFor);
}

void MethodPage::addLasting()
{
    m_ways->addHeading(tr("Set up once, use again"));
    auto *row = new ChoiceRow(tr("Alias zone (CNAME or NS)"), tr("Send _acme-challenge to a zone you may change"));
    row->setRowIcon(IconName::Alias);
    m_ways->addChoice(Alias, row);
    auto *standing = new ChoiceRow(tr("Standing record (dns-persist-01)"), tr("One TXT record serves all renewals"));
    standing->setRowIcon(IconName::Pin);
    m_ways->addChoice(Standing, standing);
}

void MethodPage::connectAcmeDns(AcmeDnsPanel *panel)
{
    connect(panel, &AcmeDnsPanel::registerRequested, this,
        [this](const store::AcmeDnsSettings &settings) { controller().registerAcmeDns(settings, m_scope); });
    connect(panel, &AcmeDnsPanel::importRequested, this,
        [this](const store::AcmeDnsSettings &settings, const QByteArray &file, const QString &fileName) {
            controller().importAcmeDns(settings, file, fileName, m_scope);
        });
    connect(panel, &AcmeDnsPanel::lookRequested, this,
        [this] { controller().startPreflight(issuance::OrderController::PreflightScope::All); });
}

void MethodPage::build()
{
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(m_ways);
    left->addWidget(m_zones);
    left->addWidget(m_limits);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_kind);
    for (MethodPanel *each : std::as_const(m_panels))
        right->addWidget(each);
    right->addWidget(m_alias);
    right->addWidget(m_standing);
    right->addWidget(m_output);
    right->addWidget(m_note);
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
}

// Where only some zones have a way of their own, that is what there is to be seen.
void MethodPage::initializePage()
{
    const QStringList own = zonesWithAWay(state());
    if (m_scope.isEmpty() && !state().order.publish.isAutomatic() && !own.isEmpty())
        setScope(own.first());
    else if (m_scope.isEmpty() && !state().order.publish.isAutomatic() && state().order.challengeType != PlainChallenge)
        showLasting(Standing);
    if (state().acmeDns.isEmpty())
        controller().readAcmeDns(m_scope);
    controller().readLimits();
}

void MethodPage::setLog(LogModel *log)
{
    m_output->setLog(log);
}

void MethodPage::showState(const IssueState &shown)
{
    if (!m_scope.isEmpty() && !shown.zones.contains(m_scope))
        m_scope.clear();
    const Failure *failure = shown.failure(Activity::Order);
    m_failure->showFailure(failure);
    const MethodView seen = view();
    MethodPanel *current = panel();
    m_ways->setCurrent(m_lasting.isEmpty() ? current->way() : m_lasting);
    m_alias->showState(shown);
    m_alias->setVisible(m_lasting == Alias);
    m_standing->showState(shown);
    m_standing->setVisible(m_lasting == Standing);
    showKind();
    m_zones->showState(shown, m_scope);
    for (MethodPanel *each : std::as_const(m_panels)) {
        each->showView(seen);
        each->setVisible(each == current && m_lasting.isEmpty());
    }
    m_note->setText(current->note());
    m_note->setVisible(!current->note().isEmpty() && m_lasting.isEmpty());
    m_output->showState(shown);
    m_limits->showState(shown);
    if (isPublished())
        m_limits->hide();
    const bool isOpen = !isPublished() && !shown.isRunning(Activity::Order);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ways, m_zones, current})
        widget->setEnabled(isOpen);
    m_tabOrder.follow(*this);
}

bool MethodPage::isOrdered() const
{
    return state().order.stage == OrderStage::Ordered;
}

bool MethodPage::isPublished() const
{
    return state().order.stage != OrderStage::Draft && state().order.stage != OrderStage::Ordering && !isOrdered();
}

MethodView MethodPage::view() const
{
    const QStringList zones = m_scope.isEmpty() ? followingZones(state()) : QStringList{m_scope};
    return {state(), m_scope, m_scope.isEmpty() ? state().order.publish : state().order.publishFor(m_scope), zones,
        controller().knowsSecret(m_scope)};
}

MethodPanel *MethodPage::panel() const
{
    const QString way = view().settings.way;
    for (MethodPanel *each : m_panels) {
        if (each->way() == way)
            return each;
    }
    return m_panels.first();
}

void MethodPage::showLasting(const QString &id)
{
    m_lasting = id;
    showState(state());
}

// The kind of challenge is for all zones, whatever way they go.
void MethodPage::showKind()
{
    const store::OrderRecord &order = state().order;
    const bool isPlain = order.challengeType == PlainChallenge;
    m_ways->row(Standing)->setBadge(isPlain ? tr("If offered") : tr("Chosen"), isPlain ? Tone::Neutral : Tone::Accent);
    m_kind->setVisible(!isPlain && m_lasting.isEmpty() && !isPublished() && !isOrdered());
    m_kind->setText(order.challengeType == u"dns-persist-01"
            ? tr("This order makes a standing record (dns-persist-01) if %1 offers that.").arg(order.authorityName)
            : tr("This order proves its names with %2 if %1 offers that.").arg(order.authorityName, order.challengeType));
}

void MethodPage::choose(const QString &way)
{
    const bool isLasting = way == Alias || way == Standing;
    m_lasting = isLasting ? way : QString();
    if (way == Standing && state().order.challengeType == PlainChallenge)
        controller().setChallengeType(QStringLiteral("dns-persist-01"));
    if (isLasting)
        showState(state());
    for (MethodPanel *each : std::as_const(m_panels)) {
        if (each->way() != way)
            continue;
        issuance::MethodChoice choice = each->draft();
        if (each->missing().isEmpty())
            choice = each->choice().value_or(choice);
        controller().setMethod(choice, m_scope);
    }
}

void MethodPage::setScope(const QString &zone)
{
    m_scope = zone;
    m_lasting.clear();
    showState(state());
    Q_EMIT completeChanged();
}

// What is entered is used for all zones, or for this one alone: the others are left to their owner again.
void MethodPage::useFor(const QString &zone)
{
    MethodPanel *current = panel();
    if (current->missing().isEmpty())
        push();
    const QString before = m_scope;
    m_scope = zone;
    current->keepFor(zone);
    controller().copyMethod(before, zone);
    if (zone.isEmpty()) {
        const QStringList own = zonesWithAWay(state());
        for (const QString &each : own)
            controller().clearMethod(each);
    } else if (before.isEmpty()) {
        controller().setMethod({});
    } else if (before != zone) {
        controller().clearMethod(before);
    }
    showState(state());
    Q_EMIT completeChanged();
}

bool MethodPage::push()
{
    MethodPanel *current = panel();
    if (current->isAsStored() && current->missing().isEmpty())
        return true;
    const std::optional<issuance::MethodChoice> choice = current->choice();
    if (choice)
        controller().setMethod(*choice, m_scope);
    return choice.has_value();
}

void MethodPage::startTrial()
{
    if (push())
        controller().startTrial();
}

} // namespace cw::ui
