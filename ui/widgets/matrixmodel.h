// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/matrix.h"

#include <QAbstractTableModel>

namespace cw::ui
{

// The table behind Matrix: a line of headings, then for each zone a line with its servers and one line a value.
// Columns: labels, authoritative servers, a gap, resolvers.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Line { Headings, Zone, Value };
    enum class Column { Label, Server, Gap, Resolver };
    struct Place {
        Line line = Line::Headings;
        Column column = Column::Label;
        qsizetype group = -1;
        qsizetype row = -1; // in the group
        qsizetype index = -1; // of the server or resolver
    };

    using QAbstractTableModel::QAbstractTableModel;

    const MatrixContent &content() const { return m_content; }
    void setContent(const MatrixContent &content);

    Place placeOf(const QModelIndex &index) const;
    const MatrixCell *cell(const QModelIndex &index) const; // null where nothing is to be seen
    QString serverName(const QModelIndex &index) const;
    QString label(const QModelIndex &index) const;
    QString zone(const QModelIndex &index) const;
    QString sentence(const QModelIndex &index) const;
    int serverColumns() const { return m_serverColumns; }
    bool hasRunning() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct LineOf {
        Line line = Line::Headings;
        qsizetype group = -1;
        qsizetype row = -1;
        bool operator==(const LineOf &) const = default;
    };
    static QList<LineOf> linesOf(const MatrixContent &content);
    static int serverColumnsOf(const MatrixContent &content);
    QString text(const QModelIndex &index) const;

    MatrixContent m_content;
    QList<LineOf> m_lines;
    int m_serverColumns = 0;
};

} // namespace cw::ui
