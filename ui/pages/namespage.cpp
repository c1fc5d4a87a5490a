// SPDX-License-Identifier: MIT
#include "ui/pages/namespage.h"

#include "base/explain.h"
#include "issuance/authorities.h"
#include "issuance/namesfile.h"
#include "ui/models/namesmodel.h"
#include "ui/pages/keycard.h"
#include "ui/pages/limitlines.h"
#include "ui/pages/namesentry.h"
#include "ui/pages/nameslist.h"
#include "ui/pages/profilecard.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using checks::CaScope;
using checks::CheckedName;
using issuance::Readiness;
using issuance::Step;

namespace
{

constexpr int MostUndo = 100;
constexpr qint64 MostBytes = 1024 * 1024; // of a file with names

NameRules rulesOf(const store::OrderRecord &order)
{
    NameRules rules;
    if (const auto authority = issuance::authorityAt(QUrl(order.directoryUrl))) {
        rules.refusesRedundantNames = authority->refusesRedundantNames;
        rules.mostNames = authority->mostNames > 0 ? authority->mostNames : rules.mostNames;
    }
    return rules;
}

} // namespace

NamesPage::NamesPage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Names, controller, parent), m_model(new NamesModel(this)), m_key(new KeyCard(controller))
    , m_profile(new ProfileCard(controller)), m_limits(new LimitLines(LimitLines::Shows::WhatIsUsed))
{
    setTitle(tr("Which names, which key?"));
    setSubTitle(tr("Enter every host name the server answers to. Each name is proved by a TXT record."));
    auto *side = new QVBoxLayout;
    auto *names = makeNames();
    side->setSpacing(14);
    side->addWidget(m_key);
    side->addWidget(m_profile);
    side->addWidget(makeNeed());
    side->addWidget(m_limits);
    side->addStretch(1);
    connect(m_key, &KeyCard::changed, this, [this] {
        showWhoNames();
        Q_EMIT completeChanged();
    });
    auto *main = new QVBoxLayout;
    main->addWidget(names);
    main->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addLayout(main, 634);
    layout->addLayout(side, 330);
}

QWidget *NamesPage::makeNames()
{
    auto *card = new Card(tr("Names in the certificate"), this);
    m_count = new ui::Badge({}, Tone::Neutral, card);
    card->addBesideTitle(m_count);

    m_entry = new NamesEntry(card);
    m_entry->setAccessibleName(tr("Names to add"));
    m_add = newButton(tr("Add"), ButtonRole::Normal, ButtonSize::Page, card);
    m_add->setObjectName(QStringLiteral("names.add"));
    m_add->setAccessibleName(tr("Add"));
    m_add->setIcon(icon(IconName::Plus));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_entry, 1);
    line->addWidget(m_add);

    m_file = newButton(tr("From a file or CSR…"), ButtonRole::Link, ButtonSize::Card, card);
    m_file->setObjectName(QStringLiteral("names.file"));
    m_file->setAccessibleName(tr("Take names from a file or CSR"));
    m_file->setIcon(icon(IconName::Folder, Ink::Accent));
    card->addToHeader(m_file);
    m_fromRequest = newLabel(tr("The names come from your request. For other names, make another request."), TextRole::Small, card);
    m_fromRequest->setObjectName(QStringLiteral("names.fromRequest"));
    m_fromRequest->hide();

    m_list = new NamesList(m_model, card);
    m_rejected = new Notice(Notice::Kind::Fail, card);
    m_rejected->setObjectName(QStringLiteral("names.rejected"));
    m_rejected->setEdge(true);
    m_rejected->setClosable(true);
    m_rejected->setAction(tr("Correct"));
    m_rejected->hide();

    card->body()->setSpacing(10);
    card->body()->addLayout(line);
    card->body()->addWidget(m_fromRequest);
    card->body()->addWidget(m_list);
    card->body()->addWidget(m_rejected);

    connect(m_entry, &NamesEntry::given, this, &NamesPage::add);
    connect(m_entry, &QLineEdit::textChanged, this, &QWizardPage::completeChanged);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_entry->giveAll();
        m_entry->setFocus();
    });
    connect(m_file, &QPushButton::clicked, this, &NamesPage::chooseFile);
    connect(m_list, &NamesList::removeRequested, this, &NamesPage::remove);
    connect(m_list, &NamesList::moveRequested, this, &NamesPage::move);
    connect(m_list, &NamesList::undoRequested, this, &NamesPage::undo);
    connect(m_list, &NamesList::dropped, this, &NamesPage::add);
    connect(m_model, &NamesModel::edited, this, &NamesPage::edit, Qt::QueuedConnection);
    connect(m_rejected, &Notice::actionTriggered, this, [this] {
        m_rejected->hide();
        m_entry->putBack(m_toCorrect);
    });
    return card;
}

