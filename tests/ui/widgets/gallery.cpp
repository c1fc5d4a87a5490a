// SPDX-License-Identifier: MIT
#include "gallery.h"

#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/expirybar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/textfield.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace cw::ui;
using gallery::s;

namespace
{

QHBoxLayout *row(std::initializer_list<QWidget *> widgets)
{
    auto *layout = new QHBoxLayout;
    layout->setSpacing(8);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    layout->addStretch();
    return layout;
}

ChoiceRow *authority(const char *name, const char *hint, IconName icon)
{
    auto *choice = new ChoiceRow(s(name), s(hint));
    choice->setRowIcon(icon);
    return choice;
}

} // namespace

namespace gallery
{

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

std::pair<std::unique_ptr<QWidget>, QHBoxLayout *> twoColumns()
{
    auto page = std::make_unique<QWidget>();
    auto *layout = new QHBoxLayout(page.get());
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(20);
    return {std::move(page), layout};
}

std::unique_ptr<QWidget> choices()
{
    auto [page, columns] = twoColumns();
    auto *group = new ChoiceGroup(s("Certificate authority"));
    group->addHeading(s("Public authorities"));
    auto *first = authority("Let’s Encrypt", "No company account needed", IconName::Ca);
    first->setBadge(s("Suggested"), Tone::Accent);
    group->addChoice(s("le"), first);
    group->addChoice(s("zerossl"), authority("ZeroSSL", "Needs access codes (EAB)", IconName::Ca));
    group->addHeading(s("Test and private"));
    auto *staging = authority("Let’s Encrypt staging", "For trials; browsers do not trust it", IconName::Flask);
    staging->setBadge(s("Test"), Tone::Warn);
    group->addChoice(s("staging"), staging);
    auto *practice = authority("Practice CA on this computer", "No network, no limits", IconName::Flask);
    practice->setBadge(s("Practice"));
    group->addChoice(s("practice"), practice);
    group->setCurrent(s("le"));
    auto *left = new QVBoxLayout;
    left->addWidget(group);
    left->addStretch();
    group->setFixedWidth(356);
    columns->addLayout(left);

    auto *facts = new Card(s("Let’s Encrypt"));
    auto *read = new StateLabel(Tone::Ok, IconName::StateOk, s("Directory read"));
    read->setWeight(StateLabel::Weight::Plain);
    facts->addBesideTitle(read);
    facts->body()->addLayout(
        row({new Badge(s("dns-01"), Tone::Ok, IconName::Check), new Badge(s("Wildcards"), Tone::Ok, IconName::Check),
            new Badge(s("EAB required"), Tone::Warn, IconName::Key), new Badge(s("3 profiles"))}));
    auto *account = new Card(s("Account"));
    auto *import = newButton(s("Import…"), ButtonRole::Link, ButtonSize::Card);
    import->setIcon(icon(IconName::Folder, Ink::Accent));
    account->addToHeader(import);
    auto *accounts = new ChoiceGroup(s("Account"));
    accounts->addChoice(s("a"),
        new ChoiceRow(ChoiceRow::Kind::Radio, ChoiceRow::Frame::Plain, s("admin@example.org"),
            s("In the keychain of this computer · ECDSA P-256 · used last on 9 Nov 2026")));
    accounts->addChoice(s("b"),
        new ChoiceRow(ChoiceRow::Kind::Radio, ChoiceRow::Frame::Plain, s("Create a new account"),
            s("A new key is made here and put in the keychain (KWallet)")));
    accounts->setCurrent(s("a"));
    account->body()->addWidget(accounts);
    account->body()->addWidget(new Notice(Notice::Kind::Ok, {},
        s("The CA confirmed this account a moment ago. You agreed to its terms on 14 Mar 2026; they have not changed "
          "since.")));
    account->addDivider();
    auto *mail = new TextField(s("Contact e-mail (optional)"));
    mail->setText(s("admin@example.org"));
    mail->setHint(s("Kept at the CA. Let’s Encrypt no longer sends expiry mail; Certwright reminds you on this "
                    "computer instead."));
    account->body()->addWidget(mail);
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(facts);
    right->addWidget(account);
    right->addStretch();
    columns->addLayout(right, 1);
    return std::move(page);
}

std::unique_ptr<QWidget> fields()
{
    auto [page, columns] = twoColumns();
    auto *card = new Card(s("Dynamic update (RFC 2136)"));
    auto *server = new TextField(s("Primary server"), TextField::Content::Name);
    server->setText(s("ns-a.example.net"));
    server->setHint(s("From the SOA record of auth.example.net"));
    auto *key = new TextField(s("EAB key ID"), TextField::Content::Name);
    key->setText(s("kid-5f1c0b7e2a"));
    key->setError(s("ZeroSSL does not know this key ID. Such codes often work only once; fetch a new pair."));
    auto *secret = new TextField(s("EAB HMAC key"), TextField::Content::Secret);
    secret->setText(s("0123456789012345678901"));
    secret->setHint(s("Used once, then forgotten. Spaces and line breaks are removed."));
    auto *pair = new QHBoxLayout;
    pair->setSpacing(12);
    pair->addWidget(key, 1);
    pair->addWidget(secret, 1);
    auto *ttl = new ComboField(s("Time to live"));
    ttl->combo()->addItems({s("60 seconds"), s("5 minutes")});
    auto *entry = new TextField(s("Names"));
    entry->edit()->setPlaceholderText(s("Type or paste names, separated by space, comma or line"));
    auto *agree = new QCheckBox(s("I have read the terms of service of ZeroSSL and agree to them"));
    agree->setChecked(true);
    auto *open = new QCheckBox(s("Protect the key with a passphrase"));
    auto *radio = new QRadioButton(s("Ask for all 4 names"));
    for (QWidget *widget : std::initializer_list<QWidget *>{server, entry})
        card->body()->addWidget(widget);
    card->body()->addLayout(pair);
    for (QWidget *widget : std::initializer_list<QWidget *>{ttl, agree, open, radio})
        card->body()->addWidget(widget);
    auto *left = new QVBoxLayout;
    left->addWidget(card);
    left->addStretch();
    columns->addLayout(left, 1);

    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    auto *worked = new Notice(Notice::Kind::Ok, s("Trial worked"),
        s("A test record was added at _certwright-test.auth.example.net, seen at ns-a, and taken away again (2.1 s)."));
    worked->setAction(s("Try again"));
    auto *left_out = new Notice(Notice::Kind::Fail, s("1 of 5 pasted names was left out"),
        s("nas.local “.local” is not in the public DNS; a public CA cannot certify it."));
    left_out->setEdge(true);
    left_out->setAction(s("Correct"));
    left_out->setClosable(true);
    right->addWidget(worked);
    right->addWidget(left_out);
    right->addWidget(new Notice(
        Notice::Kind::Info, {}, s("An update that the server refuses stops the order before the CA is asked.")));
    right->addWidget(new Notice(Notice::Kind::Warn, {}, s("No keychain found: keys are kept in an encrypted file.")));
    auto *primary = newButton(s("Next: names"), ButtonRole::Primary);
    auto *off = newButton(s("Validate"), ButtonRole::Primary);
    off->setEnabled(false);
    right->addLayout(row({primary, off, newButton(s("Back")), newButton(s("Continue"), ButtonRole::Outline)}));
    right->addLayout(row({newButton(s("Validate anyway…"), ButtonRole::Link), newButton(s("Renew…"), ButtonRole::Quiet),
        newButton(s("Change"), ButtonRole::Hyperlink), newButton(s("Renew…"), ButtonRole::Normal, ButtonSize::Card)}));
    auto *segments = new SegmentedControl(s("Key"));
    segments->addSegment(s("new"), s("Make a new key"));
    segments->addSegment(s("csr"), s("Use my CSR"));
    right->addWidget(segments);
    right->addStretch();
    columns->addLayout(right, 1);
    return std::move(page);
}

std::unique_ptr<QWidget> certificate()
{
    auto [page, columns] = twoColumns();
    auto *start = new Card(s("Issue a new certificate"));
    start->setEdge(Tone::Accent);
    start->setFill(Card::Fill::Soft);
    start->body()->addWidget(
        newLabel(s("Choose an authority, enter the names, check DNS before anything is sent."), TextRole::Body));
    auto *plus = newButton(s("Start"), ButtonRole::Primary);
    plus->setIcon(icon(IconName::Plus, Ink::OnAccent));
    start->body()->addWidget(plus);
    auto *certificate = new Card(s("Certificate"));
    certificate->body()->addWidget(newLabel(s("example.org"), TextRole::CardTitle));
    certificate->body()->addWidget(new StateLabel(Tone::Ok, IconName::StateOk, s("Valid for 90 days")));
    for (const auto &[share, tone] :
        {std::pair{0.97, Tone::Ok}, {0.22, Tone::Warn}, {0.03, Tone::Fail}, {0.0, Tone::Pend}}) {
        auto *bar = new ExpiryBar;
        bar->setLeft(share, tone, s("Left of its life"));
        certificate->body()->addWidget(bar);
    }
    auto *left = new QVBoxLayout;
    left->setSpacing(14);
    left->addWidget(start);
    left->addWidget(certificate);
    left->addStretch();
    columns->addLayout(left, 1);
    auto *save = new Card(s("Save"));
    save->setEdge(Tone::Accent);
    for (const auto &[name, inside] : {std::pair{"fullchain.pem", "certificate + intermediate"},
             {"privkey.pem", "private key, mode 600"}, {"example.org.p12", "PKCS #12 with passphrase"}}) {
        auto *file = new ChoiceRow(ChoiceRow::Kind::Check, ChoiceRow::Frame::Plain, s(name), s(inside));
        file->setChecked(inside[0] != 'P');
        save->body()->addWidget(file);
    }
    auto *settings = new Card;
    auto *tabs = new TabStrip(s("Settings for your server"));
    tabs->addTab(s("nginx"));
    tabs->addTab(s("Apache"));
    settings->body()->addWidget(tabs, 0, Qt::AlignLeading);
    auto *code = new CodeBox(s("Settings for nginx"));
    code->setText(s("ssl_certificate     /etc/ssl/example.org/fullchain.pem;\nssl_certificate_key "
                    "/etc/ssl/example.org/privkey.pem;"));
    settings->body()->addWidget(code);
    auto *quiet = new Card(s("What will be needed in DNS"));
    quiet->setFill(Card::Fill::Raised);
    quiet->body()->addWidget(newLabel(s("4"), TextRole::Title));
    quiet->body()->addWidget(newLabel(s("TXT values"), TextRole::Small));
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    for (QWidget *widget : {save, settings, quiet})
        right->addWidget(widget);
    right->addStretch();
    columns->addLayout(right, 1);
    return std::move(page);
}

} // namespace gallery
