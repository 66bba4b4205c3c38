// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

/// The built page is inside the program, whole, and needs nothing that its policy forbids.
class TestPage : public QObject {
    Q_OBJECT

private slots:
    void embedsEveryFile();
    void hasNothingInline();

private:
    static QByteArray read(const QString& name);
};

QByteArray TestPage::read(const QString& name)
{
    QFile file(":/web/" + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestPage::embedsEveryFile()
{
    const QByteArray page = read("index.html");
    QVERIFY(page.contains("ShopPulse"));
    for (const char* name : {"app.js", "style.css", "favicon.svg"}) {
        QVERIFY2(page.contains(name), name);
        QVERIFY2(!read(name).isEmpty(), name);
    }
}

void TestPage::hasNothingInline()
{
    const QByteArray page = read("index.html");
    QVERIFY(!page.contains("<style"));
    QVERIFY(!page.contains("style="));
    QCOMPARE(page.count("<script"), 1);
    QVERIFY(page.contains("></script>"));
    QVERIFY(!page.contains("//cdn"));
    QVERIFY(!read("style.css").contains("http"));
}

QTEST_APPLESS_MAIN(TestPage)
#include "tst_page.moc"
