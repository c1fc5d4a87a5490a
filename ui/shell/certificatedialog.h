// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"

#include <QDialog>

class QGridLayout;

namespace cw::ui
{

// All about a certificate of the list; to be read and copied.
class CertificateDialog : public QDialog
{
    Q_OBJECT

public:
    CertificateDialog(const store::CertificateRecord &certificate, const QDateTime &now, QWidget *parent);

private:
    void addFact(QGridLayout *facts, const QString &label, const QString &value);
    void addTimes(QGridLayout *facts, const store::CertificateRecord &certificate, const QDateTime &now);
    void addChains(QGridLayout *facts, const store::CertificateRecord &certificate);
};

// "www.example.org · R11 · ISRG Root X1": who signs whom; also what tells the chains of a certificate from each other.
QString chainInWords(const QByteArray &pem);

} // namespace cw::ui
