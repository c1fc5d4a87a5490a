// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"

#include <QAbstractListModel>

#include <deque>
#include <functional>
#include <memory>

namespace cw::ui
{

// The last lines of the activity log. GUI thread; only what listener() returns may be called on any thread.
class LogModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int Limit = 5000;
    enum Role {
        KindRole = Qt::UserRole, // LogEntry::Kind
        WordsRole, // the text alone, without time and kind
    };

    explicit LogModel(QObject *parent = nullptr);
    ~LogModel() override;

    // For ActivityLog::setListener(). Gathers entries and brings them over in batches; harmless after the model is gone.
    std::function<void(const LogEntry &)> listener();

    QString text() const; // every line, for the clipboard
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void takeOver();

    struct Inbox;
    std::shared_ptr<Inbox> m_inbox;
    std::deque<LogEntry> m_entries;
};

} // namespace cw::ui
