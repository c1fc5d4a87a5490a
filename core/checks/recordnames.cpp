// SPDX-License-Identifier: MIT
#include "checks/recordnames.h"

#include <functional>

namespace cw::checks
{

namespace
{

// The host and the label in the wrong order, run together, or the host once more.
void addMixedUp(
    const QByteArray &label, const dns::Name &host, const std::function<void(const std::optional<dns::Name> &)> &add)
{
    if (host.isRoot())
        return;
    const QByteArray first = host.labels().first();
    if (const auto inner = host.parent().child(label))
        add(inner->child(first));
    add(host.parent().child(label + '-' + first));
    if (const auto doubled = host.child(first))
        add(doubled->child(label));
    if (const auto www = host.child("www"))
        add(www->child(label));
}

} // namespace

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
        add(dns::Name::fromLabels(label.split('-') + host.labels())); // a point for the hyphen
        if (const auto wildcard = host.child("*")) // entered for *.host
            add(wildcard->child(label));
        addMixedUp(label, host, add);
    }
    add(host);
    // Entered without the host, or without a part of it.
    for (dns::Name above = host.parent(); above.isAtOrBelow(zone) && host.isAtOrBelow(zone); above = above.parent()) {
        add(above.child(label));
        add(above);
        if (above == zone)
            break;
    }
    return names;
}

} // namespace cw::checks
