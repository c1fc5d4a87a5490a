// SPDX-License-Identifier: MIT
#include "ui/pages/acmednspanel.h"

#include "base/explain.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/filefield.h"
#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/trialnotice.h"
#include "ui/pages/zonesfield.h"
#include "ui/theme/roles.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/statelabel.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::AcmeDnsName;
using issuance::IssueState;

namespace
{

// Whether the validation name leads to the account.
enum class Lead { Unknown, Missing, There };

Lead leadOf(const IssueState &state, const AcmeDnsName &wanted)
{
    for (const checks::NamePreflight &name : state.preflight) {
        const bool isIt = name.name.ascii == wanted.name || name.name.ascii == QStringLiteral("*.") + wanted.name;
        if (isIt && name.place)
            return dns::Name::parse(wanted.target) == name.place->owner ? Lead::There : Lead::Missing;
    }
    return Lead::Unknown;
}

StateLabel *newState(Lead lead, const QString &name)
{
    if (lead == Lead::There)
        return new StateLabel(Tone::Ok, IconName::StateOk, AcmeDnsPanel::tr("%1: seen", "CNAME record of a name").arg(name));
    if (lead == Lead::Missing)
        return new StateLabel(
            Tone::Warn, IconName::StateWait, AcmeDnsPanel::tr("%1: not yet", "CNAME record of a name").arg(name));
    return new StateLabel(
        Tone::Pend, IconName::StateTodo, AcmeDnsPanel::tr("%1: not looked for", "CNAME record of a name").arg(name));
}

} // namespace

AcmeDnsPanel::AcmeDnsPanel(QWidget *parent)
    : MethodPanel(QStringLiteral("acme-dns"), tr("acme-dns"), parent)
    , m_server(new TextField(tr("Address of the server"), TextField::Content::Name))
    , m_root(new FileField(tr("Its root certificate (optional)")))
    , m_register(newButton(tr("Register"), ButtonRole::Normal, ButtonSize::Card))
    , m_look(newButton(tr("Look again"), ButtonRole::Link, ButtonSize::Card))
    , m_failure(new FailureNotice)
    , m_names(new QWidget)
    , m_rows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("how.acmeDns"));
    setAcceptDrops(true);
    m_server->edit()->setObjectName(QStringLiteral("how.acmeServer"));
    m_root->edit()->setObjectName(QStringLiteral("how.acmeRoot"));
    m_register->setObjectName(QStringLiteral("how.register"));
    m_look->setObjectName(QStringLiteral("how.lookAgain"));
    m_names->setObjectName(QStringLiteral("how.acmeNames"));
    m_server->edit()->setPlaceholderText(QStringLiteral("https://auth.example.net"));
    m_server->setHint(tr("Register opens one account for each name; accounts that are known already stay."));
    m_root->setHint(tr("For a server whose certificate this computer does not trust: a PEM file."));
    m_register->setAccessibleName(tr("Register the names at the server"));
    m_look->setAccessibleName(tr("Look again whether the CNAME records are there"));
    m_look->setIcon(icon(IconName::Refresh, Ink::Accent));
    build();
    connect(m_register, &QPushButton::clicked, this, &AcmeDnsPanel::requestRegistration);
    connect(m_look, &QPushButton::clicked, this, &AcmeDnsPanel::lookRequested);
    connect(m_server->edit(), &QLineEdit::editingFinished, this, &MethodPanel::edited);
    connect(m_root->edit(), &QLineEdit::editingFinished, this, &MethodPanel::edited);
    connect(m_root, &FileField::fileChosen, this, &MethodPanel::edited);
}

// A field that is taken away loses the focus and says that its editing is finished: nobody is there to hear it.
AcmeDnsPanel::~AcmeDnsPanel()
{
    m_server->edit()->disconnect(this);
    m_root->edit()->disconnect(this);
}

void AcmeDnsPanel::build()
{
    QPushButton *import = newButton(tr("Import accounts…"), ButtonRole::Link, ButtonSize::Card);
    import->setObjectName(QStringLiteral("how.import"));
    import->setAccessibleName(tr("Import accounts"));
    import->setIcon(icon(IconName::Folder, Ink::Accent));
    import->setToolTip(tr("From acme-dns-client, lego, certbot’s hook or acme.sh; the file can be dropped here too."));
    addToHeader(import);
    connect(import, &QPushButton::clicked, this, &AcmeDnsPanel::chooseFile);

    auto *button = new QHBoxLayout;
    button->addWidget(m_register);
    button->addStretch();
    auto *top = new QHBoxLayout;
    top->addWidget(newLabel(tr("Set these CNAME records, once"), TextRole::FieldLabel), 1);
    top->addWidget(m_look);
    auto *names = new QVBoxLayout(m_names);
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(6);
    names->addLayout(top);
    names->addLayout(m_rows);
    m_rows->setSpacing(4);
    body()->addWidget(m_server);
    body()->addWidget(m_root);
    body()->addLayout(button);
    body()->addWidget(m_failure);
    body()->addWidget(m_names);
    body()->addWidget(zonesField());
    body()->addWidget(trial());
}

