// SPDX-License-Identifier: MIT
#include "base/explaindns.h"

#include <QCoreApplication>

namespace cw
{

namespace
{

using Kind = PublishFailure::Kind;

// tr() in the context of all explanations; lupdate understands this form.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(explain)
};

// A failure without a name is one of the registration.
bool isRegistration(const PublishFailure &failure)
{
    return failure.name.isEmpty();
}

QString rawOf(const PublishFailure &failure)
{
    const QString status = failure.httpStatus ? QStringLiteral("HTTP %1").arg(failure.httpStatus) : QString();
    if (failure.detail.isEmpty() || failure.kind == Kind::ApiForbidden)
        return status;
    return status.isEmpty() ? failure.detail : status + QStringLiteral(": ") + failure.detail;
}

Explanation explainNoAccount(const PublishFailure &failure)
{
    const QString title = Words::tr("There is no acme-dns account for this record");
    if (failure.detail.isEmpty())
        return {title,
            Words::tr("The record belongs at %1, and none of the accounts has this full name.").arg(failure.name),
            Words::tr("Register an account for the domain and set the CNAME record that the registration shows, or choose "
                      "the file that has the account."),
            QString()};
    return {title,
        Words::tr("The record belongs at %1, but the account of this domain has another full name: the CNAME record in DNS "
                  "leads elsewhere, or is not there yet.")
            .arg(failure.name),
        Words::tr("Set this record in the zone of your domain, wait until it can be seen, and try again: %1")
            .arg(failure.detail),
        QString()};
}

Explanation explainForbidden(const PublishFailure &failure)
{
    const QString title = Words::tr("The acme-dns server does not allow this");
    const QString raw = rawOf(failure);
    if (isRegistration(failure))
        return {title, Words::tr("%1 lets only certain computers register, and this one is not among them.").arg(failure.server),
            Words::tr("Ask whoever runs the server to register for you and to give you the answer of /register as a file."),
            raw};
    if (failure.detail.isEmpty())
        return {title,
            Words::tr("%1 refuses the change of %2: the user name, the password or the subdomain of the account is wrong, or "
                      "the account was registered with a list of addresses (allowfrom) that leaves this computer out.")
                .arg(failure.server, failure.name),
            Words::tr("Copy the account once more from where it was registered, or try from a computer that may update it. "
                      "The server does not say which of the two it is; its log does."),
            raw};
    return {title,
        Words::tr("%1 refuses the change of %2: the user name or the password of the account is wrong, or the server sees "
                  "this computer with an address outside of %3 (the account's allowfrom).")
            .arg(failure.server, failure.name, failure.detail),
        Words::tr("Compare these networks with the address this computer has towards the server; behind a router or proxy it "
                  "is that one's address. The list cannot be changed: register a new account with the right networks."),
        raw};
}

Explanation explainRefused(const PublishFailure &failure)
{
    const QString raw = rawOf(failure);
    const QString status = QString::number(failure.httpStatus);
    if (failure.httpStatus >= 500)
        return {Words::tr("The acme-dns server has trouble of its own"),
            Words::tr("%1 answered with the HTTP status %2: something failed on its side.").arg(failure.server, status),
            Words::tr("Try again in a minute. If it stays so, look into the log of the server, or tell whoever runs it."), raw};
    if (failure.httpStatus / 100 == 3)
        return {Words::tr("The acme-dns server is at another address"),
            Words::tr("%1 answered with the HTTP status %2 and sends us elsewhere: %3")
                .arg(failure.server, status, failure.detail),
            Words::tr("Enter the address it names, if you trust it; passwords are not sent on by themselves."), raw};
    if (failure.httpStatus == 404 || failure.httpStatus == 405)
        return {Words::tr("There is no acme-dns at this address"),
            isRegistration(failure)
                ? Words::tr("%1 answered with the HTTP status %2: registration is switched off there, or it is no acme-dns "
                            "server.")
                      .arg(failure.server, status)
                : Words::tr("%1 answered with the HTTP status %2: it does not know the update of acme-dns.")
                      .arg(failure.server, status),
            Words::tr("Check the address of the server, with its port and path."), raw};
    return {Words::tr("The acme-dns server refuses the request"),
        Words::tr("%1 answered with the HTTP status %2 and the words “%3”.").arg(failure.server, status, failure.detail),
        Words::tr("Check the account: the subdomain has to be the one that was registered with the user name."), raw};
}

} // namespace

Explanation explainAcmeDns(const PublishFailure &failure)
{
    switch (failure.kind) {
    case Kind::NoAccount:
        return explainNoAccount(failure);
    case Kind::TooManyValues:
        return {Words::tr("acme-dns keeps only two values of a name"),
            Words::tr("More than two names of this order lead to %1, and each new value would push an earlier one out.")
                .arg(failure.name),
            Words::tr("Register an account for each name (a name and its wildcard share one), and set their CNAME records."),
            QString()};
    case Kind::ApiForbidden:
        return explainForbidden(failure);
    case Kind::ApiRefused:
        return explainRefused(failure);
    case Kind::ApiMisbehaves:
        return {Words::tr("The answer is not one of acme-dns"),
            Words::tr("%1 answered, but not as acme-dns does: whether the record was published is not known.")
                .arg(failure.server),
            Words::tr("Check the address of the server, with its port and path; a proxy or login page in between answers "
                      "like this too."),
            rawOf(failure)};
    default:
        return {Words::tr("The acme-dns server cannot be reached"),
            Words::tr("There is no usable connection to %1.").arg(failure.server),
            Words::tr("Check that it runs, that address and port are right, and that no firewall is between. If its "
                      "certificate comes from an authority of your own, give its root certificate."),
            rawOf(failure)};
    }
}

} // namespace cw
