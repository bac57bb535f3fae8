#include "io/checksum/sha256.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <openssl/evp.h>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle {

namespace {

constexpr std::size_t read_block_bytes = 1 << 16;

void require(int success) {
    if (success != 1) throw IoError("SHA-256 is not available from the OpenSSL library of this system");
}

} // namespace

struct Sha256::State {
    struct Free {
        void operator()(EVP_MD_CTX* freed) const noexcept { EVP_MD_CTX_free(freed); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    require(state_->context ? 1 : 0);
    require(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(void const* bytes, std::size_t count) {
    require(EVP_DigestUpdate(state_->context.get(), bytes, count));
}

std::string Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length));
    std::string text;
    for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
}

std::string sha256_of_text(std::string_view text) {
    Sha256 sum;
    sum.add(text);
    return sum.hex();
}

std::string sha256_of_file(std::filesystem::path const& path) {
    auto const fail = [&path](std::string const& why) {
        return IoError(fmt::format("cannot read {}: {}", path.string(), why));
    };
    if (std::filesystem::is_directory(path)) throw fail("it is a folder");
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw fail(std::strerror(errno));
    Sha256 sum;
    std::vector<char> block(read_block_bytes);
    while (file) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        sum.add(block.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad()) throw fail(std::strerror(errno));
    return sum.hex();
}

} // namespace jumelle