QWidget *NamesPage::makeNeed()
{
    auto *card = new Card(this);
    card->setObjectName(QStringLiteral("need"));
    card->setFill(Card::Fill::Raised);
    m_values = newLabel({}, TextRole::Title, card);
    m_valuesWord = newLabel({}, TextRole::Small, card);
    m_records = newLabel({}, TextRole::Title, card);
    m_recordsWord = newLabel({}, TextRole::Small, card);
    auto *counts = new QGridLayout;
    counts->setHorizontalSpacing(18);
    counts->setVerticalSpacing(0);
    counts->addWidget(m_values, 0, 0);
    counts->addWidget(m_valuesWord, 1, 0);
    counts->addWidget(m_records, 0, 1);
    counts->addWidget(m_recordsWord, 1, 1);
    counts->setColumnStretch(2, 1);
    card->body()->addWidget(newLabel(tr("What will be needed in DNS"), TextRole::RowTitle, card));
    card->body()->addLayout(counts);
    for (QLabel *word : {m_valuesWord, m_recordsWord})
        word->setWordWrap(false);
    return card;
}

void NamesPage::showState(const issuance::IssueState &state)
{
    const int row = m_list->currentIndex().row();
    m_model->setNames(state.order.names, rulesOf(state.order));
    if (m_list->currentIndex().row() != row && m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1)));
    const int count = m_model->rowCount();
    m_count->setText(QLocale().toString(count));
    m_count->setVisible(count > 0);
    m_list->setAccessibleName(tr("Names in the certificate, %1").arg(count));
    m_values->setText(QLocale().toString(m_model->valueCount()));
    m_valuesWord->setText(tr("TXT values", nullptr, m_model->valueCount()));
    m_records->setText(QLocale().toString(m_model->recordNameCount()));
    m_recordsWord->setText(tr("record names", nullptr, m_model->recordNameCount()));

    m_key->showState(state);
    m_profile->showState(state);
    m_limits->showState(state);
    showWhoNames();
}

// Whether the names are entered here or come from a request.
void NamesPage::showWhoNames()
{
    const bool isOpen = !isFixed();
    for (QWidget *control : {static_cast<QWidget *>(m_entry), static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_file),
                             static_cast<QWidget *>(m_list)})
        control->setEnabled(isOpen);
    m_fromRequest->setVisible(m_key->wantsRequest());
    if (m_key->wantsRequest())
        m_rejected->hide();
}

QString NamesPage::summary() const
{
    return tr("%n names · %1", nullptr, int(state().order.names.size())).arg(m_key->summary());
}

QString NamesPage::helpText() const
{
    return tr("<p>Enter the names that browsers and programs use to reach your server, for example <b>www.example.org</b>. "
              "Enter, comma and space add a name; you can paste many at once.</p>"
              "<p><b>*.example.org</b> stands for every name one label below example.org. It does not cover example.org "
              "itself, nor a.b.example.org.</p>"
              "<p>In the list, Delete removes a name, F2 changes it, Ctrl+Z takes the last change back, and Alt+Up and Alt+Down "
              "move it. The first name is the one that programs show as the certificate's name.</p>"
              "<p>A new key is made for each certificate on this computer. It never leaves it. You can use the key of an earlier "
              "certificate once more, or bring your own request (CSR): then the key stays where it is, and the names come from the "
              "request.</p>");
}

Readiness NamesPage::readiness() const
{
    const bool isSomethingTyped = !m_entry->text().trimmed().isEmpty();
    Readiness base = OrderPage::readiness();
    if (const QString refusal = m_model->refusal(); !refusal.isEmpty())
        return {false, refusal};
    if (const QString missing = m_key->missing(); !missing.isEmpty())
        return {false, missing};
    // What stands in the entry is added when the user goes on.
    return {base.isReady || isSomethingTyped, base.reason};
}

QString NamesPage::nextText() const
{
    return tr("Next: check DNS");
}

void NamesPage::next()
{
    m_rejected->hide();
    m_entry->giveAll();
    if (m_rejected->isHidden() && readiness().isReady)
        OrderPage::next();
}

