#include "engine/read/checksum.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace engine::read {

struct Checksum::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

namespace {

// OpenSSL fails here only without memory or with a broken installation; results without checksums would be worse than none.
void demand(bool good) {
    if (!good) throw std::runtime_error("SHA-256 is not available in this OpenSSL");
}

std::string finish(EVP_MD_CTX* context) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    demand(EVP_DigestFinal_ex(context, digest, &size) == 1);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += "0123456789abcdef"[digest[i] >> 4];
        hex += "0123456789abcdef"[digest[i] & 15];
    }
    return hex;
}

} // namespace

Checksum::Checksum() : state_(std::make_unique<State>()) {}
Checksum::~Checksum() = default;

void Checksum::pass(Block& block) {
    for (Item& item : block.items) {
        if (item.kind == ItemKind::input_open) demand(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
        if (item.kind == ItemKind::bytes)
            demand(EVP_DigestUpdate(state_->context, block.buffer.get() + item.begin, item.end - item.begin) == 1);
        if (item.kind == ItemKind::input_close && item.whole) item.sha256 = finish(state_->context);
    }
}

} // namespace engine::read
