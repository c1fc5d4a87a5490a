// SPDX-License-Identifier: MIT
#include "ui/pages/startpagecards.h"

#include "ui/models/practicewords.h"
#include "ui/pages/typednames.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

StartPractice::StartPractice(QWidget *parent)
    : Card(tr("Practice mode"), parent), m_state(new StateLabel(this)), m_button(newButton({}, ButtonRole::Normal, ButtonSize::Page, this))
{
    setIcon(IconName::Flask);
    m_button->setObjectName(QStringLiteral("start.practice"));
    m_state->setWeight(StateLabel::Weight::Plain);
    auto *line = new QHBoxLayout;
    line->addWidget(m_button);
    line->addStretch(1);
    body()->addWidget(newLabel(tr("A small CA and DNS server on this computer. Go through the whole procedure; nothing leaves the machine."),
                               TextRole::Quiet, this));
    body()->addWidget(m_state);
    body()->addLayout(line);
    connect(m_button, &QPushButton::clicked, this,
            [this] { m_practice == PracticeState::On ? Q_EMIT endRequested() : Q_EMIT startRequested(); });
    showPractice(PracticeState::Off);
}

void StartPractice::showPractice(PracticeState practice)
{
    m_practice = practice;
    const QString reason = practice == PracticeState::Off ? whyNoPractice() : QString();
    m_button->setText(practice == PracticeState::On ? tr("End practice") : tr("Practise"));
    m_button->setAccessibleName(practice == PracticeState::On ? tr("End practice mode") : tr("Start practice mode"));
    m_button->setAccessibleDescription(reason);
    m_button->setEnabled(reason.isEmpty() && practice != PracticeState::Starting);
    m_state->setVisible(!reason.isEmpty() || practice != PracticeState::Off);
    if (practice == PracticeState::Starting)
        m_state->setState(Tone::Accent, IconName::StateRun, tr("Starting…"));
    else if (practice == PracticeState::On)
        m_state->setState(Tone::Warn, IconName::StateWarn, tr("On: certificates are not real"));
    else
        m_state->setState(Tone::Warn, IconName::StateWarn, reason);
}

StartCheck::StartCheck(QWidget *parent)
    : Card(tr("Check a domain"), parent), m_names(new TextField(tr("Domain to check"), TextField::Content::Name, this))
{
    setIcon(IconName::Scope);
    m_names->edit()->setObjectName(QStringLiteral("start.checkName"));
    m_names->edit()->setPlaceholderText(QStringLiteral("host.example.org"));
    m_names->setLabelVisible(false); // the title says it
    QPushButton *check = newButton(tr("Check"), ButtonRole::Normal, ButtonSize::Page, this);
    check->setObjectName(QStringLiteral("start.check"));
    check->setAccessibleName(tr("Check this domain"));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_names, 1);
    line->addWidget(check, 0, Qt::AlignTop);
    body()->addWidget(newLabel(tr("CAA, delegation, DNSSEC and _acme-challenge, as a CA will see them. Nothing is ordered."),
                               TextRole::Quiet, this));
    body()->addLayout(line);
    connect(check, &QPushButton::clicked, this, &StartCheck::check);
    connect(m_names, &TextField::returnPressed, this, &StartCheck::check);
}

void StartCheck::check()
{
    // Any name that some CA could take; what the chosen one takes is said where it is chosen.
    const TypedNames typed = readTypedNames(m_names->text(), checks::CaScope::Private);
    m_names->setError(typed.error);
    if (!typed.error.isEmpty()) {
        m_names->edit()->setFocus();
        return;
    }
    const QString names = m_names->text();
    m_names->setText({});
    Q_EMIT checkRequested(names);
}

StartWelcome::StartWelcome(QWidget *parent)
    : Card(parent)
    , m_new(newButton(tr("Issue a new certificate"), ButtonRole::Primary, ButtonSize::Page, this))
    , m_practise(newButton(tr("Practise first"), ButtonRole::Normal, ButtonSize::Page, this))
{
    setObjectName(QStringLiteral("start.welcome"));
    layout()->setContentsMargins(40, 34, 40, 34);
    body()->setSpacing(18);
    body()->addWidget(newLabel(tr("No certificates yet"), TextRole::Title, this));
    body()->addWidget(newLabel(tr("Certwright leads you through seven steps. Nothing is ordered from a certificate authority before you say so "
                                  "at the end of step 4."),
                               TextRole::Quiet, this));
    addPart(IconName::Scope, tr("1–3"), tr("Prepare"), tr("Choose the authority, enter the names, and let us look at CAA and DNS the way the authority will."));
    addPart(IconName::Hand, tr("4–5"), tr("Publish"), tr("Put one TXT record per name into DNS, by hand or by a program, and watch every name server take it over."));
    addPart(IconName::Cert, tr("6–7"), tr("Receive"), tr("The authority looks once. You get the certificate as files, with the settings for your server."));
    addDivider();
    m_new->setObjectName(QStringLiteral("start.new"));
    m_new->setIcon(icon(IconName::Plus, Ink::OnAccent));
    m_new->setAccessibleName(tr("Issue a new certificate"));
    m_practise->setObjectName(QStringLiteral("start.practise.first"));
    m_practise->setIcon(icon(IconName::Flask));
    m_practise->setAccessibleName(tr("Practise first"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addWidget(m_new);
    buttons->addWidget(m_practise);
    buttons->addStretch(1);
    body()->addLayout(buttons);
    connect(m_new, &QPushButton::clicked, this, &StartWelcome::newRequested);
    connect(m_practise, &QPushButton::clicked, this, &StartWelcome::practiceRequested);
}

void StartWelcome::addPart(IconName picture, const QString &steps, const QString &title, const QString &text)
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(newLabel(tr("%1  %2", "numbers of steps, title").arg(steps, title), TextRole::RowTitle, this));
    texts->addWidget(newLabel(text, TextRole::Quiet, this));
    auto *line = new QHBoxLayout;
    line->setSpacing(16);
    line->addWidget(new PictureTile(picture, PictureTile::Shape::Round, this), 0, Qt::AlignVCenter);
    line->addLayout(texts, 1);
    body()->addLayout(line);
}

void StartWelcome::showPractice(PracticeState practice)
{
    m_practise->setVisible(practice == PracticeState::Off && whyNoPractice().isEmpty());
}

PictureTile::PictureTile(IconName icon, Shape shape, QWidget *parent) : QWidget(parent), m_icon(icon), m_shape(shape)
{
    const int side = shape == Shape::Mark ? 44 : 40;
    setFixedSize(side, side);
}

void PictureTile::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const bool isMark = m_shape == Shape::Mark;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isMark ? tokens.accent : tokens.accentSoft);
    const qreal radius = isMark ? 8 : width() / 2.0;
    painter.drawRoundedRect(rect(), radius, radius);
    const int picture = isMark ? 26 : 20;
    paintIcon(painter, QRectF((width() - picture) / 2.0, (height() - picture) / 2.0, picture, picture), m_icon,
              isMark ? tokens.onAccent : tokens.accent);
}

LoadingRows::LoadingRows(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Orders and certificates are being read"));
    setMinimumHeight(220);
}

void LoadingRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().tokens().pendSoft);
    painter.drawRoundedRect(QRect(0, 4, 180, 16), 4, 4);
    for (int row = 0; row < 2; ++row)
        painter.drawRoundedRect(QRect(0, 34 + row * 76, width(), 62), 8, 8);
}

} // namespace cw::ui
