// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language/errordetail.h"
#include "ui/language/errortext.h"
#include "ui/language/languageswitcher.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <algorithm>
#include <set>

using namespace shoppulse;

namespace {

struct Message {
    QString context;
    QString source;
    QString comment;
    QStringList translations;
    bool finished = true;

    [[nodiscard]] QString key() const
    {
        return context + QString(" | ") + source + QString(" | ") + comment;
    }
};

void readTranslation(QXmlStreamReader& xml, Message& message)
{
    message.finished = !xml.attributes().hasAttribute("type");
    QString text;
    while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation") {
        if (xml.isStartElement() && xml.name() == u"numerusform")
            message.translations << xml.readElementText();
        else if (xml.isCharacters())
            text += xml.text();
    }
    if (message.translations.isEmpty())
        message.translations << text;
}

QList<Message> readCatalogue(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            messages << Message{context, {}, {}, {}, true};
        else if (xml.name() == u"source")
            messages.last().source = xml.readElementText();
        else if (xml.name() == u"comment")
            messages.last().comment = xml.readElementText();
        else if (xml.name() == u"translation")
            readTranslation(xml, messages.last());
    }
    return messages;
}

QString catalogue(const QString& language)
{
    return QStringLiteral(SHOPPULSE_SOURCE_FOLDER "/translations/shoppulse_%1.ts").arg(language);
}

