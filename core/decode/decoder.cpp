// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"

#include "core/decode/accesslogdecoder.h"
#include "core/decode/gendercodedecoder.h"
#include "core/decode/jsondecoder.h"
#include "core/decode/taobaocsvdecoder.h"

#include <stdexcept>

namespace shoppulse {

std::unique_ptr<Decoder> makeDecoder(Format format, const Profile& profile)
{
    switch (format) {
    case Format::TaobaoCsv:
        return std::make_unique<TaobaoCsvDecoder>(profile);
    case Format::GenderCode:
        return std::make_unique<GenderCodeDecoder>();
    case Format::Json:
        return std::make_unique<JsonDecoder>(profile);
    case Format::AccessLog:
        return std::make_unique<AccessLogDecoder>(profile);
    case Format::Auto:
        break;
    }
    throw std::invalid_argument("makeDecoder: the format is not known yet");
}

} // namespace shoppulse
