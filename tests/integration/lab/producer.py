# SPDX-License-Identifier: GPL-3.0-or-later
# The lab's producer: sends the gender column of user_log.csv to the topic `sex`, ten rows a second.
#   producer.py FILE [BROKERS [SECONDS_BETWEEN_ROWS]]
import csv
import sys
import time

from kafka import KafkaProducer

servers = sys.argv[2] if len(sys.argv) > 2 else '127.0.0.1:9092'
pause = float(sys.argv[3]) if len(sys.argv) > 3 else 0.1

producer = KafkaProducer(bootstrap_servers=servers)
csvfile = open(sys.argv[1], 'r', encoding='utf8')
reader = csv.reader(csvfile)

for line in reader:
    gender = line[9]
    if gender == 'gender':
        continue
    time.sleep(pause)
    producer.send('sex', line[9].encode('utf8'))
producer.flush()
