// SPDX-License-Identifier: MIT
#include "ui/models/certificatewords.h"

#include <QTest>

using namespace cw;
using ui::Freshness;

class TestCertificateWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowFreshItIs_data();
    void tellsHowFreshItIs();
};

void TestCertificateWords::tellsHowFreshItIs_data()
{
    QTest::addColumn<int>("lifeHours");
    QTest::addColumn<int>("leftHours");
    QTest::addColumn<int>("freshness");
    QTest::addColumn<QString>("days");
    QTest::newRow("new") << 90 * 24 << 90 * 24 << int(Freshness::Valid) << QStringLiteral("90 days left");
    QTest::newRow("at a third") << 90 * 24 << 30 * 24 << int(Freshness::Valid) << QStringLiteral("30 days left");
    QTest::newRow("below a third") << 90 * 24 << 29 * 24 << int(Freshness::RenewNow) << QStringLiteral("29 days left");
    QTest::newRow("below a tenth") << 90 * 24 << 8 * 24 << int(Freshness::ExpiresSoon) << QStringLiteral("8 days left");
    QTest::newRow("the last week of a short one") << 47 * 24 << 6 * 24 << int(Freshness::ExpiresSoon) << QStringLiteral("6 days left");
    QTest::newRow("six days in all") << 6 * 24 << 5 * 24 << int(Freshness::Valid) << QStringLiteral("5 days left");
    QTest::newRow("hours") << 90 * 24 << 5 << int(Freshness::ExpiresSoon) << QStringLiteral("5 hours left");
    QTest::newRow("over") << 90 * 24 << 0 << int(Freshness::Expired) << QStringLiteral("today");
    QTest::newRow("long over") << 90 * 24 << -51 * 24 << int(Freshness::Expired) << QStringLiteral("51 days ago");
}

void TestCertificateWords::tellsHowFreshItIs()
{
    QFETCH(int, lifeHours);
    QFETCH(int, leftHours);
    QFETCH(int, freshness);
    QFETCH(QString, days);
    const QDateTime now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
    store::CertificateRecord certificate;
    certificate.notAfter = now.addSecs(leftHours * 3600);
    certificate.notBefore = certificate.notAfter.addSecs(-lifeHours * 3600);
    const ui::CertificateWords words = ui::certificateWords(certificate, now);
    QCOMPARE(int(words.freshness), freshness);
    QCOMPARE(words.days, days);
    QVERIFY(words.left >= 0 && words.left <= 1);
}

QTEST_GUILESS_MAIN(TestCertificateWords)
#include "tst_certificatewords.moc"
