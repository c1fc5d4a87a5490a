// SPDX-License-Identifier: MIT
#include "crypto/sealedbox.h"

#include "crypto/hmac.h"

#include <QTest>

using namespace cw;

class TestSealedBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasSealed_data();
    void givesBackWhatWasSealed();
    void sealsDifferentlyEachTime();
    void refusesABoxWithAnyByteChanged();
    void refusesABoxCutShort();
    void refusesAnotherKeyAndAnotherContext();
    void makesTheKeyOfTheTestVector();

private:
    const QByteArray m_key = QByteArray(32, 'k');
};

void TestSealedBox::givesBackWhatWasSealed_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("-----BEGIN PRIVATE KEY-----");
    QTest::newRow("zero octets") << QByteArray("\0\1\0", 3);
    QTest::newRow("long") << QByteArray(100000, 'x');
}

void TestSealedBox::givesBackWhatWasSealed()
{
    QFETCH(const QByteArray, plain);
    const Result<QByteArray> opened = crypto::open(m_key, crypto::seal(m_key, plain, "account"), "account");
    QVERIFY(opened);
    QCOMPARE(*opened, plain);
}

void TestSealedBox::sealsDifferentlyEachTime()
{
    QVERIFY(crypto::seal(m_key, "secret", "a") != crypto::seal(m_key, "secret", "a"));
    QVERIFY(!crypto::seal(m_key, "secret", "a").contains("secret"));
}

void TestSealedBox::refusesABoxWithAnyByteChanged()
{
    const QByteArray box = crypto::seal(m_key, "secret", "account");
    for (qsizetype i = 0; i < box.size(); ++i) {
        QByteArray changed = box;
        changed[i] = static_cast<char>(changed.at(i) ^ 1);
        const Result<QByteArray> opened = crypto::open(m_key, changed, "account");
        QVERIFY2(!opened, qPrintable(QString::number(i)));
        QCOMPARE(std::get<StoreFailure>(opened.failure()).kind, StoreFailure::Kind::WrongPassphrase);
    }
}

void TestSealedBox::refusesABoxCutShort()
{
    const QByteArray box = crypto::seal(m_key, "secret", "account");
    for (qsizetype size = 0; size < box.size(); ++size)
        QVERIFY(!crypto::open(m_key, box.left(size), "account"));
}

void TestSealedBox::refusesAnotherKeyAndAnotherContext()
{
    const QByteArray box = crypto::seal(m_key, "secret", "account");
    QVERIFY(!crypto::open(QByteArray(32, 'x'), box, "account"));
    QVERIFY(!crypto::open("short", box, "account"));
    QVERIFY(!crypto::open(m_key, box, "order"));
}

void TestSealedBox::makesTheKeyOfTheTestVector()
{
    // PBKDF2-HMAC-SHA256, RFC 7914 11.
    QCOMPARE(crypto::keyFromPassphrase("passwd", "salt", 1).toHex(),
             QByteArray("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"));
}

QTEST_GUILESS_MAIN(TestSealedBox)
#include "tst_sealedbox.moc"
