// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/provincename.h"
#include "core/profile/dimensions.h"

#include <QTest>
#include <array>
#include <string>

using namespace shoppulse;

namespace {

/// The full names in the order of kProvinceIds.
constexpr std::array<std::string_view, 34> kFullNames{
    "北京市",           "天津市", "河北省",         "山西省",        "内蒙古自治区",
    "辽宁省",           "吉林省", "黑龙江省",       "上海市",        "江苏省",
    "浙江省",           "安徽省", "福建省",         "江西省",        "山东省",
    "河南省",           "湖北省", "湖南省",         "广东省",        "广西壮族自治区",
    "海南省",           "重庆市", "四川省",         "贵州省",        "云南省",
    "西藏自治区",       "陕西省", "甘肃省",         "青海省",        "宁夏回族自治区",
    "新疆维吾尔自治区", "台湾省", "香港特别行政区", "澳门特别行政区"};

} // namespace

class TestProvinceName : public QObject {
    Q_OBJECT
private slots:
    void everyShortAndLongName()
    {
        for (std::size_t i = 0; i < kFullNames.size(); ++i) {
            QCOMPARE(std::size_t(provinceFromName(kProvinceIds[i])), i);
            QCOMPARE(std::size_t(provinceFromName(kFullNames[i])), i);
        }
    }
    void everyOtherEndingIsUnknown()
    {
        for (std::size_t i = 0; i < kFullNames.size(); ++i) {
            const std::string full(kFullNames[i]);
            const std::string shortName(kProvinceIds[i]);
            for (std::size_t length = 0; length < full.size(); ++length) {
                if (length == shortName.size())
                    continue;
                QCOMPARE(provinceFromName(full.substr(0, length)), kProvinceUnknown);
            }
            QCOMPARE(provinceFromName(full + "X"), kProvinceUnknown);
            QCOMPARE(provinceFromName(" " + shortName), kProvinceUnknown);
            QCOMPARE(provinceFromName(shortName + " "), kProvinceUnknown);
            QCOMPARE(provinceFromName(shortName + "区"), kProvinceUnknown);
        }
    }
    void otherTextsAreUnknown()
    {
        for (const std::string_view text :
             {"", "NULL", "unknown", "内蒙", "内蒙人", "黑龙", "黑龙潭", "上海省", "江苏市",
              "北京人", "Shanghai", "日本", "abcdef"})
            QCOMPARE(provinceFromName(text), kProvinceUnknown);
    }
};

QTEST_APPLESS_MAIN(TestProvinceName)
#include "tst_provincename.moc"
