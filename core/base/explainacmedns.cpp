// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

namespace
{

// tr() in the context of all explanations; lupdate understands this form.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(explain)
};

Explanation explainNoAccount(const PublishFailure &failure)
{
    if (failure.detail.isEmpty())
        return {Words::tr("There is no acme-dns account for this name"),
            Words::tr("The record has to be at %1, and none of the accounts is for that name.").arg(failure.name),
            Words::tr("Register the name at the acme-dns server, set the CNAME record that it gives, and check DNS again."),
            {}};
    return {Words::tr("The alias does not lead to the acme-dns account"),
        Words::tr("The record has to be at %1, but the account for this name publishes at %2.").arg(failure.name, failure.detail),
        Words::tr("Let the CNAME record of the name lead to %1, and check DNS again.").arg(failure.detail), {}};
}

} // namespace

Explanation explainAcmeDns(const PublishFailure &failure)
{
    const QString &server = failure.server;
    switch (failure.kind) {
    case PublishFailure::Kind::NoAccount:
        return explainNoAccount(failure);
    case PublishFailure::Kind::TooManyValues:
        return {Words::tr("Too many values for one acme-dns account"),
            Words::tr("acme-dns keeps the last two values of an account, and this order needs more of them at %1.").arg(failure.name),
            Words::tr("Use an account of its own for each name, or order the names one after the other."), {}};
    case PublishFailure::Kind::ApiUnreachable:
        return {Words::tr("The acme-dns server cannot be reached"), Words::tr("%1 does not answer.").arg(server),
            Words::tr("Check its address, that it runs, and that no firewall is between."), failure.detail};
    case PublishFailure::Kind::ApiForbidden:
        return {Words::tr("The acme-dns server refuses the account"),
            Words::tr("%1 answered that this account may not update %2.").arg(server, failure.name),
            Words::tr("User name or password are wrong, or this computer's address is not in the account's allowfrom list."),
            failure.detail};
    case PublishFailure::Kind::ApiRefused:
        return {Words::tr("The acme-dns server refuses the update"),
            Words::tr("%1 answered the update of %2 with the status %3.")
                .arg(server, failure.name, QString::number(failure.httpStatus)),
            Words::tr("Look into its log, or publish the record by hand."), failure.detail};
    default:
        return {Words::tr("This does not look like an acme-dns server"),
            Words::tr("The answer of %1 is not one that acme-dns gives.").arg(server),
            Words::tr("Check the address: it is that of the API, without /update."), failure.detail};
    }
}

} // namespace cw
