// SPDX-License-Identifier: MIT
#include "checks/recordnames.h"

namespace cw::checks
{

QList<dns::Name> misspelledNames(const dns::Name &validationName, const dns::Name &zone)
{
    if (validationName.isRoot())
        return {};
    const QByteArray label = validationName.labels().first();
    const dns::Name host = validationName.parent();
    QList<dns::Name> names;
    const auto add = [&](const std::optional<dns::Name> &name) {
        if (name && *name != validationName && name->isAtOrBelow(zone) && !names.contains(*name))
            names.append(*name);
    };
    add(dns::Name::fromLabels(validationName.labels() + zone.labels()));
    add(dns::Name::fromLabels(validationName.labels() + host.labels()));
    if (label.startsWith('_')) {
        QByteArray allUnderscores = label;
        add(host.child(label.mid(1)));
        add(host.child(allUnderscores.replace('-', '_')));
        add(host.child('_' + label));
        if (const auto wildcard = host.child("*")) // entered for *.host
            add(wildcard->child(label));
    }
    add(zone.child(label)); // entered without the host
    add(host);
    return names;
}

} // namespace cw::checks
