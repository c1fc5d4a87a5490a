// SPDX-License-Identifier: MIT
#include "ui/pages/checkpage.h"

#include "ui/pages/pagewords.h"
#include "ui/pages/typednames.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace cw::ui
{

using issuance::Activity;
using issuance::AuthorityChoice;
using issuance::Readiness;

CheckPage::CheckPage(
    issuance::OrderController &controller, const QList<AuthorityChoice> &authorities, QWidget *parent)
    : PreflightPage(controller, parent)
    , m_authorities(authorities)
    , m_names(new TextField(tr("Domain names"), TextField::Content::Name))
    , m_authority(new ComboField(tr("Authority")))
    , m_go(newButton(tr("Check")))
    , m_empty(newLabel(tr("Enter the names of a certificate that you have or want: we show what an authority would see, "
                          "and what it would refuse."),
          TextRole::Quiet))
{
    setTitle(tr("Check a domain"));
    setSubTitle(tr("We look at DNS the way the CA will. Nothing is ordered, and nothing is kept."));
    rows()->insertWidget(0, makeQuestion());
    rows()->insertWidget(1, m_empty);
    connect(m_names, &TextField::returnPressed, this, &CheckPage::ask);
    connect(m_go, &QPushButton::clicked, this, &CheckPage::ask);
    connect(m_authority, &ComboField::activated, this, [this] {
        if (!state().order.names.isEmpty())
            ask();
    });
}

QWidget *CheckPage::makeQuestion()
{
    m_names->edit()->setObjectName(QStringLiteral("check.names"));
    m_names->edit()->setPlaceholderText(QStringLiteral("host.example.org"));
    m_authority->combo()->setObjectName(QStringLiteral("check.authority"));
    for (const AuthorityChoice &choice : std::as_const(m_authorities))
        m_authority->combo()->addItem(choice.name.isEmpty() ? tr("No authority in particular") : choice.name);
    m_authority->setMinimumWidth(fontMetrics().averageCharWidth() * 26);
    m_go->setObjectName(QStringLiteral("check.go"));
    m_go->setAccessibleName(tr("Check these names"));
    m_go->setIcon(icon(IconName::Scope));
    auto *button = new QVBoxLayout; // beside the fields, not beside their labels
    button->addSpacing(QFontMetrics(font()).height() + 5);
    button->addWidget(m_go);
    button->addStretch();
    auto *question = new QWidget;
    auto *line = new QHBoxLayout(question);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(m_names, 1);
    line->addWidget(m_authority);
    line->addLayout(button);
    return question;
}

void CheckPage::check(const QString &text)
{
    m_names->setText(text);
    ask();
}

void CheckPage::ask()
{
    const AuthorityChoice &choice = m_authorities.at(m_authority->combo()->currentIndex());
    const bool isPrivate = choice.isPrivate || choice.isPractice;
    const TypedNames typed
        = readTypedNames(m_names->text(), isPrivate ? checks::CaScope::Private : checks::CaScope::Public);
    m_names->setError(typed.error);
    if (!typed.error.isEmpty()) {
        m_names->edit()->setFocus();
        return;
    }
    m_names->setText(readableNames(typed.ascii).join(QStringLiteral(", ")));
    controller().checkOnly(choice, typed.ascii);
}

void CheckPage::showState(const issuance::IssueState &shown)
{
    PreflightPage::showState(shown);
    m_go->setEnabled(!shown.isRunning(Activity::Preflight));
    m_empty->setVisible(shown.order.names.isEmpty());
}

QString CheckPage::overline() const
{
    return tr("Without an order");
}

QString CheckPage::helpText() const
{
    return tr("<p>Enter one name or several, separated by blanks or commas; addresses from a browser are taken, too. "
              "Of the authority only its directory is read, to know by which name CAA records call it.</p>")
        + PreflightPage::helpText();
}

Readiness CheckPage::readiness() const
{
    if (state().isRunning(Activity::Preflight))
        return {false, tr("DNS is being asked.")};
    if (state().preflight.isEmpty())
        return {false, tr("Nothing has been checked yet.")};
    return {true, tr("Nothing is ordered before the end of step 4.")};
}

OrderPage::Note CheckPage::note() const
{
    return {Tone::Neutral, readiness().reason};
}

QString CheckPage::nextText() const
{
    return tr("Order a certificate for %n names", nullptr, int(std::max<qsizetype>(1, state().order.names.size())));
}

void CheckPage::next()
{
    Q_EMIT orderRequested();
}

QString CheckPage::backText() const
{
    return tr("Back to start");
}

void CheckPage::back()
{
    Q_EMIT leaveRequested();
}

void CheckPage::focusFirst()
{
    m_names->edit()->setFocus(Qt::OtherFocusReason);
}

} // namespace cw::ui
