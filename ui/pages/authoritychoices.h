// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/authorities.h"
#include "ui/widgets/choicegroup.h"

namespace cw::ui
{

// ca.list: the authorities we know, another directory, and the practice CA.
class AuthorityChoices : public ChoiceGroup
{
    Q_OBJECT

public:
    static inline const QString Other = QStringLiteral("other");
    static inline const QString Practice = QStringLiteral("practice");

    explicit AuthorityChoices(const QList<issuance::Authority> &authorities, QWidget *parent = nullptr);

private:
    void addAuthority(const issuance::Authority &authority);
    void addPractice();
};

} // namespace cw::ui
