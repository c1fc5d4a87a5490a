// SPDX-License-Identifier: MIT
#include "ui/widgets/matrixmodel.h"

#include <algorithm>

namespace cw::ui
{

QList<MatrixModel::LineOf> MatrixModel::linesOf(const MatrixContent &content)
{
    QList<LineOf> lines;
    if (content.groups.isEmpty())
        return lines;
    lines.append(LineOf{});
    for (qsizetype group = 0; group < content.groups.size(); ++group) {
        lines.append(LineOf{.line = Line::Zone, .group = group});
        for (qsizetype row = 0; row < content.groups.at(group).rows.size(); ++row)
            lines.append(LineOf{.line = Line::Value, .group = group, .row = row});
    }
    return lines;
}

int MatrixModel::serverColumnsOf(const MatrixContent &content)
{
    qsizetype most = 1;
    for (const MatrixGroup &group : content.groups)
        most = std::max(most, group.servers.size());
    return static_cast<int>(most);
}

void MatrixModel::setContent(const MatrixContent &content)
{
    if (content == m_content)
        return;
    const QList<LineOf> lines = linesOf(content);
    const int columns = serverColumnsOf(content);
    const bool keepsShape
        = lines == m_lines && columns == m_serverColumns && content.resolvers.size() == m_content.resolvers.size();
    if (keepsShape) { // so that focus and scroll position stay while answers arrive
        m_content = content;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_content = content;
    m_lines = lines;
    m_serverColumns = columns;
    endResetModel();
}

MatrixModel::Place MatrixModel::placeOf(const QModelIndex &index) const
{
    const LineOf line = m_lines.at(index.row());
    Place place{.line = line.line, .group = line.group, .row = line.row};
    const int column = index.column();
    if (column == 0)
        return place;
    if (column <= m_serverColumns) {
        place.column = Column::Server;
        place.index = column - 1;
    } else if (column == m_serverColumns + 1) {
        place.column = Column::Gap;
    } else {
        place.column = Column::Resolver;
        place.index = column - m_serverColumns - 2;
    }
    return place;
}

const MatrixCell *MatrixModel::cell(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    if (place.line != Line::Value || place.index < 0)
        return nullptr;
    const MatrixRow &row = m_content.groups.at(place.group).rows.at(place.row);
    const QList<MatrixCell> &cells = place.column == Column::Server ? row.servers : row.resolvers;
    if (place.index >= cells.size() || cells.at(place.index).word.isEmpty())
        return nullptr;
    return &cells.at(place.index);
}

QString MatrixModel::serverName(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    if (place.group < 0 || place.index < 0)
        return {};
    const QStringList &names
        = place.column == Column::Server ? m_content.groups.at(place.group).servers : m_content.resolvers;
    return names.value(place.index);
}

QString MatrixModel::label(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    return place.line == Line::Value ? m_content.groups.at(place.group).rows.at(place.row).label : QString();
}

QString MatrixModel::zone(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    return place.group < 0 ? QString() : m_content.groups.at(place.group).zone;
}

QString MatrixModel::sentence(const QModelIndex &index) const
{
    const MatrixCell *found = cell(index);
    if (!found)
        return text(index);
    if (found->sub.isEmpty())
        return tr("%1, value for %2: %3", "server, name, state").arg(serverName(index), label(index), found->word);
    return tr("%1, value for %2: %3, %4", "server, name, state, detail")
        .arg(serverName(index), label(index), found->word, found->sub);
}

bool MatrixModel::hasRunning() const
{
    const auto runs = [](const MatrixCell &cell) { return cell.icon == IconName::StateRun; };
    for (const MatrixGroup &group : m_content.groups) {
        for (const MatrixRow &row : group.rows) {
            if (std::any_of(row.servers.begin(), row.servers.end(), runs)
                || std::any_of(row.resolvers.begin(), row.resolvers.end(), runs))
                return true;
        }
    }
    return false;
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    const auto resolvers = static_cast<int>(m_content.resolvers.size());
    return 1 + m_serverColumns + (resolvers > 0 ? 1 + resolvers : 0);
}

QString MatrixModel::text(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    if (place.line == Line::Headings) {
        if (place.column == Column::Server && place.index == 0)
            return tr("Authoritative servers (the CA asks these)");
        if (place.column == Column::Resolver && place.index == 0)
            return m_content.resolvers.size() > 2 ? tr("Public resolvers (only for information)") : tr("For information", "heading of few columns");
        return {};
    }
    if (place.column == Column::Label)
        return place.line == Line::Zone ? zone(index) : label(index);
    if (place.line == Line::Zone) // the resolvers are the same for every zone: named once
        return place.column == Column::Resolver && place.group > 0 ? QString() : serverName(index);
    const MatrixCell *found = cell(index);
    return found ? found->word : QString();
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const MatrixCell *found = cell(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::AccessibleTextRole:
        return sentence(index);
    case Qt::AccessibleDescriptionRole:
        return found ? found->toolTip : QString();
    case Qt::ToolTipRole:
        if (found)
            return found->toolTip.isEmpty() ? sentence(index) : found->toolTip;
        return text(index).isEmpty() ? QVariant() : text(index);
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return text(index(section, 0));
    const qsizetype resolver = section - m_serverColumns - 2;
    return resolver >= 0 ? m_content.resolvers.value(resolver) : QString();
}

Qt::ItemFlags MatrixModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !cell(index))
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace cw::ui
