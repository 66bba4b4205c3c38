// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshotjson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <set>

using namespace shoppulse;

namespace {

const QJsonObject parsed(const std::string& json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning() << error.errorString() << json.c_str();
    return document.object();
}

Snapshot filledSnapshot()
{
    Snapshot snapshot;
    snapshot.sequence = 1234;
    snapshot.wallMs = 1'700'000'000'000;
    snapshot.state = StreamState::Live;
    snapshot.info.topic = "demo";
    snapshot.info.brokers = "127.0.0.1:9092";
    snapshot.info.demo = true;
    snapshot.info.format = Format::TaobaoCsv;
    snapshot.info.profile = std::make_shared<const Profile>(*loadProfile("taobao", ""));
    snapshot.watermarkMs = 1'699'999'999'000;
    snapshot.newestEventMs = 1'700'000'001'000;
    snapshot.counters.messages = 5;
    snapshot.counters.undecodable[static_cast<std::size_t>(Undecodable::FieldCount)] = 2;
    snapshot.counters.queueFill = 0.25;
    snapshot.partitions = {{3, 10, -1, 77, false}};
    ComponentStatus& redis = snapshot.components[static_cast<std::size_t>(Component::Redis)];
    redis.health = Health::Down;
    redis.error = Error{ErrorCode::RedisUnreachable, "r:1", "refused"};
    redis.target = "redis://r:1/0";
    Kpi& orders = snapshot.kpis[static_cast<std::size_t>(KpiId::Orders)];
    orders.value = 12;
    orders.change = 0.042;
    orders.spark = {1.0, std::nullopt};
    snapshot.trendStartMs = 1'699'999'990'000;
    snapshot.trend = {{{9, 1, 0, 2}}, {}};
    snapshot.trendFinal = 1;
    snapshot.timelineStartMs = 1'699'999'000'000;
    snapshot.timeline = {10, 4'000'000'000};
    snapshot.orderGender = {{}, {3, 1, 0}, 4};
    snapshot.brand = {{0, 60'000, false, 0.5}, {{"1360", 2373, 1, false}}, 6860, 9233, {}};
    snapshot.category.error = 12;
    snapshot.uniqueError = 0.008125;
    snapshot.problems = {{ErrorCode::BrokerUnreachable, "a\"b:1", "Connection refused"}};
    return snapshot;
}

/// The n-th JSON example of the protocol's document.
QJsonObject example(int index)
{
    QFile file(PROTOCOL_FILE);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    qsizetype begin = 0;
    for (int i = 0; i <= index; ++i)
        begin = text.indexOf("```json\n", begin) + 8;
    return parsed(text.mid(begin, text.indexOf("```", begin) - begin).toStdString());
}

/// Every key that the example shows is there, with a value of the same kind, and no other.
void compareShape(const QJsonValue& actual, const QJsonValue& expected, const QString& path)
{
    QVERIFY2(actual.type() == expected.type() || actual.isNull() || expected.isNull(),
             qPrintable(path));
    if (expected.isArray() && !expected.toArray().isEmpty() && !actual.toArray().isEmpty())
        compareShape(actual.toArray().first(), expected.toArray().first(), path + "[]");
    if (!expected.isObject() || expected.toObject().isEmpty() || path.endsWith(".undecodable")
        || path.endsWith(".components"))
        return;
    const QJsonObject object = actual.toObject();
    QCOMPARE(object.keys(), expected.toObject().keys());
    for (const QString& key : object.keys())
        compareShape(object[key], expected.toObject()[key], path + "." + key);
}

} // namespace

class TestSnapshotJson : public QObject {
    Q_OBJECT
private slots:
    void structureHasTheDocumentedShape()
    {
        QCOMPARE(example(0)["type"].toString(), QString("structure"));
        compareShape(parsed(structureJson(filledSnapshot())), example(0), "structure");
    }
    void valuesHaveTheDocumentedShape()
    {
        QCOMPARE(example(1)["type"].toString(), QString("values"));
        compareShape(parsed(valuesJson(filledSnapshot())), example(1), "values");
    }
    void structureSaysWhatIsLookedAt()
    {
        const QJsonObject json = parsed(structureJson(filledSnapshot()));
        QCOMPARE(json["topic"].toString(), QString("demo"));
        QCOMPARE(json["demo"].toBool(), true);
        QCOMPARE(json["format"].toString(), QString("taobao-csv"));
        QVERIFY(!json["version"].toString().isEmpty());
        const QJsonObject profile = json["profile"].toObject();
        QCOMPARE(profile["title"]["zh"].toString(), QString("淘宝"));
        QCOMPARE(profile["utc_offset_minutes"].toInt(), 480);
        QCOMPARE(json["panels"].toArray().size(), 6);
        const QJsonArray provinces = json["dimensions"]["province"].toArray();
        QCOMPARE(provinces.size(), qsizetype(kProvinces));
        QCOMPARE(provinces.at(4)["id"].toString(), QString("内蒙古"));
        QCOMPARE(provinces.at(4)["en"].toString(), QString("Inner Mongolia"));
    }
    void offsetIsTheOneOfTheSnapshotsTime()
    {
        Snapshot snapshot = filledSnapshot();
        Profile profile = *snapshot.info.profile;
        profile.timeZone = "America/St_Johns";
        snapshot.info.profile = std::make_shared<const Profile>(profile);
        const auto offsetAt = [&](std::int64_t wallMs) {
            snapshot.wallMs = wallMs;
            return parsed(structureJson(snapshot))["profile"]["utc_offset_minutes"].toInt();
        };
        QCOMPARE(offsetAt(1'700'000'000'000), -210); // November
        QCOMPARE(offsetAt(1'690'000'000'000), -150); // July
    }
    void structureWithoutProfileIsStillWhole()
    {
        const QJsonObject json = parsed(structureJson(Snapshot()));
        QCOMPARE(json["dimensions"]["gender"].toArray().at(0)["en"].toString(), QString("female"));
        QCOMPARE(json["panels"].toArray().size(), 0);
    }
    void valuesAreTheSnapshots()
    {
        const QJsonObject json = parsed(valuesJson(filledSnapshot()));
        QCOMPARE(json["sequence"].toInteger(), 1234);
        QCOMPARE(json["state"].toString(), QString("live"));
        QCOMPARE(json["watermark"].toInteger(), 1'699'999'999'000);
        const QJsonObject orders = json["kpis"]["orders"].toObject();
        QCOMPARE(orders["value"].toDouble(), 12.0);
        QCOMPARE(orders["change"].toDouble(), 0.042);
        QVERIFY(orders["spark"].toArray().at(1).isNull());
        QVERIFY(json["kpis"]["visits"]["value"].isNull());
        QCOMPARE(json["trend"]["counts"].toArray().at(0).toArray()[3].toInt(), 2);
        QCOMPARE(json["timeline"]["counts"].toArray().at(1).toInteger(), 4'000'000'000);
        QCOMPARE(json["order_gender"]["counts"].toArray().at(0).toInt(), 3);
        QCOMPARE(json["brand"]["top"].toArray().at(0)["rank_change"].toInt(), 1);
        QCOMPARE(json["brand"]["window"]["progress"].toDouble(), 0.5);
        QVERIFY(!json["brand"].toObject().contains("error"));
        QCOMPARE(json["category"]["error"].toInt(), 12);
        QCOMPARE(json["counters"]["undecodable"].toObject().keys(), QStringList("field_count"));
        QCOMPARE(json["counters"]["lag_ms"].toInt(), -1);
        QCOMPARE(json["partitions"].toArray().at(0)["lag"].toInt(), -1);
        const QJsonObject components = json["components"].toObject();
        QCOMPARE(components.keys(),
                 QStringList({"dead_letters", "kafka_in", "kafka_out", "redis", "state", "web"}));
        QCOMPARE(components["redis"]["error"]["code"].toString(), QString("redis_unreachable"));
        QVERIFY(components["web"]["error"].isNull());
        const QJsonObject problem = json["problems"].toArray().at(0).toObject();
        QCOMPARE(problem["subject"].toString(), QString("a\"b:1"));
        QVERIFY(problem["text"].toString().contains("cannot connect"));
    }
    void idsAreStableAndDifferent()
    {
        std::set<std::string_view> states;
        for (int i = 0; i <= static_cast<int>(StreamState::Stopped); ++i)
            QVERIFY(states.insert(streamStateId(static_cast<StreamState>(i))).second);
        QCOMPARE(streamStateId(StreamState::CatchingUp), std::string_view("catching_up"));
        QCOMPARE(streamStateId(StreamState::Stopped), std::string_view("stopped"));
        QCOMPARE(kpiId(KpiId::Orders), std::string_view("orders"));
        QCOMPARE(kpiId(KpiId::EventsPerSecond), std::string_view("events_per_second"));
        QCOMPARE(componentId(Component::KafkaIn), std::string_view("kafka_in"));
        QCOMPARE(componentId(Component::Web), std::string_view("web"));
        QCOMPARE(healthId(Health::Off), std::string_view("off"));
        QCOMPARE(healthId(Health::Stopped), std::string_view("stopped"));
    }
    void undecodableTotalIsTheSum()
    {
        Counters counters;
        QCOMPARE(counters.undecodableTotal(), std::uint64_t(0));
        counters.undecodable.front() = 3;
        counters.undecodable.back() = 4;
        QCOMPARE(counters.undecodableTotal(), std::uint64_t(7));
    }
};

QTEST_APPLESS_MAIN(TestSnapshotJson)
#include "tst_snapshotjson.moc"
