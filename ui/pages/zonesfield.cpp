// SPDX-License-Identifier: MIT
#include "ui/pages/zonesfield.h"

#include "ui/pages/methodwords.h"
#include "ui/pages/pagewords.h"

namespace cw::ui
{

namespace
{

const QString AllZones = QStringLiteral("*");

} // namespace

ZonesField::ZonesField(QWidget *parent)
    : ComboField(tr("Use for zones"), parent)
{
    combo()->setObjectName(QStringLiteral("how.forZones"));
    combo()->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo()->setMinimumContentsLength(8);
    connect(this, &ComboField::activated, this, [this](int index) {
        const QString id = combo()->itemData(index).toString();
        Q_EMIT zoneChosen(id == AllZones ? QString() : id);
    });
}

void ZonesField::showState(const issuance::IssueState &state, const QString &scope)
{
    setVisible(state.zones.size() > 1);
    QStringList ids{AllZones};
    QStringList texts{tr("All zones")};
    if (scope.isEmpty() && !zonesWithAWay(state).isEmpty()) {
        ids.prepend(QString());
        texts.prepend(tr("All other zones"));
    }
    for (const QString &zone : state.zones) {
        ids << zone;
        texts << withoutFinalDot(zone);
    }
    QStringList shown;
    for (int i = 0; i < combo()->count(); ++i)
        shown << combo()->itemData(i).toString();
    if (shown != ids) {
        combo()->clear();
        for (qsizetype i = 0; i < ids.size(); ++i)
            combo()->addItem(texts[i], ids[i]);
    }
    combo()->setCurrentIndex(scope.isEmpty() ? 0 : int(ids.indexOf(scope)));
}

} // namespace cw::ui
