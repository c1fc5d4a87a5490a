// SPDX-License-Identifier: MIT
#include "ui/models/logmodel.h"

#include "ui/models/timetext.h"

#include <QMetaObject>

#include <mutex>

namespace cw::ui
{

struct LogModel::Inbox {
    std::mutex mutex;
    std::deque<LogEntry> entries;
    LogModel *model = nullptr; // null once it is gone
};

namespace
{

QString kindWord(LogEntry::Kind kind)
{
    switch (kind) {
    case LogEntry::Kind::Http:
        return QStringLiteral("HTTP");
    case LogEntry::Kind::Dns:
        return QStringLiteral("DNS");
    case LogEntry::Kind::Update:
        return QStringLiteral("UPDATE");
    case LogEntry::Kind::Hook:
        return QStringLiteral("HOOK");
    case LogEntry::Kind::Flow:
        break;
    }
    return QStringLiteral("FLOW");
}

QString lineOf(const LogEntry &entry)
{
    return QStringLiteral("%1  %2  %3").arg(clockText(entry.time), kindWord(entry.kind).leftJustified(6), entry.text);
}

} // namespace

LogModel::LogModel(QObject *parent) : QAbstractListModel(parent), m_inbox(std::make_shared<Inbox>())
{
    m_inbox->model = this;
}

LogModel::~LogModel()
{
    const std::lock_guard lock(m_inbox->mutex);
    m_inbox->model = nullptr;
}

std::function<void(const LogEntry &)> LogModel::listener()
{
    return [inbox = m_inbox](const LogEntry &entry) {
        const std::lock_guard lock(inbox->mutex);
        if (!inbox->model)
            return;
        if (inbox->entries.empty())
            QMetaObject::invokeMethod(inbox->model, &LogModel::takeOver, Qt::QueuedConnection);
        inbox->entries.push_back(entry);
        if (inbox->entries.size() > Limit)
            inbox->entries.pop_front();
    };
}

void LogModel::takeOver()
{
    std::deque<LogEntry> entries;
    {
        const std::lock_guard lock(m_inbox->mutex);
        entries.swap(m_inbox->entries);
    }
    const int added = int(entries.size());
    const int surplus = int(m_entries.size()) + added - Limit;
    if (surplus > 0 && !m_entries.empty()) {
        const int dropped = std::min(surplus, int(m_entries.size()));
        beginRemoveRows({}, 0, dropped - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + dropped);
        endRemoveRows();
    }
    beginInsertRows({}, int(m_entries.size()), int(m_entries.size()) + added - 1);
    m_entries.insert(m_entries.end(), entries.begin(), entries.end());
    endInsertRows();
}

QString LogModel::text() const
{
    QString all;
    for (const LogEntry &entry : m_entries)
        all += lineOf(entry) + u'\n';
    return all;
}

void LogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (index.isValid() && role == KindRole)
        return QVariant::fromValue(m_entries[size_t(index.row())].kind);
    if (index.isValid() && role == WordsRole)
        return m_entries[size_t(index.row())].text;
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return lineOf(m_entries[size_t(index.row())]);
}

} // namespace cw::ui
