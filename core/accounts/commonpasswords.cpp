// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/commonpasswords.h"

#include <algorithm>
#include <array>

namespace shoppulse {
namespace {

// clang-format off
/// Passwords of 12 characters and more that stand high on lists of guessed ones; sorted.
constexpr auto kPasswords = std::to_array<std::string_view>({
    "0987654321qw", "0p9o8i7u6y5t", "102030405060", "1111aaaa2222", "112233445566", "123123123123",
    "123456654321", "1234567890abc", "1234567890qw", "123456789abc", "123456789asd", "123456789qwe",
    "123456789zxc", "123456abcdef", "123456qwerty", "12345qwert12", "1234qwerasdf",
    "1234qwerasdfzxcv", "123654789123", "123qweasdzxc", "12qwaszx34er", "13145201314520",
    "147258369000", "147258369147", "159357258456", "159753258456", "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1qazxsw23edc",
    "456789123456", "520131452013", "5201314520131", "52013145201314", "5201314woaini",
    "741852963000", "789456123000", "963852741000", "987654321abc", "a12345678901", "a123456789012",
    "a1a2a3a4a5a6", "a1b2c3d4e5f6", "aa1234567890", "aaa123456789", "aaaa11112222", "aabbccddeeff",
    "abc123456789", "abc1234567890", "abc123abc123", "abcabcabcabc", "abcd12345678", "abcd1234efgh",
    "abcdef123456", "admin123456789", "adminadmin12", "administrador", "administrator",
    "administrator1", "adminpassword", "aini13141314", "alexander123", "alibaba12345",
    "arsenal12345", "asd123456789", "asdasdasdasd", "asdfasdfasdf", "asdfghzxcvbn", "barcelona123",
    "baseball1234", "baseballbaseball", "basketball12", "basketball23", "batman123456",
    "batmanbatman", "beautiful123", "beijing12345", "beijing2008a", "bestfriends1",
    "bestfriends4ever", "blackberry12", "blink182blink", "butterfly123", "callofduty12",
    "changeme1234", "changemenow1", "changemeplease", "charlie12345", "chelseafc123",
    "chocolate123", "christopher1", "christopher123", "computer1234", "computercomputer",
    "correct horse battery staple", "correcthorsebatterystaple", "counterstrike", "dashboard123",
    "databasepass", "debiandebian", "defaultpassword", "dragon123456", "dragondragon",
    "elasticsearch", "elizabeth123", "facebook1234", "facebookfacebook", "football1234",
    "footballfootball", "forever12345", "friendsforever", "godblessyou1", "godisgood123",
    "godislove123", "goodmorning1", "goodmorning123", "google123456", "greenday1234",
    "guangzhou123", "guestguest12", "halflife2222", "happybirthday", "happybirthday1",
    "hello1234567", "hello123456789", "hellohello12", "helloworld12", "helloworld123",
    "ilovechocolate", "ilovefootball", "ilovejesus123", "iloveme12345", "ilovemusic123",
    "ilovemydaddy", "ilovemyfamily", "ilovemymom123", "iloveyou1234", "iloveyou4ever",
    "iloveyoualways", "iloveyoubaby", "iloveyouforever", "iloveyoumore", "iloveyousomuch",
    "inmemoryof12", "internet1234", "jennifer1234", "jessica12345", "jesuschrist1", "jesusislord1",
    "jesuslovesme", "jingdong1234", "juventus1234", "kafka1234567", "kafkakafka12", "letmein12345",
    "letmeinletmein", "letmeinplease", "linkinpark12", "lisi12345678", "liverpool123",
    "liverpoolfc1", "lkjhgfdsa123", "lovelovelove", "lovelylovely", "loveyou12345", "manchester123",
    "manchesterunited", "master123456", "masterpassword", "merrychristmas", "metallica123",
    "michael12345", "microsoft123", "mima12345678", "minecraft123", "mnbvcxzlkjhg", "monkey123456",
    "monkeymonkey", "mypassword123", "mysecret1234", "mysqlmysql12", "needforspeed",
    "newcastleunited", "newpassword1", "nihao1234567", "nihaonihao12", "nintendo1234",
    "nirvana12345", "nokia1234567", "nothing12345", "opensesame12", "oracle123456", "p0o9i8u7y6t5",
    "p@$$w0rd1234", "p@ssw0rd1234", "p@ssword1234", "passw0rd1234", "password1234!",
    "password12345", "passwordpassword", "playstation1", "playstation2", "playstation3",
    "poiuytrewq12", "pokemon12345", "postgres1234", "princess1234", "princessprincess",
    "q123456789012", "q1w2e3r4t5y6", "q1w2e3r4t5y6u7", "qaz123456789", "qazwsxedc123",
    "qazwsxedcrfv", "qqqqqqqqqqqq", "qwe123456789", "qwe123asd456", "qweasdzxc123", "qweqweqweqwe",
    "qwer1234asdf", "qwerasdfzxcv", "qwerty123456", "qwerty1234567", "qwertyasdfgh", "qwertyzxcvbn",
    "rainbow12345", "raspberrypi1", "realmadrid123", "redisredis12", "rootpassword", "rootroot1234",
    "samsung12345", "secretpassword", "secretsecret", "shadowshadow", "shanghai1234",
    "shenzhen1234", "shoppulse123", "shoppulseadmin", "slipknot6666", "sparkspark12",
    "spiderman123", "starwars1234", "strawberry12", "sunflower123", "sunshine1234",
    "sunshinesunshine", "superman1234", "supermansuperman", "superuser123", "supervisor12",
    "sweetheart12", "system32system", "taobao123456", "teddybear123", "temporary123",
    "temppassword", "test12345678", "testing12345", "testpassword", "testtesttest",
    "thisismypassword", "tianmao12345", "topsecret123", "tottenhamhotspur", "trustno1trustno1",
    "ubuntuubuntu", "unicorn12345", "w123456789012", "wangwei12345", "welcome12345", "welcomehome1",
    "welcometothejungle", "whatever1234", "whateverwhatever", "windows12345", "woaini123456",
    "woaini1314520", "woaini5201314", "woaini520520", "woaizhongguo", "wodemima1234",
    "wodemima123456", "worldofwarcraft", "woshishui123", "xxxxxxxxxxxx", "youtube12345",
    "z123456789012", "zaq12wsxcde3", "zaq1xsw2cde3", "zhangsan1234", "zhongguo1234", "zxc123456789",
    "zxcvzxcvzxcv", "zxczxczxczxc"
});

/// Words that make no password with mere digits and signs around them; sorted.
constexpr auto kWords = std::to_array<std::string_view>({
    "abc", "abcd", "abcdef", "abcdefgh", "access", "admin", "administrator", "alibaba", "asd",
    "asdf", "asdfgh", "asdfghjkl", "autumn", "azerty", "baseball", "basketball", "batman",
    "beijing", "buster", "changeme", "charlie", "china", "company", "computer", "dashboard",
    "debian", "default", "dragon", "football", "freedom", "friday", "guest", "hadoop", "hello",
    "helloworld", "hunter", "ilove", "iloveyou", "internet", "january", "jennifer", "jessica",
    "jordan", "kafka", "letmein", "linux", "login", "logon", "love", "lovely", "loveyou", "manager",
    "master", "michael", "mima", "monday", "monkey", "mypassword", "mysecret", "mysql",
    "newpassword", "nihao", "office", "oracle", "pass", "passphrase", "passwd", "password",
    "passwort", "pokemon", "postgres", "princess", "qaz", "qazwsx", "qwe", "qwer", "qwerty",
    "qwertyuiop", "qwertz", "ranger", "redis", "root", "secret", "server", "service", "shadow",
    "shanghai", "shop", "shoppulse", "soccer", "spark", "spiderman", "spring", "starwars", "summer",
    "sunshine", "superman", "superuser", "supervisor", "support", "system", "taobao", "temp",
    "temporary", "test", "tester", "testing", "thepassword", "tianmao", "topsecret", "trustno",
    "ubuntu", "user", "welcome", "whatever", "windows", "winter", "woaini", "wodemima", "zhongguo",
    "zxc", "zxcvbn", "zxcvbnm"
});
// clang-format on

static_assert(std::is_sorted(kPasswords.begin(), kPasswords.end()));
static_assert(std::is_sorted(kWords.begin(), kWords.end()));

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U; // or part of one
}

/// The letter that a digit or sign is written for: p@ssw0rd.
char withoutDisguise(char c)
{
    switch (c) {
    case '0':
        return 'o';
    case '1':
        return 'i';
    case '3':
        return 'e';
    case '4':
    case '@':
        return 'a';
    case '5':
    case '$':
        return 's';
    default:
        return c;
    }
}

/// From the first letter to the last, disguises inside that span undone.
bool isDressedUpWord(std::string_view password)
{
    const auto first = std::find_if(password.begin(), password.end(), isLetter);
    const auto last = std::find_if(password.rbegin(), password.rend(), isLetter).base();
    if (first >= last)
        return false; // no word at all
    const std::string_view core(first, last);
    constexpr std::size_t kLongestWord = 16;
    if (core.size() > kLongestWord)
        return false;
    std::array<char, kLongestWord> word{};
    std::transform(core.begin(), core.end(), word.begin(), withoutDisguise);
    return std::binary_search(kWords.begin(), kWords.end(),
                              std::string_view(word.data(), core.size()));
}

} // namespace

bool isCommonPassword(std::string_view lowered)
{
    return std::binary_search(kPasswords.begin(), kPasswords.end(), lowered)
        || isDressedUpWord(lowered);
}

} // namespace shoppulse
