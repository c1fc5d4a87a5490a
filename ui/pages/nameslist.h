// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace cw::ui
{

class NamesDelegate;
class NamesModel;

// The names of the certificate: Del removes, F2 edits, Ctrl+Z undoes, Alt+Up and Alt+Down move. It is as high as its rows,
// up to eight, and takes dropped text. What the user wants is told by signals; the order decides.
class NamesList : public QListView
{
    Q_OBJECT

public:
    explicit NamesList(NamesModel *model, QWidget *parent = nullptr);

    void flash(int row);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void removeRequested(int row);
    void moveRequested(int row, int to);
    void undoRequested();
    void dropped(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    NamesDelegate *m_delegate;
};

} // namespace cw::ui
