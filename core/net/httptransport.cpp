// SPDX-License-Identifier: MIT
#include "net/httptransport.h"

namespace cw::net
{

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return QByteArray();
}

QList<QByteArray> HttpResponse::headerValues(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            values.append(value);
    }
    return values;
}

Result<HttpResponse> HttpTransport::send(const HttpRequest &request, CancelToken &token)
{
    return sendAll({request}, token).first();
}

} // namespace cw::net
