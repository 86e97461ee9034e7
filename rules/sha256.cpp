// The functions of OpenSSL that it calls old: the new ones fetch an implementation by name, for which OpenSSL reads its configuration and sets up its
// providers. That takes more time than to check a small file. Both run the same code over the bytes.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "rules/sha256.hpp"

#include <openssl/sha.h>

#include <array>

namespace rules {

struct Sha256::State {
    SHA256_CTX context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    ::SHA256_Init(&state_->context);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
    ::SHA256_Update(&state_->context, bytes.data(), bytes.size());
}

std::string Sha256::hex() {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
    ::SHA256_Final(digest.data(), &state_->context);
    ::SHA256_Init(&state_->context);
    std::string text;
    for (unsigned char const byte : digest) {
        text.push_back("0123456789abcdef"[byte >> 4]);
        text.push_back("0123456789abcdef"[byte & 15]);
    }
    return text;
}

std::string sha256(std::string_view text) {
    Sha256 sum;
    sum.add(text);
    return sum.hex();
}

} // namespace rules
