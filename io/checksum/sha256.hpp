#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace jumelle {

/// SHA-256 of bytes that come in pieces.
/// Source: NIST FIPS 180-4 (computed by OpenSSL's libcrypto).
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(void const* bytes, std::size_t count);
    void add(std::string_view text) { add(text.data(), text.size()); }
    /// 64 lower-case hexadecimal digits of all that was added; after it nothing more may be added.
    std::string hex();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// 64 lower-case hexadecimal digits.
std::string sha256_of_text(std::string_view text);

/// 64 lower-case hexadecimal digits of the content of a file of any size.
/// @throws IoError where the file cannot be read
std::string sha256_of_file(std::filesystem::path const& path);

} // namespace jumelle
