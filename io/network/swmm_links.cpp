#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "io/network/swmm_parts.hpp"

namespace jumelle::swmm {

namespace {

class LinkReader {
  public:
    explicit LinkReader(Reading const& reading)
        : sections_(reading.sections),
          tables_(reading.tables),
          faults_(reading.faults),
          network_(reading.network),
          m_(reading.tables.units.length_m) {
        for (auto const& node : network_.nodes) invert_m_.emplace(node.name, node.invert_m);
    }

    void read() {
        for (Line const& line : sections_.of("XSECTIONS")) sections_by_link_[line.word(0)] = &line;
        for (Line const& line : sections_.of("CONDUITS")) conduit(line);
        for (Line const& line : sections_.of("PUMPS")) pump(line);
        for (Line const& line : sections_.of("ORIFICES")) orifice(line);
        for (Line const& line : sections_.of("WEIRS")) weir(line);
        for (Line const& line : sections_.of("LOSSES")) loss(line);
    }

  private:
    template <class Link>
    Link named(Line const& line) {
        Link link;
        link.name = line.word(0);
        link.from_name = line.word(1);
        link.to_name = line.word(2);
        link.place = faults_.place(line);
        return link;
    }

    /// Offsets are heights above the node's bottom, or levels.
    double offset(Line const& line, std::size_t word, std::string const& node) {
        double const bottom = invert_m_.contains(node) ? invert_m_.at(node) : 0.0;
        bool const levels = tables_.offsets == LinkOffsets::elevation;
        double const given = m_ * faults_.number_or(line, word, "offset", levels ? bottom / m_ : 0.0);
        return levels ? given - bottom : given;
    }

    static FlapGate gate(std::string const& word) {
        return in_capitals(word) == "YES" ? FlapGate::closes : FlapGate::none;
    }

    Line const* section_line(DrainLink const& link, char const* what) {
        auto const found = sections_by_link_.find(link.name);
        if (found != sections_by_link_.end()) return found->second;
        faults_.add(link.place, fmt::format("{} '{}' has no cross-section", what, link.name),
                    "give its shape in [XSECTIONS]");
        return nullptr;
    }

    std::optional<PipeShapeSizes> shape(Line const& line) {
        if (!faults_.has_words(line, 3, "a cross-section: link, shape, height, width, ..."))
            return std::nullopt;
        std::string const name = in_capitals(line.word(1));
        PipeShapeSizes made;
        made.height_m = m_ * faults_.number(line, 2, "height");
        double const second = faults_.number_or(line, 3, "width", 0.0);
        made.width_m = m_ * second;
        made.barrels = std::max(1.0, faults_.number_or(line, 6, "number of barrels", 1.0));
        if (name == "RECT_CLOSED") {
            made.shape = PipeShape::rectangular_closed;
        } else if (name == "RECT_OPEN") {
            made.shape = PipeShape::rectangular_open;
        } else if (name == "TRAPEZOIDAL" || name == "TRIANGULAR") {
            made.shape = PipeShape::trapezoidal;
            bool const triangle = name == "TRIANGULAR";
            double const slope = 0.5 * made.width_m / made.height_m;
            made.left_slope = triangle ? slope : faults_.number_or(line, 4, "slope", 0.0);
            made.right_slope = triangle ? slope : faults_.number_or(line, 5, "slope", 0.0);
            if (triangle) made.width_m = 0.0;
        } else if (name != "CIRCULAR") {
            faults_.add(faults_.place(line, 1), fmt::format("pipes of shape '{}' are not read", line.word(1)),
                        "known: CIRCULAR, RECT_CLOSED, RECT_OPEN, TRAPEZOIDAL, TRIANGULAR");
            return std::nullopt;
        }
        return made;
    }

    void conduit(Line const& line) {
        if (!faults_.has_words(line, 5, "a conduit: name, from, to, length, roughness, offset, offset, flow"))
            return;
        auto pipe = named<DrainPipe>(line);
        pipe.length_m = m_ * faults_.number(line, 3, "length");
        pipe.manning = faults_.number(line, 4, "roughness");
        pipe.from_offset_m = offset(line, 5, pipe.from_name);
        pipe.to_offset_m = offset(line, 6, pipe.to_name);
        pipe.initial_flow_m3ps = tables_.units.flow_m3ps * faults_.number_or(line, 7, "initial flow", 0.0);
        if (Line const* const section = section_line(pipe, "pipe")) {
            auto const made = shape(*section);
            if (!made) return;
            pipe.shape = *made;
            network_.pipes.push_back(std::move(pipe));
        }
    }