/// The places of a text: %1, %n, ...
QStringList places(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("%L?[0-9n]+"));
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found << it.next().captured();
    found.sort();
    return found;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private slots:
    void everyTextIsTranslated_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("Chinese") << "zh_CN";
        QTest::newRow("English plurals") << "en";
    }
    void everyTextIsTranslated()
    {
        QFETCH(QString, language);
        const QList<Message> messages = readCatalogue(catalogue(language));
        QVERIFY(!messages.isEmpty());
        QStringList missing;
        for (const Message& message : messages)
            if (!message.finished || message.translations.contains(QString()))
                missing << message.key();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }
    void placesAndKeysAreKept()
    {
        QStringList wrong;
        for (const Message& message : readCatalogue(catalogue("zh_CN"))) {
            for (const QString& text : message.translations) {
                const bool key = message.source.contains(QRegularExpression("&\\w"));
                if (places(text) != places(message.source)
                    || key != text.contains(QRegularExpression("&\\w")))
                    wrong << message.key() + QString(" -> ") + text;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
    void catalogueHoldsWhatTheSourcesSay_data() { everyTextIsTranslated_data(); }
    void catalogueHoldsWhatTheSourcesSay()
    {
        QFETCH(QString, language);
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy.ts"));
        QVERIFY(QFile::copy(catalogue(language), copy));
        QStringList arguments{"core",        "ui",    "app",          "-I",     ".",
                              "-extensions", "cpp,h", "-no-obsolete", "-silent"};
        if (language == "en")
            arguments << "-pluralonly";
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(SHOPPULSE_SOURCE_FOLDER));
        lupdate.start(QStringLiteral(SHOPPULSE_LUPDATE), arguments << "-ts" << copy);
        QVERIFY(lupdate.waitForFinished());
        QCOMPARE(lupdate.exitCode(), 0);
        const auto keys = [](const QString& path) {
            std::set<QString> all;
            for (const Message& message : readCatalogue(path))
                all.insert(message.key());
            return all;
        };
        const std::set<QString> now = keys(copy);
        const std::set<QString> then = keys(catalogue(language));
        QStringList different;
        std::ranges::set_symmetric_difference(now, then, std::back_inserter(different));
        QVERIFY2(different.isEmpty(), qPrintable(different.join(u'\n')));
    }
    void noTextIsHiddenFromLupdate()
    {
        // lupdate takes a call of anything named tr() for its own and looks for no text inside.
        const QStringList sources{"*.cpp", "*.h"};
        static const QRegularExpression hidden(QStringLiteral("\\btr\\(\\s*QT_TRANSLATE_NOOP"));
        int files = 0;
        for (const char* room : {"/ui", "/app"}) {
            QDirIterator it(QStringLiteral(SHOPPULSE_SOURCE_FOLDER) + QLatin1String(room), sources,
                            QDir::Files, QDirIterator::Subdirectories);
            for (; it.hasNext(); ++files) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                QVERIFY2(!hidden.match(text).hasMatch(), qPrintable(file.fileName()));
            }
        }
        QVERIFY(files > 0);
    }
    void everyErrorHasAChineseText()
    {
        QTranslator chinese;
        QVERIFY(chinese.load("shoppulse_zh_CN", ":/i18n"));
        for (int i = 0; i < static_cast<int>(ErrorCode::Count_); ++i) {
            const char* text = errorTemplate(static_cast<ErrorCode>(i));
            const QString translated = chinese.translate("Error", text);
            QVERIFY2(!translated.isEmpty() && translated != text, text);
        }
    }
    void causesReadChinese_data()
    {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("chinese");
        const auto row = [](const char* cause, const char* chinese) {
            QTest::newRow(cause) << QString::fromUtf8(cause) << QString::fromUtf8(chinese);
        };
        row("Connection refused", "连接被拒绝");
        row("Connect to ipv4#127.0.0.1:9092 failed: Connection refused",
            "连接 127.0.0.1:9092：连接被拒绝");
        row("Failed to resolve 'kafka:9092': Name or service not known", "kafka:9092：未知的主机");
        row("Connection setup timed out in state CONNECT", "超时");
        row("no answer within 2 s", "2 秒内没有应答");
        row("SASL authentication error: Authentication failed during authentication due to invalid "
            "credentials with SASL mechanism SCRAM-SHA-256",
            "身份验证失败");
        row("WRONGPASS invalid username-password pair or user is disabled.", "身份验证失败");
        row("SASL PLAIN mechanism handshake failed: Broker: Unsupported SASL mechanism: broker's "
            "supported mechanisms: SCRAM-SHA-256,SCRAM-SHA-512",
            "可用：SCRAM-SHA-256,SCRAM-SHA-512");
        row("SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker "
            "certificate could not be verified, verify that ssl.ca.location is correctly "
            "configured or root CA certificates are installed",
            "证书验证失败");
        row("host name mismatch", "主机名不符");
        row("No such file or directory", "没有这个文件或文件夹");
        row("Permission denied", "权限不足");
        row("database or disk is full", "空间不足");
        row("disk I/O error", "磁盘读写失败");
        row("Address already in use", "地址已被占用");
        row("The bound address is already in use", "地址已被占用");
        row("Broker: Unknown topic or partition", "未知的主题或分区");
        row("profile taobao, not shop", "配置方案 taobao，而非 shop");
        row("7 dropped; Connection refused", "已丢弃 7 条；连接被拒绝");
        row("it repeats itself", "内容重复");
        row("3.1 %", "3.1 %");
        row("something new %1", "something new %1");
    }
    void causesReadChinese()
    {
        QFETCH(QString, cause);
        LanguageSwitcher switcher(*QCoreApplication::instance());
        const Error error{ErrorCode::BrokerUnreachable, "b:1", cause.toStdString()};
        switcher.choose("zh_CN");
        QTEST(errorDetail(cause), "chinese");
        QVERIFY(errorText(error).contains(errorDetail(cause)));
        switcher.choose("en");
        QCOMPARE(errorText(error), QString::fromStdString(describe(error)));
    }
    void languageSwitchesWhileRunning()
    {
        LanguageSwitcher switcher(*QCoreApplication::instance());
        QSignalSpy changed(&switcher, &LanguageSwitcher::changed);
        const Error error{ErrorCode::UserExists, "ann", {}};
        switcher.choose("zh_CN");
        QCOMPARE(switcher.language(), QString("zh_CN"));
        QCOMPARE(errorText(error), QString("用户 ann：已有同名用户。请换一个名称，或修改密码。"));
        switcher.choose("zh_CN");
        QCOMPARE(changed.count(), 1);
        switcher.choose("en");
        QCOMPARE(errorText(error), QString::fromStdString(describe(error)));
        QCOMPARE(QCoreApplication::translate("shoppulse::ShareDialog", "%n hour(s)", nullptr, 24),
                 QString("24 hours"));
        QCOMPARE(changed.count(), 2);
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
