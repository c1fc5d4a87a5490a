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
            Words::tr("The update of the zone %1 at %2 has to be signed with a Kerberos ticket (GSS-TSIG), and you have none that "
                      "is valid.")
                .arg(failure.zone, failure.server),
            Words::tr("Run kinit in a terminal, then try again."), failure.output};
    case PublishFailure::Kind::NsupdateMissing:
        return {Words::tr("The program nsupdate is missing"),
            Words::tr("Updates with a Kerberos ticket (GSS-TSIG) are sent by the program nsupdate, which was not found."),
            Words::tr("Install it; on Debian it is in the package bind9-dnsutils."), {}};
    default:
        return {Words::tr("nsupdate could not send the update"),
            Words::tr("nsupdate ended with exit code %1 at the update of the zone %2 at %3.")
                .arg(QString::number(failure.exitCode), failure.zone, failure.server),
            Words::tr("Its last lines may say why. Check that the name server takes updates signed with Kerberos tickets "
                      "(GSS-TSIG), and that the realm knows the name in the zone's SOA record as DNS/name."),
            failure.output};
    }
}

} // namespace cw
