// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QList>
#include <QString>
#include <QTableView>

class QVariantAnimation;

namespace cw::ui
{

class MatrixDelegate;
class MatrixModel;

// One answer of one server about one value.
struct MatrixCell {
    Tone tone = Tone::Pend;
    IconName icon = IconName::StateSkip;
    QString word = {}; // "Not yet"; empty: no cell is drawn
    QString sub = {}; // "serial 1 behind"
    QString toolTip = {}; // why, and which addresses
    QString copyText = {}; // the dig line and its answer
    bool operator==(const MatrixCell &) const = default;
};

// One value to be seen.
struct MatrixRow {
    QString label = {}; // "*.example.org"
    QList<MatrixCell> servers = {}; // as many as the group has servers
    QList<MatrixCell> resolvers = {}; // as many as there are resolvers
    bool operator==(const MatrixRow &) const = default;
};

// The values of one zone, under the names of that zone's servers.
struct MatrixGroup {
    QString zone = {};
    QStringList servers = {};
    QList<MatrixRow> rows = {};
    bool operator==(const MatrixGroup &) const = default;
};

struct MatrixContent {
    QStringList resolvers = {}; // empty: the right half is not drawn
    QList<MatrixGroup> groups = {};
    bool isStale = false; // the last look of an earlier session: drawn grey
    bool operator==(const MatrixContent &) const = default;
};

// Who can see which value. Cells are reached by arrow keys, have whole sentences for screen readers, open on Enter and
// are copied by Ctrl+C. As high as its content; columns keep their order while answers arrive.
class Matrix : public QTableView
{
    Q_OBJECT

public:
    explicit Matrix(QWidget *parent = nullptr);

    const MatrixContent &content() const;
    void setContent(const MatrixContent &content);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // `server` is the server's or the resolver's name, `label` the row's.
    void cellOpened(const QString &zone, const QString &label, const QString &server);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void turnOrStand();
    void open(const QModelIndex &index);
    void copy(const QModelIndex &index);
    int contentHeight() const;

    MatrixModel *m_model;
    MatrixDelegate *m_delegate = nullptr;
    QVariantAnimation *m_turn;
};

} // namespace cw::ui
