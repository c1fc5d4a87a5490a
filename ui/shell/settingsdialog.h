// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/resolversettings.h"

#include <QDialog>
#include <QHash>

namespace cw::ui
{

class Card;
class ChoiceRow;
class TextField;

// Who is asked when we look at DNS. Each third party is named, and can be left out; nothing changes before Save.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    // `known`: the public resolvers there are.
    SettingsDialog(const issuance::ResolverSettings &settings, const QList<dns::PublicResolver> &known, QWidget *parent);

    issuance::ResolverSettings settings() const;

private:
    Card *makePublic(const QList<dns::PublicResolver> &known);
    Card *makeOwn();
    void show(const issuance::ResolverSettings &settings);
    void refresh();
    void save();

    ChoiceRow *m_asksPublic;
    QHash<QString, ChoiceRow *> m_public; // by id
    TextField *m_ownDoh;
    TextField *m_ownResolver;
};

} // namespace cw::ui