void NamesPage::focusFirst()
{
    if (m_key->wantsRequest())
        m_key->focusFirst();
    else
        m_entry->setFocus(Qt::OtherFocusReason);
}

void NamesPage::initializePage()
{
    m_key->readAgain();
    controller().readLimits();
}

void NamesPage::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Take names from a file"), {},
                                                      tr("Lists, requests, certificates (*.txt *.csr *.pem *.crt *.cer);;All files (*)"));
    if (!path.isEmpty())
        takeNamesFrom(path);
}

void NamesPage::takeNamesFrom(const QString &path)
{
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    const QStringList names = isOpen ? issuance::namesInFile(file.read(MostBytes)) : QStringList();
    if (!names.isEmpty()) {
        add(names.join(u' '));
        return;
    }
    m_toCorrect.clear();
    m_rejected->setTitle(tr("No names were taken"));
    m_rejected->setText(isOpen ? tr("There is no name in %1.").arg(path) : tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    m_rejected->setAction({});
    m_rejected->show();
    announce(this, m_rejected->title());
}

void NamesPage::add(const QString &text)
{
    if (isFixed())
        return;
    QStringList names = m_model->names();
    QList<Rejected> rejected;
    const QStringList parts = checks::splitNames(text);
    int duplicate = -1;
    for (const QString &part : parts) {
        const Result<CheckedName> checked = checks::checkName(part, scope());
        if (!checked)
            rejected.append({part, checked.failure()});
        else if (names.contains(checked->ascii))
            duplicate = int(names.indexOf(checked->ascii));
        else
            names.append(checked->ascii);
    }
    if (names != m_model->names()) {
        change(names);
        announce(this, tr("%n names in the list", nullptr, int(names.size())));
    }
    if (duplicate >= 0) {
        m_list->flash(duplicate);
        announce(this, tr("%1 is in the list already").arg(m_model->row(duplicate).name.unicode));
    }
    showRejected(rejected, int(parts.size()));
}

void NamesPage::remove(int row)
{
    if (isFixed())
        return;
    QStringList names = m_model->names();
    announce(this, tr("%1 removed").arg(m_model->row(row).name.unicode));
    names.removeAt(row);
    change(names);
}

void NamesPage::move(int row, int to)
{
    QStringList names = m_model->names();
    if (isFixed() || to < 0 || to >= names.size())
        return;
    names.move(row, to);
    m_list->setCurrentIndex(m_model->index(to));
    change(names);
}

void NamesPage::edit(int row, const QString &text)
{
    QStringList names = m_model->names();
    if (isFixed() || row >= names.size())
        return;
    const Result<CheckedName> checked = checks::checkName(text, scope());
    if (!checked) {
        showRejected({{text, checked.failure()}}, 1);
        return;
    }
    if (names.contains(checked->ascii)) {
        m_list->flash(int(names.indexOf(checked->ascii)));
        return;
    }
    names[row] = checked->ascii;
    change(names);
}

void NamesPage::undo()
{
    if (!m_undo.isEmpty() && !isFixed())
        controller().setNames(m_undo.takeLast());
}

void NamesPage::change(const QStringList &names)
{
    m_undo.append(m_model->names());
    if (m_undo.size() > MostUndo)
        m_undo.removeFirst();
    controller().setNames(names);
}

void NamesPage::showRejected(const QList<Rejected> &rejected, int given)
{
    m_rejected->setVisible(!rejected.isEmpty());
    if (rejected.isEmpty())
        return;
    QStringList lines;
    QStringList texts;
    for (const Rejected &name : rejected) {
        texts.append(name.text);
        const QString reason = explain(name.why).text;
        const QString shown = reason.toHtmlEscaped();
        lines.append(reason.contains(name.text) ? shown : QStringLiteral("<code>%1</code>&nbsp; %2").arg(name.text.toHtmlEscaped(), shown));
    }
    m_toCorrect = texts.join(u' ');
    m_rejected->setAction(tr("Correct"));
    const QString title = given == 1 ? tr("The name was left out")
                                     : tr("%1 of %n names left out", nullptr, given).arg(rejected.size());
    m_rejected->setTitle(title);
    m_rejected->setRichText(lines.join(QStringLiteral("<br>")));
    announce(this, title);
}

CaScope NamesPage::scope() const
{
    return state().order.isPrivateCa || state().order.isPractice ? CaScope::Private : CaScope::Public;
}

bool NamesPage::isFixed() const
{
    return state().order.stage != store::OrderStage::Draft || m_key->wantsRequest();
}

} // namespace cw::ui
