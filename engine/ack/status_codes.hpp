// The status codes of one verdict of a 277CA.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "rules/rule.hpp"

namespace engine::ack {

/// Rejected for what other answers say: the 999 has the errors.
inline constexpr std::string_view general_status = "A3:684";
/// Of a set that was in the run before; for 2200B alone.
inline constexpr std::string_view repeated_batch_status = "A3:746";

/// Up to three distinct status codes, in the order in which they were found (STC01, STC10, STC11). Keeps views.
class StatusCodes {
public:
    explicit StatusCodes(std::size_t most = 3) : most_(most) {}
    void add(std::string_view code) {
        if (code.empty() || count_ == most_ || std::find(codes_.begin(), codes_.begin() + count_, code) != codes_.begin() + count_) return;
        codes_[count_++] = code;
    }
    void add(rules::Rule const& rule) {
        if (rule.claim_status[0].empty()) add(general_status);
        for (std::string_view const code : rule.claim_status) add(code);
    }
    void raise_limit() { most_ = codes_.size(); }
    bool empty() const { return count_ == 0; }
    std::string_view operator[](std::size_t i) const { return i < count_ ? codes_[i] : std::string_view(); }
    /// One after the other, blanks between; read_status_codes() reads it.
    std::string text() const {
        std::string text;
        for (std::size_t i = 0; i < count_; ++i) text.append(i > 0 ? " " : "").append(codes_[i]);
        return text;
    }

private:
    std::array<std::string_view, 3> codes_{};
    std::size_t count_ = 0, most_;
};

inline StatusCodes read_status_codes(std::string_view text) {
    StatusCodes codes;
    while (!text.empty()) {
        std::string_view const code = text.substr(0, text.find(' '));
        codes.add(code);
        text.remove_prefix(std::min(text.size(), code.size() + 1));
    }
    return codes;
}

} // namespace engine::ack
