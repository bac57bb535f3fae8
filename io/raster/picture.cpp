#include "io/raster/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace jumelle {

namespace {

/// Five rows of dots; `#` is a dot.
struct Letter {
    char32_t sign;
    std::array<std::string_view, letter_rows> rows;
};

constexpr std::array letters{
    Letter{U'0', {"###", "#.#", "#.#", "#.#", "###"}},
    Letter{U'1', {".#.", "##.", ".#.", ".#.", "###"}},
    Letter{U'2', {"###", "..#", "###", "#..", "###"}},
    Letter{U'3', {"###", "..#", ".##", "..#", "###"}},
    Letter{U'4', {"#.#", "#.#", "###", "..#", "..#"}},
    Letter{U'5', {"###", "#..", "###", "..#", "###"}},
    Letter{U'6', {"###", "#..", "###", "#.#", "###"}},
    Letter{U'7', {"###", "..#", ".#.", ".#.", ".#."}},
    Letter{U'8', {"###", "#.#", "###", "#.#", "###"}},
    Letter{U'9', {"###", "#.#", "###", "..#", "###"}},
    Letter{U'.', {".", ".", ".", ".", "#"}},
    Letter{U'-', {"..", "..", "##", "..", ".."}},
    Letter{U'+', {"...", ".#.", "###", ".#.", "..."}},
    Letter{U'/', {"..#", "..#", ".#.", "#..", "#.."}},
    Letter{U'%', {"#.#", "..#", ".#.", "#..", "#.#"}},
    Letter{U'°', {"##", "##", "..", "..", ".."}},
    Letter{U'C', {"###", "#..", "#..", "#..", "###"}},
    Letter{U'K', {"#.#", "#.#", "##.", "#.#", "#.#"}},
    Letter{U'W', {"#...#", "#...#", "#.#.#", "##.##", "#...#"}},
    Letter{U'd', {"..#", "..#", "###", "#.#", "###"}},
    Letter{U'e', {"...", "###", "#.#", "##.", ".##"}},
    Letter{U'g', {"...", ".##", "#.#", ".##", "##."}},
    Letter{U'h', {"#..", "#..", "###", "#.#", "#.#"}},
    Letter{U'i', {"#", ".", "#", "#", "#"}},
    Letter{U'k', {"#..", "#.#", "##.", "##.", "#.#"}},
    Letter{U'm', {".....", "##.#.", "#.#.#", "#.#.#", "#.#.#"}},
    Letter{U'n', {"...", "##.", "#.#", "#.#", "#.#"}},
    Letter{U's', {"...", ".##", "#..", ".##", "##."}},
    Letter{U'v', {"...", "#.#", "#.#", "#.#", ".#."}},
};

/// The next character of UTF-8 text, which is cut off; only what `letters` holds matters.
char32_t take_character(std::string_view& text) {
    auto const first = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    constexpr unsigned char degree_lead = 0xC2; // UTF-8 of the degree sign is C2 B0
    if (first != degree_lead || text.empty()) return first;
    auto const second = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    return second;
}

Letter const* find_letter(char32_t sign) {
    auto const* const found = std::find_if(letters.begin(), letters.end(),
                                           [&](Letter const& letter) { return letter.sign == sign; });
    return found == letters.end() ? nullptr : found;
}

constexpr Index gap_dots = 2; // of a character without a picture

Index dots(Letter const* letter) {
    return letter == nullptr ? gap_dots : static_cast<Index>(letter->rows.front().size());
}

std::uint8_t byte(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp<double>(value, 0.0, Colour::full)));
}

} // namespace

Colour over(Colour const& below, Colour const& top) {
    auto const mix = [&](double under, double above) { return under + (above - under) * top.cover; };
    return {mix(below.red, top.red), mix(below.green, top.green), mix(below.blue, top.blue), 1.0};
}

Colour Picture::at(Index x, Index y) const {
    auto const first = static_cast<std::size_t>(3 * (y * width + x));
    return {static_cast<double>(rgb[first]), static_cast<double>(rgb[first + 1]),
            static_cast<double>(rgb[first + 2]), 1.0};
}

void Picture::paint(Index x, Index y, Colour const& colour) {
    if (x < 0 || x >= width || y < 0 || y >= height) return;
    Colour const mixed = over(at(x, y), colour);
    auto const first = static_cast<std::size_t>(3 * (y * width + x));
    rgb[first] = byte(mixed.red);
    rgb[first + 1] = byte(mixed.green);
    rgb[first + 2] = byte(mixed.blue);
}

void fill_box(Picture& picture, PixelBox const& box, Colour const& colour) {
    for (Index y = box.top; y < box.top + box.height; ++y) {
        for (Index x = box.left; x < box.left + box.width; ++x) picture.paint(x, y, colour);
    }
}

void write_text(Picture& picture, std::string_view text, Lettering const& lettering) {
    Index left = lettering.left;
    while (!text.empty()) {
        Letter const* const letter = find_letter(take_character(text));
        for (Index row = 0; letter != nullptr && row < letter_rows; ++row) {
            std::string_view const line = letter->rows[static_cast<std::size_t>(row)];
            for (Index dot = 0; dot < dots(letter); ++dot) {
                if (line[static_cast<std::size_t>(dot)] != '#') continue;
                fill_box(picture,
                         {left + dot * lettering.scale, lettering.top + row * lettering.scale,
                          lettering.scale, lettering.scale},
                         lettering.colour);
            }
        }
        left += (dots(letter) + 1) * lettering.scale;
    }
}

Index text_width(std::string_view text, Index scale) {
    Index width = 0;
    while (!text.empty()) width += (dots(find_letter(take_character(text))) + 1) * scale;
    return std::max<Index>(0, width - scale);
}

} // namespace jumelle