    void pump(Line const& line) {
        if (!faults_.has_words(line, 3, "a pump: name, from, to, curve, status, on, off")) return;
        auto pump = named<DrainPump>(line);
        bool const ideal = line.word(3).empty() || line.word(3) == "*";
        Curve const* const curve = ideal ? nullptr : curve_of(tables_, line, 3, faults_);
        if (!ideal && curve == nullptr) return;
        pump.on_depth_m = m_ * faults_.number_or(line, 5, "depth at which it starts", 0.0);
        pump.off_depth_m = m_ * faults_.number_or(line, 6, "depth at which it stops", 0.0);
        if (curve != nullptr) points(pump, *curve, line);
        network_.pumps.push_back(std::move(pump));
    }

    void points(DrainPump& pump, Curve const& curve, Line const& line) {
        double x_unit = m_;
        if (curve.type == "PUMP1") {
            pump.curve = PumpCurve::volume_steps;
            x_unit = tables_.units.volume_m3();
        } else if (curve.type == "PUMP2") {
            pump.curve = PumpCurve::depth_steps;
        } else if (curve.type == "PUMP3") {
            pump.curve = PumpCurve::head;
        } else if (curve.type == "PUMP4") {
            pump.curve = PumpCurve::depth;
        } else {
            faults_.add(faults_.place(line, 3), fmt::format("curve '{}' is no pump curve", line.word(3)),
                        "its type must be PUMP1, PUMP2, PUMP3 or PUMP4");
        }
        for (auto const& point : curve.points)
            pump.points.push_back({x_unit * point.x, tables_.units.flow_m3ps * point.y});
        std::sort(pump.points.begin(), pump.points.end(),
                  [](CurvePoint const& a, CurvePoint const& b) { return a.x < b.x; });
    }

    void orifice(Line const& line) {
        if (!faults_.has_words(line, 6, "an orifice: name, from, to, kind, offset, coefficient, gate"))
            return;
        auto orifice = named<DrainOrifice>(line);
        orifice.offset_m = offset(line, 4, orifice.from_name);
        orifice.coefficient = faults_.number(line, 5, "coefficient");
        orifice.gate = gate(line.word(6));
        Line const* const section = section_line(orifice, "orifice");
        auto const made = section != nullptr ? shape(*section) : std::nullopt;
        if (!made) return;
        orifice.shape = made->shape;
        orifice.height_m = made->height_m;
        orifice.width_m = made->width_m;
        network_.orifices.push_back(std::move(orifice));
    }

    void weir(Line const& line) {
        if (!faults_.has_words(line, 6, "a weir: name, from, to, kind, offset, coefficient, gate")) return;
        auto weir = named<DrainWeir>(line);
        weir.offset_m = offset(line, 4, weir.from_name);
        weir.coefficient_m05ps = std::sqrt(m_) * faults_.number(line, 5, "coefficient");
        weir.gate = gate(line.word(6));
        if (in_capitals(line.word(3)) != "TRANSVERSE")
            network_.notes.push_back(fmt::format("line {}: weir '{}' of kind {} is taken as TRANSVERSE",
                                                 line.number, weir.name, line.word(3)));
        Line const* const section = section_line(weir, "weir");
        auto const made = section != nullptr ? shape(*section) : std::nullopt;
        if (!made) return;
        weir.height_m = made->height_m;
        weir.length_m = made->width_m;
        network_.weirs.push_back(std::move(weir));
    }

    void loss(Line const& line) {
        if (!faults_.has_words(line, 4, "losses: link, entry, exit, along, gate")) return;
        auto const pipe =
            std::find_if(network_.pipes.begin(), network_.pipes.end(),
                         [&](DrainPipe const& candidate) { return candidate.name == line.word(0); });
        double const sum = faults_.number(line, 1, "entry loss") + faults_.number(line, 2, "exit loss") +
                           faults_.number(line, 3, "loss");
        if (pipe == network_.pipes.end()) return; // a loss of what is no pipe, or of one that is told already
        pipe->loss = sum;
        pipe->gate = gate(line.word(4));
    }

    Sections const& sections_;
    Tables const& tables_;
    FaultsOfFile& faults_;
    DrainNetwork& network_;
    double m_;
    std::map<std::string, double> invert_m_;
    std::map<std::string, Line const*> sections_by_link_;
};

} // namespace

void read_links(Reading const& reading) {
    LinkReader(reading).read();
}

} // namespace jumelle::swmm
