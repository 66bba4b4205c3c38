// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace shoppulse {

enum class SecretOp { Read, Write, Remove };

struct SecretReply {
    enum class Kind {
        Done,
        NotFound,
        Unavailable, ///< there is no such store on this system, or it does not answer
        Failed,
    };
    Kind kind = Kind::Done;
    std::string value; ///< of a read
    std::string detail; ///< why not; holds no secret
};

/// A place where secrets are kept. One thread with an event loop calls it; `done` comes later on
/// that thread, and never after the backend is gone.
class SecretBackend {
public:
    virtual ~SecretBackend() = default;
    virtual void run(SecretOp op, const std::string& key, const std::string& value,
                     std::function<void(const SecretReply&)> done) = 0;
};

} // namespace shoppulse
