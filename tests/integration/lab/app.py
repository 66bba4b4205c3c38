# SPDX-License-Identifier: GPL-3.0-or-later
# The lab's page: reads the topic `result` and hands each second to the browser.
#   app.py [BROKERS [PORT]]
import json
import sys

from flask import Flask, render_template
from flask_socketio import SocketIO
from kafka import KafkaConsumer

servers = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1:9092'
port = int(sys.argv[2]) if len(sys.argv) > 2 else 5000

app = Flask(__name__)
app.config['SECRET_KEY'] = 'secret!'
socketio = SocketIO(app, async_mode='threading')
thread = None
consumer = KafkaConsumer('result', bootstrap_servers=servers)


def background_thread():
    girl = 0
    boy = 0
    for msg in consumer:
        data_json = msg.value.decode('utf8')
        data_list = json.loads(data_json)
        for data in data_list:
            if '0' in data.keys():
                girl = data['0']
            elif '1' in data.keys():
                boy = data['1']
            else:
                continue
        result = str(girl) + ',' + str(boy)
        print(result)
        socketio.emit('test_message', {'data': result})


@socketio.on('test_message')
def connect(message):
    print(message)
    global thread
    if thread is None:
        thread = socketio.start_background_task(target=background_thread)
    socketio.emit('connected', {'data': 'Connected'})


@app.route("/")
def handle_mes():
    return render_template("index.html")


if __name__ == '__main__':
    socketio.run(app, port=port, allow_unsafe_werkzeug=True)
