// SPDX-License-Identifier: MIT
#include "gallery.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPixmap>
#include <QTest>

using namespace cw::ui;

// Draws every widget into PNG files, to be held beside the pictures of the design, and checks that something is drawn.
class TestGallery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void drawsEveryWidget_data();
    void drawsEveryWidget();
    void cleanup();
};

using Maker = std::unique_ptr<QWidget> (*)();
Q_DECLARE_METATYPE(Maker)

void TestGallery::initTestCase()
{
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) // as in the pictures
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(13);
    QApplication::setFont(font);
}

void TestGallery::drawsEveryWidget_data()
{
    QTest::addColumn<Maker>("maker");
    QTest::addColumn<ThemeMode>("mode");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("scale");
    const std::pair<const char *, Maker> pages[] = {{"choices", gallery::choices}, {"preflight", gallery::preflight},
        {"publish", gallery::publish}, {"fields", gallery::fields}, {"certificate", gallery::certificate}};
    for (const auto &[name, maker] : pages) {
        const auto add = [name = name, maker = maker](
                             const char *variant, ThemeMode mode, Qt::LayoutDirection direction, int width, int scale) {
            QTest::addRow("%s-%s", name, variant) << maker << mode << direction << width << scale;
        };
        add("light", ThemeMode::Light, Qt::LeftToRight, 1032, 1);
        add("dark", ThemeMode::Dark, Qt::LeftToRight, 1032, 1);
        add("light-2x", ThemeMode::Light, Qt::LeftToRight, 1032, 2);
        add("dark-2x", ThemeMode::Dark, Qt::LeftToRight, 1032, 2);
        add("narrow", ThemeMode::Light, Qt::LeftToRight, 948, 1);
        add("rtl", ThemeMode::Light, Qt::RightToLeft, 1032, 1);
    }
}

void TestGallery::drawsEveryWidget()
{
    QFETCH(Maker, maker);
    QFETCH(ThemeMode, mode);
    QFETCH(Qt::LayoutDirection, direction);
    QFETCH(int, width);
    QFETCH(int, scale);
    applyTheme(*qApp, mode);
    QApplication::setLayoutDirection(direction);
    const std::unique_ptr<QWidget> page = maker();
    page->resize(width, 700);
    page->show();
    QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    QPixmap picture(page->size() * scale);
    picture.setDevicePixelRatio(scale);
    page->render(&picture);
    const QDir folder(QStringLiteral(CERTWRIGHT_BINARY_DIR "/gallery"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(picture.save(folder.filePath(QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png"))));
    QCOMPARE(picture.toImage().pixelColor(2, 2), theme().tokens().win);
    QVERIFY2(page->minimumSizeHint().width() <= 948, "fits beside the narrow rail of a window of 1024");
}

void TestGallery::cleanup()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
