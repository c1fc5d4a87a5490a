// SPDX-License-Identifier: MIT
#include "ui/pages/aliaspanel.h"

#include "base/explain.h"
#include "issuance/aliaswish.h"
#include "ui/pages/aliaslines.h"
#include "ui/pages/aliaswords.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/findinggroups.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pathdiagram.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;

namespace
{

Notice::Kind kindOf(checks::Severity severity)
{
    switch (severity) {
    case checks::Severity::Fail:
        return Notice::Kind::Fail;
    case checks::Severity::Warning:
        return Notice::Kind::Warn;
    case checks::Severity::Ok:
        return Notice::Kind::Ok;
    default:
        return Notice::Kind::Info;
    }
}

QString keyOf(const store::AliasChoice &choice)
{
    return QStringList{choice.zone, choice.scheme, choice.variant, choice.servers.join(u' ')}.join(u'\n');
}

bool canChange(const IssueState &state)
{
    const bool isDraft
        = state.order.stage == store::OrderStage::Draft || state.order.stage == store::OrderStage::Ordering;
    return isDraft && !state.isRunning(Activity::Order);
}

} // namespace

AliasPanel::AliasPanel(issuance::OrderController &controller, QWidget *parent)
    : Card(tr("Alias zone (CNAME or NS)"), parent)
    , m_controller(controller)
    , m_zone(new TextField(tr("Alias zone"), TextField::Content::Name))
    , m_scheme(new ComboField(tr("Names in the alias zone")))
    , m_explanation(
          newLabel(tr("Once, the main zone gets a record that leads to the alias zone. For every certificate to come "
                      "only the alias zone changes, and that one can take updates by itself."),
              TextRole::Body))
    , m_failure(new FailureNotice)
    , m_plan(new QWidget)
    , m_rows(new ChoiceGroup(tr("Names and where they lead")))
    , m_path(new PathDiagram(tr("From the main zone to the alias zone")))
    , m_hint(new Notice(Notice::Kind::Info))
    , m_lines(new AliasLines)
    , m_check(newButton(tr("Check now"), ButtonRole::Normal, ButtonSize::Card))
    , m_use(newButton(tr("Use them: check DNS again"), ButtonRole::Outline, ButtonSize::Card))
{
    setObjectName(QStringLiteral("how.alias"));
    m_rows->setObjectName(QStringLiteral("alias.list"));
    m_rows->setSpacing(2);
    m_path->setObjectName(QStringLiteral("alias.path"));
    m_hint->setObjectName(QStringLiteral("alias.hint"));
    m_check->setObjectName(QStringLiteral("alias.check"));
    m_use->setObjectName(QStringLiteral("alias.use"));
    m_use->setToolTip(tr("Looks again where the TXT records of this order have to be made."));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_check);
    buttons->addWidget(m_use);
    buttons->addStretch();
    auto *plan = new QVBoxLayout(m_plan);
    plan->setContentsMargins(0, 0, 0, 0);
    plan->setSpacing(10);
    plan->addWidget(m_rows);
    plan->addWidget(m_path);
    plan->addWidget(m_hint);
    body()->setSpacing(10);
    body()->addWidget(m_explanation);
    body()->addLayout(newFields());
    body()->addWidget(m_failure);
    body()->addWidget(m_plan);
    body()->addWidget(m_lines);
    body()->addLayout(buttons);
    connect(m_rows, &ChoiceGroup::currentChanged, this, &AliasPanel::showName);
    connect(m_lines, &AliasLines::variantChosen, this, &AliasPanel::takeVariant);
    connect(m_lines, &AliasLines::serversEdited, this, &AliasPanel::takeFields);
    connect(m_check, &QPushButton::clicked, this, [this] { m_controller.checkAliases(m_plans); });
    connect(m_use, &QPushButton::clicked, this,
        [this] { m_controller.startPreflight(issuance::OrderController::PreflightScope::All); });
}

// A field that loses the focus while it is dropped says that it was edited.
AliasPanel::~AliasPanel()
{
    m_zone->edit()->disconnect(this);
    m_lines->disconnect(this);
}

QLayout *AliasPanel::newFields()
{
    m_zone->edit()->setObjectName(QStringLiteral("alias.zone"));
    m_zone->edit()->setPlaceholderText(QStringLiteral("acme.example.net"));
    m_scheme->combo()->setObjectName(QStringLiteral("alias.scheme"));
    m_scheme->combo()->addItem(tr("Readable: org-example-www", "scheme"), QStringLiteral("host"));
    m_scheme->combo()->addItem(tr("SHA-1 of the name", "scheme"), QStringLiteral("sha1"));
    m_scheme->combo()->addItem(tr("Random (UUID)", "scheme"), QStringLiteral("uuid"));
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_zone, 1, Qt::AlignTop);
    row->addWidget(m_scheme, 1, Qt::AlignTop);
    connect(m_zone->edit(), &QLineEdit::editingFinished, this, &AliasPanel::takeFields);
    connect(m_scheme, &ComboField::activated, this, &AliasPanel::takeFields);
    return row;
}

void AliasPanel::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_controller.loadAliasChoice();
}

void AliasPanel::takeFields()
{
    store::AliasChoice choice = m_controller.state().aliases.choice;
    choice.zone = m_zone->text().trimmed();
    choice.scheme = m_scheme->combo()->currentData().toString();
    choice.servers = m_lines->servers();
    choose(choice);
}

void AliasPanel::takeVariant(const QString &variant)
{
    store::AliasChoice choice = m_controller.state().aliases.choice;
    choice.variant = variant;
    choose(choice);
}

