// SPDX-License-Identifier: MIT
#include "ui/pages/startpage.h"

#include "base/explain.h"
#include "ui/pages/startpagecards.h"
#include "ui/pages/startpagecertificates.h"
#include "ui/pages/startpageorders.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pagescroll.h"
#include "ui/widgets/stateicon.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QUrl>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

constexpr int NarrowBelow = 1100;
constexpr int WideLeft = 376;
constexpr int NarrowLeft = 300;

} // namespace

StartPage::StartPage(QWidget *parent) : QWidget(parent), m_scroll(new PageScroll(this)), m_content(new QWidget)
{
    setAccessibleName(tr("Start page"));
    m_left = makeLeft();
    QWidget *right = makeRight();
    auto *columns = new QHBoxLayout(m_content);
    columns->addWidget(m_left);
    columns->addWidget(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    showReminders({});
    setNarrow(false);
    m_scroll->setPage(m_content);
    m_scroll->setContentLimit(1500);
}

QWidget *StartPage::makeLogo()
{
    auto *logo = new QWidget(m_content);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    QLabel *name = newLabel(QStringLiteral("Certwright"), TextRole::Title, logo);
    texts->addWidget(name);
    texts->addWidget(newLabel(tr("TLS certificates by DNS, step by step"), TextRole::Small, logo));
    auto *line = new QHBoxLayout(logo);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(new PictureTile(IconName::Cert, PictureTile::Shape::Mark, logo));
    line->addLayout(texts, 1);
    return logo;
}

QWidget *StartPage::makeNew()
{
    auto *card = new Card(tr("Issue a new certificate"), m_content);
    card->setFill(Card::Fill::Soft);
    card->setEdge(Tone::Accent);
    card->body()->addWidget(newLabel(tr("Choose an authority, enter the names, check DNS before anything is sent, publish one TXT record per "
                                        "name and watch it arrive."),
                                     TextRole::Body, card));
    QPushButton *start = newButton(tr("Start"), ButtonRole::Primary, ButtonSize::Page, card);
    start->setObjectName(QStringLiteral("start.new"));
    start->setIcon(icon(IconName::Plus, Ink::OnAccent));
    start->setAccessibleName(tr("Issue a new certificate"));
    start->setFixedHeight(38);
    card->body()->setSpacing(12);
    connect(start, &QPushButton::clicked, this, &StartPage::newRequested);
    card->body()->addWidget(start);
    return card;
}

QWidget *StartPage::makeLeft()
{
    auto *left = new QWidget(m_content);
    m_newCard = makeNew();
    auto *check = new StartCheck(left);
    m_practice = new StartPractice(left);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(makeLogo());
    layout->addWidget(m_newCard);
    layout->addWidget(check);
    layout->addWidget(m_practice);
    layout->addStretch(1);
    connect(check, &StartCheck::checkRequested, this, &StartPage::checkRequested);
    connect(m_practice, &StartPractice::startRequested, this, &StartPage::practiceRequested);
    connect(m_practice, &StartPractice::endRequested, this, &StartPage::practiceEndRequested);
    return left;
}

// What holds for all of them: when we remind, and where their keys are.
QLayout *StartPage::makeFoot(QWidget *right)
{
    auto *clock = new StateIcon(IconName::Clock, Tone::Pend, right);
    clock->setSide(14);
    m_reminders = newLabel({}, TextRole::Small, right);
    m_reminders->setObjectName(QStringLiteral("start.remindersText"));
    QPushButton *change = newButton(tr("Change", "reminders"), ButtonRole::Hyperlink, ButtonSize::Card, right);
    change->setObjectName(QStringLiteral("start.reminders"));
    change->setAccessibleName(tr("Change reminders"));
    connect(change, &QPushButton::clicked, this, &StartPage::remindersRequested);
    auto *lock = new StateIcon(IconName::Lock, Tone::Pend, right);
    lock->setSide(14);
    m_keystore = newLabel({}, TextRole::Small, right);
    m_keystore->setObjectName(QStringLiteral("start.keystore"));
    m_keystore->setWordWrap(false);
    QPushButton *accounts = newButton(tr("Accounts…"), ButtonRole::Hyperlink, ButtonSize::Card, right);
    accounts->setObjectName(QStringLiteral("start.accounts"));
    accounts->setAccessibleName(tr("Accounts at certificate authorities"));
    connect(accounts, &QPushButton::clicked, this, &StartPage::accountsRequested);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(7);
    foot->addWidget(clock);
    foot->addWidget(m_reminders);
    foot->addWidget(change);
    foot->addStretch(1);
    foot->addWidget(accounts);
    foot->addWidget(lock);
    foot->addWidget(m_keystore);
    return foot;
}

void StartPage::showReminders(const issuance::ReminderSettings &reminders)
{
    QStringList days;
    for (const int day : reminders.days)
        days.append(QLocale().toString(day));
    if (!reminders.isOn)
        m_reminders->setText(tr("No reminders on this computer."));
    else if (days.isEmpty())
        m_reminders->setText(tr("Reminders on this computer: when it is time to renew."));
    else
        m_reminders->setText(tr("Reminders on this computer: %1 days before the end.", "30, 14 and 3").arg(QLocale().createSeparatedList(days)));
}

QWidget *StartPage::makeRight()
{
    auto *right = new QWidget(m_content);
    m_failure = new Notice(Notice::Kind::Fail, right);
    m_failure->setObjectName(QStringLiteral("start.failure"));
    m_failure->setClosable(true);
    m_failure->hide();
    m_damaged = new Notice(Notice::Kind::Warn, right);
    m_damaged->setObjectName(QStringLiteral("start.damaged"));
    m_damaged->setAction(tr("Show file"));
    m_damaged->hide();
    m_standing = new Notice(Notice::Kind::Warn, right);
    m_standing->setObjectName(QStringLiteral("start.standing"));
    m_standing->hide();
    m_welcome = new StartWelcome(right);
    m_welcome->hide();
    m_loading = new LoadingRows(right);
    m_orders = new StartOrders(right);
    m_orders->hide();
    m_certificates = new StartCertificates(right);
    m_certificates->hide();

    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    for (QWidget *part : {static_cast<QWidget *>(m_failure), static_cast<QWidget *>(m_damaged), static_cast<QWidget *>(m_standing), static_cast<QWidget *>(m_welcome), m_loading,
                          static_cast<QWidget *>(m_orders), static_cast<QWidget *>(m_certificates)})
        layout->addWidget(part);
    layout->addStretch(1);
    layout->addLayout(makeFoot(right));

    connect(m_welcome, &StartWelcome::newRequested, this, &StartPage::newRequested);
    connect(m_welcome, &StartWelcome::practiceRequested, this, &StartPage::practiceRequested);
    connect(m_orders, &StartOrders::continueRequested, this, &StartPage::continueRequested);
    connect(m_orders, &StartOrders::cancelRequested, this, &StartPage::cancelRequested);
    connect(m_orders, &StartOrders::forgetRequested, this, &StartPage::forgetRequested);
    connect(m_certificates, &StartCertificates::addRequested, this, &StartPage::addRequested);
    connect(m_certificates, &StartCertificates::showRequested, this, &StartPage::showRequested);
    connect(m_certificates, &StartCertificates::renewRequested, this, &StartPage::renewRequested);
    connect(m_certificates, &StartCertificates::revokeRequested, this, &StartPage::revokeRequested);
    connect(m_certificates, &StartCertificates::saveAgainRequested, this, &StartPage::saveAgainRequested);
    connect(m_certificates, &StartCertificates::removeRequested, this, &StartPage::removeRequested);
    connect(m_damaged, &Notice::actionTriggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_damaged->toolTip()).path())); });
    return right;
}

