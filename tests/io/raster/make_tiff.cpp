#include "tests/io/raster/make_tiff.hpp"

#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace jumelle::testing_data {

namespace {

template <class T>
std::string raw(T value) {
    std::string bytes(sizeof(T), '\0');
    std::memcpy(bytes.data(), &value, sizeof(T));
    return bytes;
}

/// One entry of the directory: its number, TIFF type, count, and bytes.
struct Tag {
    std::uint16_t number, type;
    std::uint32_t count;
    std::string bytes;
};

constexpr std::uint16_t text_type = 2, short_type = 3, long_type = 4, double_type = 12;

Tag shorts(std::uint16_t number, std::vector<std::uint16_t> const& values) {
    Tag tag{number, short_type, static_cast<std::uint32_t>(values.size()), ""};
    for (auto const value : values) tag.bytes += raw(value);
    return tag;
}

Tag longs(std::uint16_t number, std::vector<std::uint32_t> const& values) {
    Tag tag{number, long_type, static_cast<std::uint32_t>(values.size()), ""};
    for (auto const value : values) tag.bytes += raw(value);
    return tag;
}

Tag doubles(std::uint16_t number, std::vector<double> const& values) {
    Tag tag{number, double_type, static_cast<std::uint32_t>(values.size()), ""};
    for (auto const value : values) tag.bytes += raw(value);
    return tag;
}

Tag words(std::uint16_t number, std::string const& value) {
    return {number, text_type, static_cast<std::uint32_t>(value.size() + 1), value + '\0'};
}

std::string band_bytes(TiffToMake const& tiff, std::vector<double> const& band) {
    std::string bytes;
    for (double const value : band)
        bytes += tiff.int16 ? raw(static_cast<std::int16_t>(value)) : raw(static_cast<float>(value));
    return bytes;
}

std::string metadata(TiffToMake const& tiff) {
    std::string items;
    auto const item = [&](char const* name, char const* role, std::string const& value) {
        items += fmt::format("<Item name=\"{}\" sample=\"0\" role=\"{}\">{}</Item>", name, role, value);
    };
    if (tiff.scale != 1.0) item("SCALE", "scale", fmt::format("{}", tiff.scale));
    if (tiff.offset != 0.0) item("OFFSET", "offset", fmt::format("{}", tiff.offset));
    if (!tiff.unit.empty()) item("UNITTYPE", "unittype", tiff.unit);
    return items.empty() ? "" : "<GDALMetadata>" + items + "</GDALMetadata>";
}

/// Tags of TIFF 6.0 and of OGC GeoTIFF 1.1, in ascending order.
std::vector<Tag> tags_of(TiffToMake const& tiff, std::uint32_t first_strip, std::uint32_t strip_bytes) {
    auto const bands = static_cast<std::uint16_t>(tiff.bands.size());
    std::vector<std::uint32_t> starts, sizes(bands, strip_bytes);
    for (std::uint32_t band = 0; band < bands; ++band) starts.push_back(first_strip + band * strip_bytes);
    std::uint16_t const bits = tiff.int16 ? 16 : 32, format = tiff.int16 ? 2 : 3;
    std::vector<Tag> tags;
    tags.push_back(longs(256, {static_cast<std::uint32_t>(tiff.columns)}));
    tags.push_back(longs(257, {static_cast<std::uint32_t>(tiff.rows)}));
    tags.push_back(shorts(258, std::vector<std::uint16_t>(bands, bits)));
    tags.push_back(shorts(259, {1}));
    tags.push_back(shorts(262, {1}));
    tags.push_back(longs(273, starts));
    tags.push_back(shorts(277, {bands}));
    tags.push_back(longs(278, {static_cast<std::uint32_t>(tiff.rows)}));
    tags.push_back(longs(279, sizes));
    tags.push_back(shorts(284, {2}));
    tags.push_back(shorts(339, std::vector<std::uint16_t>(bands, format)));
    if (tiff.transform) {
        auto const& t = *tiff.transform;
        tags.push_back(doubles(34264, {t[1], t[2], 0, t[0], t[4], t[5], 0, t[3], 0, 0, 0, 0, 0, 0, 0, 1}));
    } else {
        tags.push_back(doubles(33550, {tiff.cell, tiff.cell, 0}));
        tags.push_back(doubles(33922, {0, 0, 0, tiff.west, tiff.north, 0}));
    }
    if (tiff.epsg != 0) {
        std::uint16_t const model = tiff.geographic ? 2 : 1, key = tiff.geographic ? 2048 : 3072;
        tags.push_back(shorts(34735, {1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 1, key, 0, 1,
                                      static_cast<std::uint16_t>(tiff.epsg)}));
    }
    if (auto const text = metadata(tiff); !text.empty()) tags.push_back(words(42112, text));
    if (!tiff.nodata.empty()) tags.push_back(words(42113, tiff.nodata));
    return tags;
}

} // namespace

std::string tiff_bytes(TiffToMake const& tiff) {
    constexpr std::uint32_t header = 8, entry = 12, inline_bytes = 4;
    std::string pixels;
    for (auto const& band : tiff.bands) pixels += band_bytes(tiff, band);
    auto const strip = static_cast<std::uint32_t>(pixels.size() / tiff.bands.size());
    // The directory comes first; its size does not depend on where the pixels start.
    auto tags = tags_of(tiff, 0, strip);
    std::uint32_t extra = header + 2 + static_cast<std::uint32_t>(tags.size()) * entry + inline_bytes;
    std::uint32_t end = extra;
    for (auto const& tag : tags)
        end += tag.bytes.size() > inline_bytes ? static_cast<std::uint32_t>(tag.bytes.size()) : 0;
    tags = tags_of(tiff, end, strip);
    std::string bytes =
        "II" + raw(std::uint16_t{42}) + raw(header) + raw(static_cast<std::uint16_t>(tags.size()));
    std::string values;
    for (auto const& tag : tags) {
        bytes += raw(tag.number) + raw(tag.type) + raw(tag.count);
        if (tag.bytes.size() > inline_bytes) {
            bytes += raw(extra + static_cast<std::uint32_t>(values.size()));
            values += tag.bytes;
        } else {
            bytes += tag.bytes + std::string(inline_bytes - tag.bytes.size(), '\0');
        }
    }
    return bytes + raw(std::uint32_t{0}) + values + pixels;
}

void write_bytes(std::filesystem::path const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read_bytes(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace jumelle::testing_data
