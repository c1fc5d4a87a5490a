// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"


class QLabel;
class QPushButton;

namespace cw::ui
{

class Badge;
class Card;
class KeyCard;
class LimitLines;
class NamesEntry;
class NamesList;
class NamesModel;
class Notice;
class ProfileCard;

// Step 2: which names, which key.
class NamesPage : public OrderPage
{
    Q_OBJECT

public:
    explicit NamesPage(issuance::OrderController &controller, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state) override;
    QString summary() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    QString nextText() const override;
    void next() override;
    void focusFirst() override;
    void initializePage() override;
    void takeNamesFrom(const QString &path); // a list, a request or a certificate

private:
    struct Rejected {
        QString text;
        Failure why;
    };

    QWidget *makeNames();
    QWidget *makeNeed();
    void showWhoNames();
    void chooseFile();
    void add(const QString &text);
    void remove(int row);
    void move(int row, int to);
    void edit(int row, const QString &text);
    void undo();
    void change(const QStringList &names); // remembers what was before
    void showRejected(const QList<Rejected> &rejected, int given);
    checks::CaScope scope() const;
    bool isFixed() const; // the order is placed, or a request says the names

    NamesModel *m_model;
    NamesEntry *m_entry;
    QPushButton *m_add;
    QPushButton *m_file;
    QLabel *m_fromRequest;
    NamesList *m_list;
    ui::Badge *m_count;
    Notice *m_rejected;
    KeyCard *m_key;
    ProfileCard *m_profile;
    LimitLines *m_limits;
    QLabel *m_values;
    QLabel *m_valuesWord;
    QLabel *m_records;
    QLabel *m_recordsWord;
    QList<QStringList> m_undo;
    QString m_toCorrect;
};

} // namespace cw::ui
