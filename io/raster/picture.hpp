#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle {

/// Red, green, blue [0 … 255] and how much they cover what lies below [0 … 1].
struct Colour {
    static constexpr std::uint8_t full = 255; ///< the largest red, green or blue
    double red = 0.0, green = 0.0, blue = 0.0, cover = 1.0;
};

/// `top` laid over `below`.
Colour over(Colour const& below, Colour const& top);

/// A picture: three bytes (red, green, blue) a pixel, row by row from the top.
struct Picture {
    Index width = 0, height = 0;
    std::vector<std::uint8_t> rgb;

    Picture() = default;
    Picture(Index wide, Index high)
        : width(wide), height(high), rgb(static_cast<std::size_t>(3 * wide * high), Colour::full) {}
    Colour at(Index x, Index y) const;
    /// Lays a colour over a pixel; nothing happens outside the picture.
    void paint(Index x, Index y, Colour const& colour);
};

/// A rectangle of pixels.
struct PixelBox {
    Index left = 0, top = 0, width = 0, height = 0;
};

void fill_box(Picture& picture, PixelBox const& box, Colour const& colour);

/// Small numbers and units: digits, `. - + / % °` and the letters of units. Other characters leave a gap.
struct Lettering {
    Index left = 0, top = 0;
    Index scale = 2; ///< pixels for each dot of the letters
    Colour colour;
};

void write_text(Picture& picture, std::string_view text, Lettering const& lettering);

/// How wide `write_text` makes it [pixels].
Index text_width(std::string_view text, Index scale);

/// Rows of dots in a letter.
inline constexpr Index letter_rows = 5;

} // namespace jumelle
