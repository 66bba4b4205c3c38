#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the rules of the house: who may include what. Run with the source folder as argument;
`--self-test` shows that each rule can fail."""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)

# The way of the data: a room knows only the rooms before it.
CORE_ORDER = ["base", "storage", "profile", "source", "decode", "aggregate", "state", "snapshot",
              "publish", "pipeline"]
# Rooms beside the way of the data, and what of core they may know.
CORE_BESIDE = {
    "accounts": {"base", "storage"},
    "settings": {"base", "profile", "source", "aggregate"},
}
ENGINE_LIBRARIES = re.compile(r"^(librdkafka/|hiredis|sqlite3\.h)")
QT = re.compile(r"^(Q[A-Z]|Qt)")
QT_CHARTS = re.compile(
    r"^(QtCharts|Q(Chart|ChartView|\w*Series|\w*Axis|BarSet|PieSlice|Legend\w*|\w*ModelMapper)(/|$))")


def broken_rules(path, text):
    """The rules that a file breaks; `path` is relative to the root, with slashes."""
    parts = path.split("/")
    for name in INCLUDE.findall(text):
        if parts[0] == "core" and QT.match(name):
            yield f"{path}: core includes Qt ({name})"
        if parts[0] == "ui" and ENGINE_LIBRARIES.match(name):
            yield f"{path}: ui includes an engine library ({name})"
        if parts[0] in ("ui", "app") and not path.startswith("ui/charts/") and QT_CHARTS.match(name):
            yield f"{path}: Qt Charts outside ui/charts ({name})"
        if parts[0] == "core" and name.startswith(("ui/", "app/")):
            yield f"{path}: core includes an upper room ({name})"
        if parts[0] == "ui" and name.startswith("app/"):
            yield f"{path}: ui includes app ({name})"
        if parts[0] == "core" and name.startswith("core/"):
            mine, other = parts[1], name.split("/")[1]
            if not may_know(mine, other):
                yield f"{path}: room {mine} includes the later room {other} ({name})"
    if re.search(r"\binstance\s*\(\s*\)", text) and parts[0] in ("core", "ui", "app"):
        yield f"{path}: a singleton (instance())"


def may_know(mine, other):
    if mine == other:
        return True
    if mine in CORE_BESIDE:
        return other in CORE_BESIDE[mine]
    if mine not in CORE_ORDER or other not in CORE_ORDER:
        return False
    return CORE_ORDER.index(other) < CORE_ORDER.index(mine)


def self_test():
    cases = [
        ("core/decode/a.h", "#include <QString>"),
        ("core/decode/a.h", "#include <QtCore/QString>"),
        ("core/decode/a.h", '#include "core/aggregate/slice.h"'),
        ("core/decode/a.h", '#include "ui/charts/donut.h"'),
        ("core/accounts/a.h", '#include "core/source/recordsource.h"'),
        ("ui/panels/a.cpp", "#include <librdkafka/rdkafka.h>"),
        ("ui/panels/a.cpp", "#include <hiredis/hiredis.h>"),
        ("ui/panels/a.cpp", "#include <sqlite3.h>"),
        ("ui/panels/a.cpp", "#include <QChartView>"),
        ("ui/panels/a.cpp", "#include <QtCharts/QLineSeries>"),
        ("app/a.cpp", "#include <QValueAxis>"),
        ("ui/panels/a.cpp", '#include "app/stream.h"'),
        ("core/base/a.cpp", "Thing& t = Thing::instance();"),
    ]
    silent = [case for case in cases if not list(broken_rules(*case))]
    clean = [
        ("ui/charts/a.cpp", "#include <QChartView>"),
        ("core/pipeline/a.cpp", '#include "core/decode/decoder.h"'),
        ("ui/panels/a.cpp", "#include <QWidget>"),
    ]
    loud = [case for case in clean if list(broken_rules(*case))]
    for case in silent + loud:
        print("the check judges this wrongly:", case)
    return not silent and not loud


def main():
    if not self_test():
        return 1
    root = pathlib.Path(sys.argv[1])
    broken = []
    files = 0
    for folder in ("core", "ui", "app"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cpp", ".in"):
                files += 1
                broken += broken_rules(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    print("\n".join(broken) or f"{files} files keep the rules of the house")
    return 1 if broken or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
