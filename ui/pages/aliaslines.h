// SPDX-License-Identifier: MIT
#pragma once

#include "checks/aliasdesign.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace cw::ui
{

class CodeBox;
class TabStrip;
class TextField;

// What has to be added to the main zone: as lines of a zone file in one of two variants, or as the fields of a panel.
class AliasLines : public QWidget
{
    Q_OBJECT

public:
    explicit AliasLines(QWidget *parent = nullptr);
    ~AliasLines() override;

    void showVariant(const QString &variant); // "cname", "ns"
    void showServers(const QStringList &servers, const QString &error);
    void showLines(const QString &lines); // of all names
    void showPanelFields(const QList<checks::MainZoneRecord> &records); // of one name
    QStringList servers() const;

Q_SIGNALS:
    void variantChosen(const QString &variant);
    void serversEdited();

private:
    QWidget *newServersTab();
    void showTab(int index);

    TabStrip *m_tabs;
    TextField *m_servers;
    QWidget *m_serversTab;
    CodeBox *m_lines;
    QWidget *m_panel;
    QLabel *m_panelNote;
    QGridLayout *m_fields;
    QString m_shownFields;
};

} // namespace cw::ui