void AcmeDnsPanel::showView(const MethodView &view)
{
    m_isStored = view.settings.way == way();
    const store::AcmeDnsSettings stored = m_isStored ? view.settings.acmeDns : store::AcmeDnsSettings();
    if (m_scope != view.scope || (m_isStored && stored != m_shown)) {
        m_server->setText(stored.server);
        m_rootPem = stored.rootPem;
        if (m_scope != view.scope)
            m_root->setText({});
    }
    m_scope = view.scope;
    m_shown = stored;
    m_hasAccounts = m_isStored && view.knowsSecret;
    const bool isRunning = view.state.isRunning(Activity::Register);
    m_register->setEnabled(!isRunning);
    m_register->setText(isRunning ? tr("Registering…") : tr("Register"));
    m_look->setEnabled(!view.state.isRunning(Activity::Preflight));
    m_failure->showFailure(view.state.failure(Activity::Register));
    showNames(view);
    showCommon(view);
}

void AcmeDnsPanel::showNames(const MethodView &view)
{
    m_names->setVisible(m_hasAccounts && !view.state.acmeDns.isEmpty());
    QString key;
    for (const AcmeDnsName &name : view.state.acmeDns)
        key += name.name + u' ' + name.target + u' ' + QString::number(int(leadOf(view.state, name))) + u'\n';
    if (key == m_shownNames)
        return;
    m_shownNames = key;
    clearGrid(*m_rows);
    for (const AcmeDnsName &name : view.state.acmeDns) {
        const QString owner = QStringLiteral("_acme-challenge.") + name.name;
        auto *state = newState(leadOf(view.state, name), owner);
        state->setObjectName(QStringLiteral("how.cnameState"));
        m_rows->addWidget(state);
        auto *target = new CopyField(tr("Target of the CNAME record of %1").arg(owner));
        target->setObjectName(QStringLiteral("how.cname"));
        target->setValue(withoutFinalDot(name.target) + u'.');
        m_rows->addWidget(target);
    }
}

bool AcmeDnsPanel::readRoot()
{
    const QString path = m_root->text().trimmed();
    if (path.isEmpty())
        return true;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_root->setError(explain(BadInput{BadInput::Fault::RootFileUnreadable, path, file.errorString()}).text);
        return false;
    }
    m_rootPem = file.read(LargestFile);
    return true;
}

void AcmeDnsPanel::requestRegistration()
{
    if (m_server->text().trimmed().isEmpty()) {
        m_server->setError(tr("Enter the address of the server."));
        m_server->edit()->setFocus();
    } else if (readRoot()) {
        Q_EMIT registerRequested(draft().settings.acmeDns);
    }
}

void AcmeDnsPanel::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import accounts"), {}, tr("Accounts (*.json *.conf);;All files (*)"));
    if (!path.isEmpty())
        importFile(path);
}

void AcmeDnsPanel::importFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_server->setError(file.errorString());
        return;
    }
    if (readRoot())
        Q_EMIT importRequested(draft().settings.acmeDns, file.read(LargestFile), path);
}

QString AcmeDnsPanel::missing() const
{
    return m_hasAccounts ? QString() : tr("Register the names at acme-dns, or import its accounts.");
}

issuance::MethodChoice AcmeDnsPanel::draft() const
{
    issuance::MethodChoice made = MethodPanel::draft();
    made.settings.acmeDns = {m_server->text().trimmed(), m_rootPem};
    return made;
}

std::optional<issuance::MethodChoice> AcmeDnsPanel::choice()
{
    if (!readRoot())
        return {};
    if (const QString text = missing(); !text.isEmpty()) {
        m_server->setError(text);
        return {};
    }
    return draft();
}

bool AcmeDnsPanel::isAsStored() const
{
    return m_isStored && draft().settings.acmeDns == m_shown && m_root->text().trimmed().isEmpty();
}

QString AcmeDnsPanel::note() const
{
    return tr("acme-dns keeps the last two values of an account and cannot delete them; later values replace them. The "
              "passwords are kept with the keys.");
}

void AcmeDnsPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
}

void AcmeDnsPanel::dropEvent(QDropEvent *event)
{
    importFile(event->mimeData()->urls().constFirst().toLocalFile());
    event->acceptProposedAction();
}

} // namespace cw::ui
