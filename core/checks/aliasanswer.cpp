// SPDX-License-Identifier: MIT
#include "checks/aliascheck.h"

#include "checks/recordprobe.h"
#include "checks/replies.h"

#include <QSet>

#include <algorithm>

namespace cw::checks
{

namespace
{

// The NS records at the name, in an answer of the zone itself or in a referral of the zone above.
void addNameServers(const QList<dns::Record> &records, const dns::Name &name, QSet<dns::Name> &servers)
{
    for (const dns::Record &record : records) {
        const auto target = record.type == dns::Type::NS ? dns::targetOf(record) : std::nullopt;
        if (target && record.owner == name)
            servers.insert(*target);
    }
}

} // namespace

bool AliasAnswer::isAnswered() const
{
    return isAnswer(alias);
}

std::optional<dns::Name> AliasAnswer::target() const
{
    const auto found = aliasIn(alias);
    return found && found != aliasIn(sibling) ? found : std::nullopt;
}

std::optional<dns::Name> AliasAnswer::wildcardTarget() const
{
    const auto found = aliasIn(alias);
    return found && found == aliasIn(sibling) ? found : std::nullopt;
}

bool AliasAnswer::hasText() const
{
    if (!isAnswer(text))
        return false;
    const QList<dns::Record> &records = text.message->answer;
    return std::any_of(records.cbegin(), records.cend(), [this](const dns::Record &record) {
        return record.type == dns::Type::TXT && record.owner == text.query.question.name;
    });
}

QList<dns::Name> AliasAnswer::delegatedTo() const
{
    QSet<dns::Name> servers;
    for (const dns::Reply *reply : {&alias, &text, &nameServers}) {
        if (!isAnswer(*reply))
            continue;
        addNameServers(reply->message->answer, reply->query.question.name, servers);
        addNameServers(reply->message->authority, reply->query.question.name, servers);
    }
    QList<dns::Name> sorted = servers.values();
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

AliasState judgeAnswers(const AliasPlan &plan, const QList<AliasAnswer> &answers)
{
    QList<dns::Name> wantedServers = plan.servers;
    std::sort(wantedServers.begin(), wantedServers.end());
    const bool isCname = plan.variant == AliasVariant::Cname;
    int right = 0;
    int missing = 0;
    bool isElsewhere = false;
    bool hasAlias = false;
    bool hasText = false;
    bool isDelegated = false;
    for (const AliasAnswer &answer : answers) {
        if (!answer.isAnswered())
            continue;
        const auto target = answer.target();
        const QList<dns::Name> servers = answer.delegatedTo();
        hasAlias = hasAlias || target;
        hasText = hasText || answer.hasText();
        isDelegated = isDelegated || !servers.isEmpty();
        const bool isThere = isCname ? target.has_value() : !servers.isEmpty();
        const bool isRight = isCname ? target == plan.target : servers == wantedServers;
        right += isThere && isRight ? 1 : 0;
        missing += isThere ? 0 : 1;
        isElsewhere = isElsewhere || (isThere && !isRight);
    }
    if ((hasAlias && (hasText || isDelegated)) || (isCname && isDelegated) || (!isCname && hasAlias))
        return AliasState::OtherData;
    if (isElsewhere)
        return AliasState::Elsewhere;
    if (right > 0)
        return missing > 0 ? AliasState::Partly : AliasState::Right;
    return missing > 0 ? AliasState::Missing : AliasState::Unknown;
}

} // namespace cw::checks
