// SPDX-License-Identifier: MIT
#include "ui/shell/settingsdialog.h"

#include "ui/theme/roles.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::ResolverSettings;

namespace
{

ChoiceRow *newCheck(const QString &title, const QString &subtitle, const QString &objectName)
{
    auto *row = new ChoiceRow(ChoiceRow::Kind::Check, ChoiceRow::Frame::Plain, title, subtitle);
    row->setObjectName(objectName);
    return row;
}

} // namespace

SettingsDialog::SettingsDialog(const ResolverSettings &settings, const QList<dns::PublicResolver> &known, QWidget *parent)
    : QDialog(parent)
    , m_asksPublic(newCheck(tr("Ask public resolvers, too"),
                            tr("They show what the Internet sees beyond this network, and they learn the names that you ask for. Off: only "
                               "the name servers of your zones and the resolver of this network are asked."),
                            QStringLiteral("set.public")))
    , m_ownDoh(new TextField(tr("One more public resolver"), TextField::Content::Name))
    , m_ownResolver(new TextField(tr("Resolver to ask instead of the system’s"), TextField::Content::Name))
{
    setObjectName(QStringLiteral("set.dialog"));
    setWindowTitle(tr("Settings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(14);
    layout->addWidget(newLabel(tr("Who is asked when we look at DNS?"), TextRole::CardTitle));
    layout->addWidget(makePublic(known));
    layout->addWidget(makeOwn());

    QPushButton *cancel = newButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("set.cancel"));
    cancel->setAccessibleName(cancel->text());
    QPushButton *save = newButton(tr("Save settings"), ButtonRole::Primary);
    save->setObjectName(QStringLiteral("set.save"));
    save->setAccessibleName(save->text());
    save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &SettingsDialog::save);
    connect(m_asksPublic, &ChoiceRow::toggled, this, &SettingsDialog::refresh);
    connect(m_ownResolver, &TextField::textChanged, this, &SettingsDialog::refresh);
    show(settings);
    // A dialog asks wrapped labels for too much height.
    setMinimumWidth(620);
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

Card *SettingsDialog::makePublic(const QList<dns::PublicResolver> &known)
{
    auto *card = new Card(tr("Public resolvers"));
    card->setObjectName(QStringLiteral("set.publicCard"));
    card->body()->setSpacing(6);
    card->body()->addWidget(m_asksPublic);
    card->addDivider();
    for (const dns::PublicResolver &resolver : known) {
        ChoiceRow *row = newCheck(resolver.name, tr("%1, DNS over HTTPS", "address").arg(resolver.endpoint.toString()),
                                  QStringLiteral("set.public.%1").arg(resolver.id));
        m_public.insert(resolver.id, row);
        card->body()->addWidget(row);
    }
    m_ownDoh->edit()->setObjectName(QStringLiteral("set.ownDoh"));
    m_ownDoh->edit()->setPlaceholderText(QStringLiteral("https://dns.example/dns-query"));
    m_ownDoh->setHint(tr("The address of a DNS over HTTPS server that you trust; may stay empty."));
    card->body()->addSpacing(4);
    card->body()->addWidget(m_ownDoh);
    return card;
}

Card *SettingsDialog::makeOwn()
{
    auto *card = new Card(tr("Resolver of this computer"));
    m_ownResolver->edit()->setObjectName(QStringLiteral("set.ownResolver"));
    m_ownResolver->edit()->setPlaceholderText(QStringLiteral("192.0.2.53"));
    m_ownResolver->setHint(tr("An IP address, with :port if it is not 53, or a DNS over HTTPS address. If there is one, no public resolver is "
                              "asked: it may know names that the Internet does not."));
    card->body()->addWidget(m_ownResolver);
    return card;
}

void SettingsDialog::show(const ResolverSettings &settings)
{
    m_asksPublic->setChecked(settings.asksPublicResolvers);
    for (auto row = m_public.cbegin(); row != m_public.cend(); ++row)
        (*row)->setChecked(!settings.leftOut.contains(row.key()));
    m_ownDoh->setText(settings.ownDoh);
    m_ownResolver->setText(settings.ownResolver);
    refresh();
}

ResolverSettings SettingsDialog::settings() const
{
    ResolverSettings chosen;
    chosen.asksPublicResolvers = m_asksPublic->isChecked();
    for (auto row = m_public.cbegin(); row != m_public.cend(); ++row) {
        if (!(*row)->isChecked())
            chosen.leftOut << row.key();
    }
    chosen.leftOut.sort();
    chosen.ownDoh = m_ownDoh->text().trimmed();
    chosen.ownResolver = m_ownResolver->text().trimmed();
    return chosen;
}

void SettingsDialog::refresh()
{
    const bool isOwnNetwork = !m_ownResolver->text().trimmed().isEmpty();
    m_asksPublic->setEnabled(!isOwnNetwork);
    const bool isAsked = m_asksPublic->isChecked() && !isOwnNetwork;
    for (ChoiceRow *row : std::as_const(m_public))
        row->setEnabled(isAsked);
    m_ownDoh->setEnabled(isAsked);
}

void SettingsDialog::save()
{
    const ResolverSettings chosen = settings();
    if (!chosen.ownDoh.isEmpty() && !issuance::isDohUrl(chosen.ownDoh)) {
        m_ownDoh->setError(tr("Enter the whole address, such as https://dns.example/dns-query."));
        m_ownDoh->edit()->setFocus();
        return;
    }
    if (!chosen.ownResolver.isEmpty() && !issuance::isResolver(chosen.ownResolver)) {
        m_ownResolver->setError(tr("Enter an IP address such as 192.0.2.53 or [2001:db8::53]:5353, or an address that begins with https://."));
        m_ownResolver->edit()->setFocus();
        return;
    }
    accept();
}

} // namespace cw::ui