// With the UUIDs that it needs: they are kept before anyone can copy them.
void AliasPanel::choose(const store::AliasChoice &choice)
{
    store::AliasChoice complete = choice;
    if (!m_controller.state().order.names.isEmpty())
        (void)issuance::planAliases(m_controller.state().order.names, complete);
    m_controller.setAliasChoice(complete);
}

void AliasPanel::showState(const IssueState &state)
{
    const store::AliasChoice &choice = state.aliases.choice;
    m_failure->showFailure(state.failure(Activity::AliasCheck) ? state.failure(Activity::AliasCheck)
                                                               : state.failure(Activity::AliasChoice));
    makePlans(state);
    showFields(choice);
    showRows(state);
    showName();
    const bool isRunning = state.isRunning(Activity::AliasCheck);
    const bool isRight
        = !m_plans.isEmpty() && std::all_of(m_plans.cbegin(), m_plans.cend(), [&](const checks::AliasPlan &plan) {
              const checks::AliasSight *sight = aliasSightOf(state, plan);
              return sight && sight->state == checks::AliasState::Right;
          });
    m_check->setEnabled(!m_plans.isEmpty() && !isRunning);
    m_check->setText(isRunning ? tr("Asking…") : tr("Check now"));
    m_use->setVisible(isRight && canChange(state));
    const bool isChecking = state.isRunning(Activity::Preflight);
    m_use->setEnabled(!isChecking);
    m_use->setText(isChecking ? tr("Checking DNS…") : tr("Use them: check DNS again"));
}

void AliasPanel::makePlans(const IssueState &state)
{
    store::AliasChoice choice = state.aliases.choice;
    const QStringList planned = QStringList{keyOf(choice)} + state.order.names;
    if (planned == m_planned)
        return;
    m_planned = planned;
    m_plans.clear();
    if (state.order.names.isEmpty())
        return;
    const qsizetype uuids = choice.uuids.size();
    if (const Result<QList<checks::AliasPlan>> plans = issuance::planAliases(state.order.names, choice))
        m_plans = *plans;
    // New names since the choice was made.
    if (choice.uuids.size() != uuids)
        QMetaObject::invokeMethod(
            this, [this, choice] { m_controller.setAliasChoice(choice); }, Qt::QueuedConnection);
}

void AliasPanel::showFields(const store::AliasChoice &choice)
{
    const bool isCname = choice.variant != u"ns";
    m_zone->setVisible(isCname);
    m_scheme->setVisible(isCname);
    if (!m_zone->edit()->hasFocus())
        m_zone->setText(choice.zone);
    m_scheme->combo()->setCurrentIndex(std::max(0, m_scheme->combo()->findData(choice.scheme)));
    const Result<checks::AliasChoice> read = issuance::readAliasChoice(choice);
    const auto errorOf = [&read](bool isEmpty) { return read || isEmpty ? QString() : explain(read.failure()).title; };
    m_zone->setError(isCname ? errorOf(choice.zone.isEmpty()) : QString());
    m_zone->setHint(choice.zone.isEmpty() ? tr("A zone of yours that may change often") : QString());
    m_lines->showVariant(choice.variant);
    m_lines->showServers(choice.servers, isCname ? QString() : errorOf(choice.servers.isEmpty()));
}

void AliasPanel::showRows(const IssueState &state)
{
    QStringList names;
    for (const checks::AliasPlan &plan : std::as_const(m_plans))
        names << plan.identifier;
    if (m_rows->ids() != names) {
        const QString before = m_rows->current();
        m_rows->clear();
        for (const QString &name : std::as_const(names))
            m_rows->addChoice(name, new ChoiceRow(ChoiceRow::Kind::Entry, ChoiceRow::Frame::List, readableName(name)));
        m_rows->setCurrent(names.contains(before) ? before : names.value(0));
    }
    QList<checks::MainZoneRecord> records;
    for (const checks::AliasPlan &plan : std::as_const(m_plans)) {
        const AliasCell cell = aliasCell(aliasSightOf(state, plan), state.isRunning(Activity::AliasCheck));
        ChoiceRow *row = m_rows->row(plan.identifier);
        row->setRowIcon(cell.icon, cell.tone);
        row->setBadge(cell.word, cell.tone);
        row->setSubtitle(plan.variant == checks::AliasVariant::Cname ? plan.target.withoutFinalDot()
                                                                     : plan.validationName.withoutFinalDot());
        records += checks::mainZoneRecords(plan, mainZoneOf(state, plan));
    }
    m_lines->showLines(checks::zoneFileLines(records));
    m_plan->setVisible(!m_plans.isEmpty());
    m_lines->setVisible(!state.order.names.isEmpty());
}

void AliasPanel::showName()
{
    const IssueState &state = m_controller.state();
    for (const checks::AliasPlan &plan : std::as_const(m_plans)) {
        if (plan.identifier != m_rows->current())
            continue;
        const checks::AliasSight *sight = aliasSightOf(state, plan);
        const bool isRunning = state.isRunning(Activity::AliasCheck);
        m_path->setNodes(aliasPath(state, plan, aliasCell(sight, isRunning)));
        m_lines->showPanelFields(checks::mainZoneRecords(plan, mainZoneOf(state, plan)));
        const bool hasHint = sight && !isRunning && !sight->findings.isEmpty()
            && sight->findings.first().severity != checks::Severity::Ok;
        m_hint->setVisible(hasHint);
        if (!hasHint)
            continue;
        const checks::Finding &worst = sight->findings.first();
        m_hint->setKind(kindOf(worst.severity));
        m_hint->setTitle(readableText(worst.saw));
        m_hint->setText(readableText((QStringList{worst.means} + worst.todo).join(u' ')));
    }
}

} // namespace cw::ui
