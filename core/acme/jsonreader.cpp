// SPDX-License-Identifier: MIT
#include "acme/jsonreader.h"

#include <QJsonArray>

namespace cw::acme
{

JsonReader::JsonReader(const QJsonObject &object, const QUrl &source) : m_object(object), m_source(source) { }

QString JsonReader::text(QStringView name) const
{
    return m_object.value(name).toString();
}

QString JsonReader::neededText(QStringView name)
{
    if (isThere(name) && !m_object.value(name).isString())
        setFault(ProtocolFailure::Kind::BadMember, name);
    return text(name);
}

QStringList JsonReader::texts(QStringView name) const
{
    QStringList list;
    const QJsonArray array = m_object.value(name).toArray();
    for (const QJsonValue &value : array) {
        if (value.isString())
            list.append(value.toString());
    }
    return list;
}

bool JsonReader::isTrue(QStringView name) const
{
    return m_object.value(name).toBool();
}

QDateTime JsonReader::time(QStringView name) const
{
    return QDateTime::fromString(text(name), Qt::ISODateWithMs).toUTC();
}

QJsonObject JsonReader::object(QStringView name) const
{
    return m_object.value(name).toObject();
}

QList<QJsonObject> JsonReader::objects(QStringView name) const
{
    QList<QJsonObject> list;
    const QJsonArray array = m_object.value(name).toArray();
    for (const QJsonValue &value : array) {
        if (value.isObject())
            list.append(value.toObject());
    }
    return list;
}

QList<QJsonObject> JsonReader::neededObjects(QStringView name)
{
    if (isThere(name) && !m_object.value(name).isArray())
        setFault(ProtocolFailure::Kind::BadMember, name);
    return objects(name);
}

QUrl JsonReader::httpsUrl(QStringView name)
{
    if (!m_object.contains(name))
        return QUrl();
    const QUrl url(text(name), QUrl::StrictMode);
    if (url.scheme() == u"https" && !url.host().isEmpty())
        return url;
    setFault(ProtocolFailure::Kind::BadMember, name);
    return QUrl();
}

QUrl JsonReader::neededHttpsUrl(QStringView name)
{
    return isThere(name) ? httpsUrl(name) : QUrl();
}

QStringList JsonReader::neededHttpsUrls(QStringView name)
{
    if (!isThere(name))
        return QStringList();
    const QStringList list = texts(name);
    bool isGood = list.size() == m_object.value(name).toArray().size() && m_object.value(name).isArray();
    for (const QString &one : list)
        isGood = isGood && QUrl(one, QUrl::StrictMode).scheme() == u"https";
    if (!isGood)
        setFault(ProtocolFailure::Kind::BadMember, name);
    return list;
}

void JsonReader::setFault(ProtocolFailure::Kind kind, QStringView name)
{
    if (m_fault)
        return;
    ProtocolFailure failure;
    failure.kind = kind;
    failure.url = m_source;
    failure.detail = name.toString();
    m_fault = failure;
}

bool JsonReader::isThere(QStringView name)
{
    if (m_object.contains(name))
        return true;
    setFault(ProtocolFailure::Kind::MissingMember, name);
    return false;
}

} // namespace cw::acme
