// SPDX-License-Identifier: MIT
#include "ui/pages/hookpanel.h"

#include "issuance/hookpreview.h"
#include "ui/pages/filefield.h"
#include "ui/pages/trialnotice.h"
#include "ui/pages/zonesfield.h"
#include "ui/theme/roles.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/environmenteditor.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

constexpr int TimeLimits[] = {30, 60, 120, 300, 600, 1800};

QCheckBox *newOption(const QString &text, const char *objectName)
{
    auto *box = new QCheckBox(text);
    box->setObjectName(QString::fromUtf8(objectName));
    box->setAccessibleName(text);
    return box;
}

} // namespace

HookPanel::HookPanel(QWidget *parent)
    : MethodPanel(QStringLiteral("hook"), tr("Hook script"), parent)
    , m_format(new SegmentedControl(tr("Hook format")))
    , m_program(new FileField(tr("Program")))
    , m_cleanUp(new FileField(tr("Clean-up program")))
    , m_chained(newOption(tr("One call for all names (HOOK_CHAIN)"), "how.chained"))
    , m_raw(newOption(tr("Pass domain, token and key authorization (EXEC_MODE=RAW)"), "how.raw"))
    , m_timeLimit(new ComboField(tr("Time limit of each call")))
    , m_environment(new EnvironmentEditor)
    , m_preview(new CodeBox(tr("What is run for the first record")))
    , m_shellNote(newLabel({}, TextRole::Small))
{
    setObjectName(QStringLiteral("how.hook"));
    m_format->setObjectName(QStringLiteral("how.format"));
    m_program->edit()->setObjectName(QStringLiteral("how.program"));
    m_cleanUp->edit()->setObjectName(QStringLiteral("how.cleanUpProgram"));
    m_timeLimit->combo()->setObjectName(QStringLiteral("how.timeLimit"));
    m_environment->setObjectName(QStringLiteral("how.environment"));
    m_preview->setObjectName(QStringLiteral("how.preview"));
    m_shellNote->setObjectName(QStringLiteral("how.shellNote"));
    for (const char *format : {"certbot", "dehydrated", "acme.sh", "lego"})
        m_format->addSegment(QString::fromUtf8(format), QString::fromUtf8(format));
    for (const int seconds : TimeLimits)
        m_timeLimit->combo()->addItem(
            seconds < 60 ? tr("%n seconds", "time limit", seconds) : tr("%n minutes", "time limit", seconds / 60), seconds);
    m_cleanUp->setHint(tr("Called after the validation. Without one the program itself is called if it looks at CERTBOT_AUTH_OUTPUT; else the records stay, and you take them out."));
    build();
    fill({}, false);

    const auto tell = [this] {
        showFormat();
        Q_EMIT edited();
    };
    connect(m_format, &SegmentedControl::currentChanged, this, tell);
    for (FileField *field : {m_program, m_cleanUp}) {
        connect(field->edit(), &QLineEdit::editingFinished, this, &HookPanel::edited);
        connect(field, &FileField::fileChosen, this, &HookPanel::edited);
    }
    for (QCheckBox *box : {m_chained, m_raw})
        connect(box, &QCheckBox::clicked, this, &HookPanel::edited);
    connect(m_timeLimit, &ComboField::activated, this, &HookPanel::edited);
    connect(m_environment, &EnvironmentEditor::edited, this, &HookPanel::edited);
}

// A field that is taken away loses the focus and says that its editing is finished: nobody is there to hear it.
HookPanel::~HookPanel()
{
    for (FileField *field : {m_program, m_cleanUp})
        field->edit()->disconnect(this);
    m_environment->disconnect(this);
}

void HookPanel::build()
{
    auto *format = new QVBoxLayout;
    format->setSpacing(5);
    format->addWidget(newLabel(tr("Hook format"), TextRole::FieldLabel));
    format->addWidget(m_format);
    auto *preview = new QVBoxLayout;
    preview->setSpacing(5);
    preview->addWidget(newLabel(tr("What is run for the first record"), TextRole::FieldLabel));
    preview->addWidget(m_preview);
    preview->addWidget(m_shellNote);
    auto *last = new QHBoxLayout;
    last->setSpacing(12);
    last->addWidget(m_timeLimit, 1, Qt::AlignTop);
    last->addWidget(zonesField(), 2, Qt::AlignTop);
    body()->addLayout(format);
    body()->addWidget(m_program);
    body()->addWidget(m_cleanUp);
    body()->addWidget(m_chained);
    body()->addWidget(m_raw);
    body()->addWidget(m_environment);
    body()->addLayout(last);
    body()->addLayout(preview);
    body()->addWidget(trial());
}

