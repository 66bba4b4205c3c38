// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <QTest>
#include <set>

using namespace shoppulse;

class TestError : public QObject {
    Q_OBJECT
private slots:
    void sentenceNamesThingCauseAndWayOut()
    {
        const Error error{ErrorCode::BrokerUnreachable, "10.0.0.5:9093", "Connection refused"};
        QCOMPARE(describe(error),
                 std::string("Kafka broker 10.0.0.5:9093: cannot connect (Connection refused). "
                             "Check the address and the port, and that the broker is running."));
    }
    void emptyDetailTakesItsBracketsAway()
    {
        QCOMPARE(describe({ErrorCode::UserExists, "ann", {}}),
                 std::string("User ann: there is one of this name already. Choose another name, "
                             "or change the password."));
    }
    void everyCodeHasItsOwnIdAndBothPlaces()
    {
        std::set<std::string_view> ids;
        for (int i = 0; i < static_cast<int>(ErrorCode::Count_); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            QVERIFY(ids.insert(errorId(code)).second);
            QVERIFY(std::string_view(errorTemplate(code)).find("%1") != std::string_view::npos);
            QVERIFY(std::string_view(errorTemplate(code)).find("%2") != std::string_view::npos);
        }
    }
    void subjectThatLooksLikeAPlaceIsLeftAlone()
    {
        QVERIFY(describe({ErrorCode::FileUnreadable, "%2", "gone"}).find("File %2: ")
                != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