void StartPage::showShelf(const StartShelf &shelf)
{
    const bool isEmpty = shelf.isLoaded && shelf.orders.isEmpty() && shelf.certificates.isEmpty();
    m_loading->setVisible(!shelf.isLoaded);
    m_welcome->setVisible(isEmpty);
    m_newCard->setVisible(!isEmpty);
    m_orders->setVisible(!shelf.orders.isEmpty());
    m_certificates->setVisible(!shelf.certificates.isEmpty());
    m_orders->showOrders(shelf.orders);
    m_certificates->showCertificates(shelf.certificates, shelf.now);
    m_standing->setText(shelf.standingNotes.join(u'\n'));
    m_standing->setVisible(!shelf.standingNotes.isEmpty());
    m_damaged->setVisible(!shelf.damagedFiles.isEmpty());
    if (shelf.damagedFiles.isEmpty())
        return;
    m_damaged->setTitle(tr("%n entries could not be read", nullptr, int(shelf.damagedFiles.size())));
    m_damaged->setText(shelf.damagedFiles.join(u'\n'));
    m_damaged->setToolTip(shelf.damagedFiles.first());
}

void StartPage::showKeystore(store::SecretKind kind)
{
    switch (kind) {
    case store::SecretKind::Keychain:
        m_keystore->setText(tr("Keys are in the keychain of this computer"));
        break;
    case store::SecretKind::PassphraseFile:
        m_keystore->setText(tr("Keys are in a file that your passphrase protects"));
        break;
    case store::SecretKind::PlainFile:
        m_keystore->setText(tr("Keys are in a file without a passphrase"));
        break;
    case store::SecretKind::SessionOnly:
        m_keystore->setText(tr("Keys are kept for this session only"));
        break;
    }
}

void StartPage::showPractice(PracticeState practice)
{
    m_practice->showPractice(practice);
    m_welcome->showPractice(practice);
}

void StartPage::showFailure(const Failure &failure)
{
    const Explanation words = explain(failure);
    m_failure->setTitle(words.title);
    m_failure->setText(words.nextStep.isEmpty() ? words.text : words.text + u'\n' + words.nextStep);
    m_failure->setToolTip(words.raw);
    m_failure->show();
}

void StartPage::focusFirst()
{
    const QList<QPushButton *> starts = findChildren<QPushButton *>(QStringLiteral("start.new"));
    for (QPushButton *start : starts) {
        if (start->isVisibleTo(this))
            start->setFocus(Qt::OtherFocusReason);
    }
}

void StartPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setNarrow(event->size().width() < NarrowBelow);
}

void StartPage::setNarrow(bool isNarrow)
{
    m_left->setFixedWidth(isNarrow ? NarrowLeft : WideLeft);
    m_content->layout()->setContentsMargins(isNarrow ? 20 : 28, isNarrow ? 18 : 24, isNarrow ? 20 : 28, 22);
    m_content->layout()->setSpacing(isNarrow ? 18 : 24);
    m_certificates->setNarrow(isNarrow);
    m_reminders->setWordWrap(isNarrow);
}

} // namespace cw::ui
