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

} // namespace

Explanation explainNsupdate(const PublishFailure &failure)
{
    switch (failure.kind) {
    case PublishFailure::Kind::NoTicket:
        return {Words::tr("There is no Kerberos ticket"),
            Words::tr("The update of the zone %1 has to be signed with a Kerberos ticket (GSS-TSIG), and you have none that is valid.")
                .arg(failure.zone),
            Words::tr("Run kinit in a terminal, then try again."), failure.output};
    case PublishFailure::Kind::NsupdateMissing:
        return {Words::tr("The program nsupdate is missing"),
            Words::tr("Updates with a Kerberos ticket (GSS-TSIG) are sent by the program nsupdate, which was not found."),
            Words::tr("Install it; on Debian it is in the package bind9-dnsutils."), {}};
    default:
        return {Words::tr("nsupdate could not send the update"),
            Words::tr("nsupdate ended with exit code %1 at the update of the zone %2.")
                .arg(QString::number(failure.exitCode), failure.zone),
            Words::tr("Its last lines may say why."), failure.output};
    }
}

} // namespace cw
