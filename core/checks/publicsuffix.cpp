// SPDX-License-Identifier: MIT
#include "checks/publicsuffix.h"

#include <libpsl.h>

#include <memory>

namespace cw::checks
{

namespace
{

// Read once, never changed: the newer of the system's list and the one built into libpsl.
const psl_ctx_t *suffixList()
{
    struct Free {
        void operator()(psl_ctx_t *list) const { psl_free(list); }
    };
    static const std::unique_ptr<psl_ctx_t, Free> list(psl_latest(nullptr));
    return list ? list.get() : psl_builtin();
}

// Without NO_STAR_RULE every unknown TLD would count as a suffix.
bool isSuffix(const QString &ascii, int type)
{
    const psl_ctx_t *list = suffixList();
    return list && psl_is_public_suffix2(list, ascii.toLatin1().constData(), type | PSL_TYPE_NO_STAR_RULE) == 1;
}

} // namespace

bool hasKnownTopLevel(const QString &ascii)
{
    // Without any list nothing can be said against a name.
    return !suffixList() || isIcannSuffix(ascii.section(u'.', -1));
}

bool isIcannSuffix(const QString &ascii)
{
    return isSuffix(ascii, PSL_TYPE_ICANN);
}

bool isPrivateSuffix(const QString &ascii)
{
    return isSuffix(ascii, PSL_TYPE_PRIVATE);
}

QString registeredDomain(const QString &ascii)
{
    const psl_ctx_t *list = suffixList();
    const QByteArray name = ascii.toLatin1();
    const char *domain = list ? psl_registrable_domain(list, name.constData()) : nullptr;
    return QString::fromLatin1(domain);
}

} // namespace cw::checks
