// SPDX-License-Identifier: MIT
#include "ui/models/certificatewords.h"

#include <QTest>

using namespace cw;
using issuance::CertificateState;

class TestCertificateWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowFreshItIs_data();
    void tellsHowFreshItIs();
    void tellsWhatHasBecomeOfIt();
};

void TestCertificateWords::tellsHowFreshItIs_data()
{
    QTest::addColumn<int>("lifeHours");
    QTest::addColumn<int>("leftHours");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("days");
    QTest::newRow("new") << 90 * 24 << 90 * 24 << int(CertificateState::Valid) << QStringLiteral("90 days left");
    QTest::newRow("at a third") << 90 * 24 << 30 * 24 << int(CertificateState::Valid) << QStringLiteral("30 days left");
    QTest::newRow("below a third") << 90 * 24 << 29 * 24 << int(CertificateState::RenewNow) << QStringLiteral("29 days left");
    QTest::newRow("below a tenth") << 90 * 24 << 8 * 24 << int(CertificateState::ExpiresSoon) << QStringLiteral("8 days left");
    QTest::newRow("the last week of a short one") << 47 * 24 << 6 * 24 << int(CertificateState::ExpiresSoon) << QStringLiteral("6 days left");
    QTest::newRow("six days in all") << 6 * 24 << 5 * 24 << int(CertificateState::Valid) << QStringLiteral("5 days left");
    QTest::newRow("hours") << 90 * 24 << 5 << int(CertificateState::ExpiresSoon) << QStringLiteral("5 hours left");
    QTest::newRow("over") << 90 * 24 << 0 << int(CertificateState::Expired) << QStringLiteral("today");
    QTest::newRow("long over") << 90 * 24 << -51 * 24 << int(CertificateState::Expired) << QStringLiteral("51 days ago");
}

void TestCertificateWords::tellsHowFreshItIs()
{
    QFETCH(int, lifeHours);
    QFETCH(int, leftHours);
    QFETCH(int, kind);
    QFETCH(QString, days);
    const QDateTime now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
    store::CertificateRecord certificate;
    certificate.notAfter = now.addSecs(leftHours * 3600);
    certificate.notBefore = certificate.notAfter.addSecs(-lifeHours * 3600);
    const ui::CertificateWords words = ui::certificateWords(certificate, now);
    QCOMPARE(int(words.kind), kind);
    QCOMPARE(words.days, days);
    QVERIFY(words.left >= 0 && words.left <= 1);
}

void TestCertificateWords::tellsWhatHasBecomeOfIt()
{
    const QDateTime now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
    store::CertificateRecord certificate;
    certificate.notAfter = now.addDays(60);
    certificate.notBefore = now.addDays(-30);
    certificate.replacedBy = QStringLiteral("another");
    QCOMPARE(ui::certificateWords(certificate, now).state, QStringLiteral("Replaced"));
    QCOMPARE(ui::certificateWords(certificate, now).days, QStringLiteral("60 days left"));
    certificate.revoked = now.addDays(-2);
    const ui::CertificateWords words = ui::certificateWords(certificate, now);
    QCOMPARE(words.state, QStringLiteral("Revoked"));
    QCOMPARE(words.days, QStringLiteral("2 days ago"));
    QCOMPARE(words.left, 0.0);
}

QTEST_GUILESS_MAIN(TestCertificateWords)
#include "tst_certificatewords.moc"
