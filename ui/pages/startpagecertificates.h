// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/certificatestate.h"
#include "ui/pages/startpageinput.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace cw::ui
{

class Badge;
class Card;

// start.certs: the certificates issued here or added from files, soonest to expire first.
class StartCertificates : public QWidget
{
    Q_OBJECT

public:
    explicit StartCertificates(QWidget *parent = nullptr);

    void showCertificates(const QList<store::CertificateRecord> &certificates, const QDateTime &now);
    void setNarrow(bool isNarrow); // without the issuer's column

Q_SIGNALS:
    void addRequested();
    void showRequested(const cw::store::CertificateRecord &certificate);
    void renewRequested(const cw::store::CertificateRecord &certificate);
    void revokeRequested(const cw::store::CertificateRecord &certificate);
    void saveAgainRequested(const cw::store::CertificateRecord &certificate);
    void removeRequested(const cw::store::CertificateRecord &certificate);

private:
    void refresh();
    void addRow(QWidget *table, QGridLayout *grid, int line, const store::CertificateRecord &certificate);
    QWidget *makeRenew(QWidget *table, const store::CertificateRecord &certificate, issuance::CertificateState state);
    QWidget *makeMenu(QWidget *table, const store::CertificateRecord &certificate, issuance::CertificateState state);
    bool isShown(const store::CertificateRecord &certificate) const;

    QList<store::CertificateRecord> m_certificates;
    QDateTime m_now;
    bool m_isNarrow = false;
    Badge *m_count;
    QLineEdit *m_filter;
    Card *m_card;
    QWidget *m_table = nullptr;
};

} // namespace cw::ui
