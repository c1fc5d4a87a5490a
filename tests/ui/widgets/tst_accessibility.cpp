// SPDX-License-Identifier: MIT
#include "gallery.h"

#include "ui/theme/theme.h"
#include "ui/widgets/pagescroll.h"

#include <QAccessible>
#include <QAbstractButton>
#include <QApplication>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace cw::ui;

// What every widget owes to people who do not see it or do not use a mouse.
class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void everyFocusableWidgetHasAName_data() { pages(); }
    void everyFocusableWidgetHasAName();
    void everythingIsReachedByTab_data() { pages(); }
    void everythingIsReachedByTab();
    void everyTargetIsLargeEnough_data() { pages(); }
    void everyTargetIsLargeEnough();
    void aScrollBarThatIsGoneCanBeAskedFor();

private:
    static void pages();
};

using Maker = std::unique_ptr<QWidget> (*)();
Q_DECLARE_METATYPE(Maker)

void TestAccessibility::pages()
{
    QTest::addColumn<Maker>("maker");
    QTest::newRow("choices") << Maker(gallery::choices);
    QTest::newRow("preflight") << Maker(gallery::preflight);
    QTest::newRow("publish") << Maker(gallery::publish);
    QTest::newRow("fields") << Maker(gallery::fields);
    QTest::newRow("certificate") << Maker(gallery::certificate);
}

void TestAccessibility::everyFocusableWidgetHasAName()
{
    QFETCH(Maker, maker);
    const std::unique_ptr<QWidget> page = maker();
    page->show();
    int found = 0;
    const QList<QWidget *> widgets = page->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || !widget->isVisible())
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        QVERIFY2(interface->role() != QAccessible::NoRole, widget->metaObject()->className());
        ++found;
    }
    QVERIFY(found > 3);
}

void TestAccessibility::everythingIsReachedByTab()
{
    QFETCH(Maker, maker);
    const std::unique_ptr<QWidget> page = maker();
    page->show();
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    QSet<QWidget *> wanted;
    const QList<QWidget *> widgets = page->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && widget->isEnabled() && !widget->focusProxy())
            wanted.insert(widget);
    }
    const int most = static_cast<int>(wanted.size()) + 2;
    for (int i = 0; i < most && !wanted.isEmpty(); ++i) {
        wanted.remove(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY2(wanted.isEmpty(), wanted.isEmpty() ? "" : (*wanted.begin())->metaObject()->className());
}

void TestAccessibility::everyTargetIsLargeEnough()
{
    QFETCH(Maker, maker);
    const std::unique_ptr<QWidget> page = maker();
    page->resize(1032, 700);
    page->show();
    const QList<QAbstractButton *> buttons = page->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisible() || button->focusPolicy() == Qt::NoFocus)
            continue;
        QVERIFY2(button->width() >= 24 && button->height() >= 24,
            qPrintable(button->accessibleName() + button->text() + QString::number(button->height())));
    }
}

// A screen reader counts the children and then asks for each; between the two the page may have become shorter. Qt 6.4 reads
// past its list then (QAccessibleAbstractScrollArea::child): the walk through the window crashed the program so.
void TestAccessibility::aScrollBarThatIsGoneCanBeAskedFor()
{
    PageScroll scroll;
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    auto *tall = new QWidget;
    tall->setMinimumHeight(2000);
    column->addWidget(tall);
    scroll.setPage(page);
    scroll.resize(400, 300);
    scroll.show();
    QTRY_VERIFY(scroll.verticalScrollBar()->isVisible());
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&scroll);
    const int count = interface->childCount();
    tall->hide();
    QTRY_VERIFY(!scroll.verticalScrollBar()->isVisible());
    for (int i = 0; i < count + 3; ++i) {
        const QAccessibleInterface *child = interface->child(i);
        QCOMPARE(child != nullptr, i < interface->childCount());
    }
    QVERIFY(!interface->child(-1));
    const QAccessibleInterface *content = QAccessible::queryAccessibleInterface(page);
    while (content && content->object() != &scroll)
        content = content->parent();
    QVERIFY(content); // the page is still found below it
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
