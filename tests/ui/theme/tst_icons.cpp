// SPDX-License-Identifier: MIT
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QTest>

using namespace cw::ui;

class TestIcons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void everyNameHasAPicture_data();
    void everyNameHasAPicture();
    void everyPictureHasAName();
    void aThemeSwitchChangesTheColours();
    void theMarkInsideOfAStateTakesTheColourOfTheCard();
    void disabledIconsAreGrey();
    void picturesAreSharpAtTwice();
    void arrowsMirrorAndTicksDoNot_data();
    void arrowsMirrorAndTicksDoNot();
    void theProgramHasAPictureInEverySize();
};

namespace
{

QImage picture(const QIcon &icon, QSize size = {24, 24})
{
    return icon.pixmap(size).toImage().convertToFormat(QImage::Format_ARGB32);
}

bool hasColour(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

void TestIcons::everyNameHasAPicture_data()
{
    QTest::addColumn<IconName>("name");
    for (int i = 1; i <= static_cast<int>(IconName::Cross); ++i)
        QTest::addRow("%s", qPrintable(iconFile(IconName(i)))) << IconName(i);
}

void TestIcons::everyNameHasAPicture()
{
    QFETCH(IconName, name);
    QVERIFY(QFile::exists(iconFile(name)));
    QVERIFY(hasColour(picture(icon(name, Ink::Text), {96, 96}), theme().tokens().text));
}

void TestIcons::everyPictureHasAName()
{
    QSet<QString> named;
    for (int i = 1; i <= static_cast<int>(IconName::Cross); ++i)
        named.insert(iconFile(IconName(i)));
    const QDir folder(QStringLiteral(":/certwright/icons"));
    const QStringList files = folder.entryList(QDir::Files);
    for (const QString &file : files)
        QVERIFY2(named.contains(folder.filePath(file)), qPrintable(file));
    QCOMPARE(files.size(), named.size());
    QVERIFY(icon(IconName::None).isNull());
}

void TestIcons::aThemeSwitchChangesTheColours()
{
    const QIcon copy = icon(IconName::Copy, Ink::Accent);
    QVERIFY(hasColour(picture(copy, {96, 96}), lightTokens().accent));
    applyTheme(*qApp, ThemeMode::Dark);
    QVERIFY(hasColour(picture(copy, {96, 96}), darkTokens().accent));
    QVERIFY(!hasColour(picture(copy, {96, 96}), lightTokens().accent));
}

void TestIcons::theMarkInsideOfAStateTakesTheColourOfTheCard()
{
    const QIcon ok = icon(IconName::StateOk, Tone::Ok);
    QVERIFY(hasColour(picture(ok, {96, 96}), lightTokens().surface));
    applyTheme(*qApp, ThemeMode::Dark);
    QVERIFY(hasColour(picture(ok, {96, 96}), darkTokens().surface));
    QVERIFY(!hasColour(picture(ok, {96, 96}), QColor(Qt::white)));
}

void TestIcons::disabledIconsAreGrey()
{
    const QImage image = icon(IconName::Plus, Ink::Accent)
                             .pixmap(QSize(96, 96), QIcon::Disabled)
                             .toImage()
                             .convertToFormat(QImage::Format_ARGB32);
    QVERIFY(hasColour(image, theme().tokens().pend));
    QVERIFY(!hasColour(image, theme().tokens().accent));
}

void TestIcons::picturesAreSharpAtTwice()
{
    const QPixmap pixmap = icon(IconName::Clock).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

void TestIcons::arrowsMirrorAndTicksDoNot_data()
{
    QTest::addColumn<IconName>("name");
    QTest::addColumn<bool>("mirrors");
    QTest::newRow("chevron") << IconName::ChevronRight << true;
    QTest::newRow("arrow") << IconName::Arrow << true;
    QTest::newRow("alias") << IconName::Alias << true;
    QTest::newRow("external") << IconName::External << true;
    QTest::newRow("tick") << IconName::Check << false;
    QTest::newRow("refresh") << IconName::Refresh << false;
    QTest::newRow("clock") << IconName::Clock << false;
    QTest::newRow("ok") << IconName::StateOk << false;
    QTest::newRow("wait") << IconName::StateWait << false;
}

void TestIcons::arrowsMirrorAndTicksDoNot()
{
    QFETCH(IconName, name);
    QFETCH(bool, mirrors);
    const QImage leftToRight = picture(icon(name));
    QApplication::setLayoutDirection(Qt::RightToLeft);
    const QImage rightToLeft = picture(icon(name));
    QCOMPARE(leftToRight != rightToLeft, mirrors);
}

void TestIcons::theProgramHasAPictureInEverySize()
{
    const QIcon made = programIcon();
    QCOMPARE(made.availableSizes().size(), 7);
    for (const QSize &size : made.availableSizes())
        QVERIFY(hasColour(picture(made, size), QColor(0x1f, 0x5f, 0xc4)));
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
