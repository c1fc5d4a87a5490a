// SPDX-License-Identifier: MIT
#include "ui/pages/snippets.h"

#include <QDir>

namespace cw::ui
{

namespace
{

struct Template {
    const char *program;
    const char *text; // %1 is the folder
};

constexpr Template Templates[] = {
    {"nginx",
        "ssl_certificate     %1/fullchain.pem;\n"
        "ssl_certificate_key %1/privkey.pem;"},
    {"Apache",
        "SSLCertificateFile    %1/fullchain.pem\n"
        "SSLCertificateKeyFile %1/privkey.pem"},
    // HAProxy takes the key from a second file only from 2.2 on and under a name of its own.
    {"HAProxy",
        "# once, and after each renewal:\n"
        "# (umask 077; cat %1/fullchain.pem %1/privkey.pem > %1/haproxy.pem)\n"
        "bind :443 ssl crt %1/haproxy.pem"},
    // "The key must come first" (postconf(5), smtpd_tls_chain_files).
    {"Postfix",
        "smtpd_tls_chain_files = %1/privkey.pem,\n"
        "                        %1/fullchain.pem"},
    {"Dovecot",
        "ssl_cert = <%1/fullchain.pem\n"
        "ssl_key  = <%1/privkey.pem"},
};

} // namespace

QList<Snippet> snippets(const QString &folder)
{
    const QString path = QDir::cleanPath(folder);
    QList<Snippet> made;
    for (const Template &each : Templates)
        made << Snippet{
            QString::fromLatin1(each.program), QString::fromLatin1(each.text).replace(QStringLiteral("%1"), path)};
    return made;
}

} // namespace cw::ui