void HookPanel::showView(const MethodView &view)
{
    const bool isOurs = view.settings.way == way();
    const store::HookSettings stored = isOurs ? view.settings.hook : store::HookSettings();
    const bool isOtherScope = m_scope != view.scope;
    m_isStored = isOurs;
    if (isOtherScope || (isOurs && stored != m_shown && stored != typed()))
        fill(stored, view.knowsSecret);
    if (isOtherScope)
        m_handedOver = typedSecrets();
    m_scope = view.scope;
    m_shown = stored;
    showFormat();
    m_preview->setText(issuance::hookPreview(view.state, view.zones, typed()));
    showCommon(view);
}

void HookPanel::fill(const store::HookSettings &stored, bool knowsSecret)
{
    const QSignalBlocker silence(m_format);
    m_format->setCurrent(stored.format);
    m_program->setText(stored.program);
    m_cleanUp->setText(stored.cleanUpProgram);
    m_chained->setChecked(stored.isChained);
    m_raw->setChecked(stored.isRaw);
    int limit = m_timeLimit->combo()->findData(stored.timeLimitSeconds);
    if (limit < 0) { // from the command line
        m_timeLimit->combo()->addItem(tr("%n seconds", "time limit", stored.timeLimitSeconds), stored.timeLimitSeconds);
        limit = m_timeLimit->combo()->count() - 1;
    }
    m_timeLimit->combo()->setCurrentIndex(limit);
    QList<EnvironmentVariable> variables;
    for (const QString &entry : stored.environment)
        variables << EnvironmentVariable{entry.section(u'=', 0, 0), entry.section(u'=', 1), false, false};
    for (const QString &name : stored.secretNames)
        variables << EnvironmentVariable{name, {}, true, knowsSecret};
    m_environment->setVariables(variables);
}

void HookPanel::showFormat()
{
    const QString format = m_format->current();
    m_cleanUp->setVisible(format == u"certbot");
    m_chained->setVisible(format == u"dehydrated");
    m_raw->setVisible(format == u"lego");
    m_shellNote->setText(format == u"acme.sh"
            ? tr("The script is read by sh, with the functions that such scripts call; no other shell is involved.")
            : tr("The program is run without a shell: quotes, blanks and $() in a value change nothing."));
    if (format == u"acme.sh")
        m_program->setHint(tr("The dnsapi script, for instance dns_nsupdate.sh."));
    else if (format == u"certbot")
        m_program->setHint(tr("What certbot gets as --manual-auth-hook."));
    else if (format == u"dehydrated")
        m_program->setHint(tr("What dehydrated gets as HOOK."));
    else
        m_program->setHint(tr("What lego gets as EXEC_PATH."));
}

store::HookSettings HookPanel::typed() const
{
    store::HookSettings made;
    made.format = m_format->current();
    made.program = m_program->text().trimmed();
    if (made.format == u"certbot")
        made.cleanUpProgram = m_cleanUp->text().trimmed();
    made.isChained = made.format == u"dehydrated" && m_chained->isChecked();
    made.isRaw = made.format == u"lego" && m_raw->isChecked();
    made.timeLimitSeconds = m_timeLimit->combo()->currentData().toInt();
    const QList<EnvironmentVariable> variables = m_environment->variables();
    for (const EnvironmentVariable &variable : variables) {
        if (variable.isSecret)
            made.secretNames << variable.name;
        else
            made.environment << variable.name + u'=' + variable.value;
    }
    return made;
}

QByteArray HookPanel::typedSecrets() const
{
    QJsonObject values;
    const QList<EnvironmentVariable> variables = m_environment->variables();
    for (const EnvironmentVariable &variable : variables) {
        if (variable.isSecret && !variable.value.isEmpty())
            values.insert(variable.name, variable.value);
    }
    if (values.isEmpty())
        return {};
    return QJsonDocument(QJsonObject{{QStringLiteral("environment"), values}}).toJson(QJsonDocument::Compact);
}

QString HookPanel::missing() const
{
    if (m_program->text().trimmed().isEmpty())
        return tr("Choose the program that publishes the records.");
    return {};
}

issuance::MethodChoice HookPanel::draft() const
{
    issuance::MethodChoice made = MethodPanel::draft();
    made.settings.hook = typed();
    return made;
}

std::optional<issuance::MethodChoice> HookPanel::choice()
{
    const bool hasGoodVariables = m_environment->check();
    if (const QString text = missing(); !text.isEmpty()) {
        m_program->setError(text);
        return {};
    }
    if (!hasGoodVariables)
        return {};
    issuance::MethodChoice made = draft();
    m_handedOver = typedSecrets();
    if (!m_handedOver.isEmpty())
        made.secret = m_handedOver;
    return made;
}

bool HookPanel::isAsStored() const
{
    return m_isStored && typed() == m_shown && typedSecrets() == m_handedOver;
}

QString HookPanel::note() const
{
    return tr("A hook that ends with another exit code than 0, by a signal or after its time stops the order before the CA "
              "is asked. What was published before is taken away again.");
}

} // namespace cw::ui
