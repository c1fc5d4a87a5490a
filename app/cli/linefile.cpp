// SPDX-License-Identifier: MIT
#include "linefile.h"

#include "store/atomicfile.h"

namespace cw::cli
{

Result<QByteArray> firstLineOf(const QString &path)
{
    Result<QByteArray> content = store::readFile(path, 64 * 1024);
    if (!content)
        return content.failure();
    if (const qsizetype end = content->indexOf('\n'); end >= 0)
        content->truncate(end);
    if (content->endsWith('\r'))
        content->chop(1);
    return content;
}

} // namespace cw::cli
