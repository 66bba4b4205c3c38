# SPDX-License-Identifier: GPL-3.0-or-later
"""The cube that ShopPulse counts (gender x age x action x province a second) as one query of Spark
over a whole topic. Run by marks.py with PySpark; prints one line of JSON.

    sparkcube.py BROKERS TOPIC JARS STARTED batch|stream     STARTED: when the process was started
"""
import json
import sys
import tempfile
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

COLUMNS = {"action": 7, "age": 8, "gender": 9, "province": 10}


def session(jars):
    return (SparkSession.builder.master("local[2]").appName("cube")
            .config("spark.jars", jars).config("spark.driver.memory", "4g")
            .config("spark.sql.shuffle.partitions", "2").config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "Asia/Shanghai").getOrCreate())


def cube(records):
    columns = f.split(f.col("value").cast("string"), ",")
    rows = records.select("timestamp", *(columns[at].alias(name) for name, at in COLUMNS.items()))
    return rows.groupBy(f.window("timestamp", "1 second"), *COLUMNS).count()


def counted_batch(reader):
    """All rows that the cube holds."""
    return cube(reader.load()).agg(f.sum("count")).first()[0]


def counted_stream(reader):
    """The same as a streaming job: all that is there now, in one micro-batch."""
    total = []
    with tempfile.TemporaryDirectory() as folder:
        query = (cube(reader.load().withWatermark("timestamp", "1 second")).writeStream
                 .outputMode("update").trigger(availableNow=True)
                 .option("checkpointLocation", folder)
                 .foreachBatch(lambda batch, _: total.append(batch.agg(f.sum("count")).first()[0]))
                 .start())
        query.awaitTermination()
    return max(number or 0 for number in total)


def main():
    brokers, topic, jars, started, mode = sys.argv[1:]
    spark = session(jars)
    spark.sparkContext.setLogLevel("ERROR")
    ready = time.time()
    source = spark.read if mode == "batch" else spark.readStream
    reader = (source.format("kafka").option("kafka.bootstrap.servers", brokers)
              .option("subscribe", topic).option("startingOffsets", "earliest"))
    rows = counted_batch(reader) if mode == "batch" else counted_stream(reader)
    done = time.time()
    spark.stop()
    print(json.dumps({"mode": mode, "rows": rows, "seconds": done - ready,
                      "seconds_with_start": done - float(started)}))


if __name__ == "__main__":
    main()
