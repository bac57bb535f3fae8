#include "models/flood/parameters.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace jumelle::flood {

namespace {

constexpr double smallest_courant = 0.05; // below it a run takes twenty times the steps it needs
constexpr double smallest_theta = 0.5;    // below it faces follow their neighbours more than themselves
constexpr double smoothest_n = 0.005,
                 roughest_n = 0.5; // glass has 0.009, dense willows 0.2 (Chow 1959)
constexpr double thinnest_film_m = 1e-9, thickest_film_m = 0.01; // a few molecules; a puddle
constexpr double smallest_arrival_m = 1e-4, largest_arrival_m = 10.0;
constexpr double largest_threshold_m = 100.0;    // deeper than any flood on land
constexpr double largest_viscosity_m2ps = 100.0; // hundred times that of large rivers
constexpr double largest_bed_factor = 10.0;      // Elder's own factor along the flow is 5.93
constexpr double largest_smagorinsky = 1.0;
constexpr double largest_roughness_factor = 20.0;             // from asphalt to dense willows
constexpr double shallow_full_m = 0.03, shallow_none_m = 0.1; // a lawn before and after mowing
constexpr double shortest_step_s = 1e-3, longest_step_s = 3600.0;

/// How the equations are solved.
void add_scheme(Schema& schema, FloodParameters const& standard) {
    schema.with("scheme", choice({"second_order", "first_order", "inertial"})
                              .by_default("second_order")
                              .says("shallow-water equations of second or first order in space and time, or "
                                    "without advection (local inertial): faster, for slow floods")
                              .from("Audusse et al. 2004, SIAM J. Sci. Comput. 25, 2050-2065; Bates et al. "
                                    "2010, J. Hydrol. 387, 33-45"));
    schema.with("precision",
                choice({"double", "float"})
                    .by_default("double")
                    .says("arithmetic of the solver; float needs less memory and time, its depths "
                          "carry their rounding error along"));
    schema.with(
        "cfl",
        quantity("1")
            .between(smallest_courant, 1.0)
            .may_be_absent()
            .says("Courant number dt (|u| + |v| + 2 sqrt(g h)) / cell size of both directions "
                  "together, 0.8 unless given; of the inertial scheme dt sqrt(g h) / cell size, 0.64 "
                  "unless given, 0.5 with advection, and never more than is stable: 0.95 sqrt(theta / 2), "
                  "0.5 with absorbing levels")
            .from("LeVeque 2002, Finite Volume Methods for Hyperbolic Problems, section 20.2"));
    schema.with("time_step",
                choice({"global", "local"})
                    .by_default("global")
                    .says("whether all cells take the same time step, or tiles of 32 x 64 cells each a step "
                          "that suits its own water: faster where little of the water is deep or fast; not "
                          "with scheme inertial; without effect where water is lost to soil or air")
                    .from("Osher & Sanders 1983, Math. Comput. 41, 321-336"));
    schema.with("longest_step", quantity("s")
                                    .between(shortest_step_s, longest_step_s)
                                    .by_default(standard.longest_step_s)
                                    .says("longest time step, where little water moves"));
}

/// What the inertial scheme leaves open.
void add_inertial(Schema& schema) {
    schema.with(
        "inertial",
        map()
            .with("theta",
                  quantity("1")
                      .between(smallest_theta, 1.0)
                      .by_default(inertial_theta)
                      .says("share of a face's own discharge in the momentum it starts from; the rest "
                            "comes from its neighbours along the flow, which damps short waves")
                      .from("de Almeida et al. 2012, Water Resour. Res. 48, W05528, section 3.1")
                      .hint("0.7 to 0.9; 1 is the scheme of Bates et al. 2010, for rough ground"))
            .with("advection", choice({"none", "upwind"})
                                   .by_default("none")
                                   .says("whether the flow carries its momentum along, upwind: for fast flow "
                                         "between gentle slopes and coasts")
                                   .from("Leijnse et al. 2021, Coast. Eng. 163, 103796"))
            .with(
                "face_ground",
                choice({"highest", "mean"})
                    .by_default("highest")
                    .says("ground over which water passes between two cells: the higher of theirs, or their "
                          "mean where the water stands over both; the mean is for open water over a sloping "
                          "bed, not for thin films")
                    .from("Bates et al. 2010, J. Hydrol. 387, 33-45; SFINCS 2.0.2"))
            .by_default("{}")
            .says("forms of the local inertial equations (scheme inertial)")
            .hint("as SFINCS has them: {theta: 1, advection: upwind, face_ground: mean}"));
}

/// What neighbouring water exchanges by turbulence.
void add_viscosity(Schema& schema) {
    schema.with(
        "eddy_viscosity",
        map()
            .with("constant", quantity("m2/s")
                                  .between(0.0, largest_viscosity_m2ps)
                                  .by_default(0.0)
                                  .says("the same everywhere")
                                  .hint("flumes have about 1e-4 to 1e-2 m2/s, rivers 0.01 to 1 m2/s"))
            .with(
                "bed_friction",
                quantity("1")
                    .between(0.0, largest_bed_factor)
                    .by_default(0.0)
                    .says("factor of shear velocity times depth, for the turbulence that the bed makes")
                    .from("Elder 1959, J. Fluid Mech. 5, 544-560; Fischer et al. 1979, Mixing in Inland and "
                          "Coastal Waters, chapter 5")
                    .hint("across a straight flume 0.15, across rivers 0.3 to 1, along the flow 5.93"))
            .with("smagorinsky", quantity("1")
                                     .between(0.0, largest_smagorinsky)
                                     .by_default(0.0)
                                     .says("factor C of (C cell size)^2 |S|, for eddies as large as a cell")
                                     .from("Smagorinsky 1963, Mon. Weather Rev. 91, 99-164")
                                     .hint("0.1 to 0.3"))
            .by_default("{}")
            .says("sum of three terms by which neighbouring water exchanges momentum; none unless given; not "
                  "with scheme inertial or time_step local"));
}

/// Roughness that falls with the depth.
void add_shallow_roughness(Schema& schema) {
    schema.with(
        "shallow_roughness",
        map()
            .with("factor", quantity("1")
                                .between(1.0, largest_roughness_factor)
                                .by_default(1.0)
                                .says("by which Manning's roughness is larger where water is shallow"))
            .with("full_below", quantity("m")
                                    .between(0.0, largest_arrival_m)
                                    .by_default(shallow_full_m)
                                    .says("up to this depth all of the factor counts"))
            .with("none_above", quantity("m")
                                    .between(smallest_arrival_m, largest_arrival_m)
                                    .by_default(shallow_none_m)
                                    .says("from this depth on it does not count; straight between the two"))
            .by_default("{}")
            .says(
                "roughness that falls with the depth, as of grass that stands out of a film and lies down in "
                "a flood; none unless given; not with sub-grid terrain")
            .hint("write for example {factor: 3, full_below: 2 cm, none_above: 10 cm}"));
}

/// What the ground is like, and which water counts.
void add_ground(Schema& schema, FloodParameters const& standard) {
    schema.with("manning", quantity("s/m^(1/3)")
                               .between(smoothest_n, roughest_n)
                               .by_default(standard.manning)
                               .says("Manning's roughness where neither the field `manning` nor a known "
                                     "class of `land_cover` says it")
                               .from("Chow 1959, Open-Channel Hydraulics, table 5-6")
                               .hint("typical street asphalt is 0.013, short grass 0.03"));
    schema.with("buildings", choice({"blocks", "raised", "ignored"})
                                 .by_default("blocks")
                                 .says("cells with building_height > 0 are solid blocks, raised ground, or "
                                       "nothing; blocks shed their rain to the nearest free cell"));
    schema.with("drains",
                choice({"coupled", "ignored"})
                    .by_default("coupled")
                    .says("whether the territory's drainage network, where it has one, takes water from "
                          "the street and gives it back"));
    schema.with("dry_depth",
                quantity("m")
                    .between(thinnest_film_m, thickest_film_m)
                    .by_default(standard.dry_depth_m)
                    .says("depth below which the velocity of water fades to nothing; its volume is kept"));
    schema.with("arrival_depth", quantity("m")
                                     .between(smallest_arrival_m, largest_arrival_m)
                                     .by_default(standard.arrival_depth_m)
                                     .says("depth at which the flood counts as arrived, for first_arrival"));
}

/// What is kept, and when the run stops.
void add_outputs(Schema& schema, FloodParameters const& standard) {
    schema.with("thresholds",
                list_of(quantity("m").between(smallest_arrival_m, largest_threshold_m))
                    .by_default("[]")
                    .says("depths for which first_arrival_<depth> and duration_above_<depth> are kept; "
                          "30 cm makes first_arrival_0p30m")
                    .hint("write for example [5 cm, 30 cm, 1 m]"));
    schema.with("balance_limit",
                quantity("1")
                    .above(0.0)
                    .at_most(1.0)
                    .by_default(standard.balance_limit)
                    .says("relative error of the water account at which the run is stopped"));
}

} // namespace

Schema parameter_schema() {
    FloodParameters const standard;
    Schema schema = map();
    add_scheme(schema, standard);
    add_inertial(schema);
    add_viscosity(schema);
    add_ground(schema, standard);
    add_shallow_roughness(schema);
    add_losses(schema);
    add_outputs(schema, standard);
    return schema;
}

namespace {

/// @throws InputError where the scheme has no local steps
TimeStep time_step_from(Value const& value, Scheme scheme) {
    if (!value.has("time_step") || value["time_step"].text() != "local") return TimeStep::global;
    if (scheme == Scheme::inertial) {
        throw InputError(value["time_step"].fault("scheme: inertial has no local time steps",
                                                  "write time_step: global, or scheme: second_order"));
    }
    return TimeStep::local;
}

/// @throws InputError where the scheme does without
InertialForm inertial_from(Value const& value, Scheme scheme) {
    InertialForm made;
    if (!value.has("inertial")) return made;
    Value const& said = value["inertial"];
    auto const is = [&](char const* key, char const* word) {
        return said.has(key) && said[key].text() == word;
    };
    if (said.has("theta")) made.theta = said["theta"].quantity();
    if (is("advection", "upwind")) made.advection = Advection::upwind;
    if (is("face_ground", "mean")) made.face_ground = FaceGround::mean;
    if (scheme != Scheme::inertial && !(made == InertialForm{})) {
        throw InputError(said.fault("only scheme: inertial has these forms",
                                    "leave inertial out, or write scheme: inertial"));
    }
    return made;
}

double usual_courant_of(Scheme scheme, InertialForm const& form) {
    if (scheme != Scheme::inertial) return usual_courant;
    double const largest = largest_inertial_courant(form.theta);
    return form.advection == Advection::none ? largest : std::min(usual_advected_courant, largest);
}

/// @throws InputError where the scheme or the time steps do without
EddyViscosity viscosity_from(Value const& value, FloodParameters const& others) {
    EddyViscosity made;
    if (!value.has("eddy_viscosity")) return made;
    Value const& said = value["eddy_viscosity"];
    auto const number = [&](char const* key) { return said.has(key) ? said[key].quantity() : 0.0; };
    made = {number("constant"), number("bed_friction"), number("smagorinsky")};
    if (made.acts() && others.scheme == Scheme::inertial) {
        throw InputError(said.fault("scheme: inertial has no eddy viscosity",
                                    "leave eddy_viscosity out, or write scheme: second_order"));
    }
    if (made.acts() && others.time_step == TimeStep::local) {
        throw InputError(said.fault("eddy viscosity needs the same time step everywhere",
                                    "leave eddy_viscosity out, or write time_step: global"));
    }
    return made;
}

/// @throws InputError where the depths are not in order
ShallowRoughness shallow_from(Value const& value) {
    ShallowRoughness made;
    if (!value.has("shallow_roughness")) return made;
    Value const& said = value["shallow_roughness"];
    auto const number = [&](char const* key, double standard) {
        return said.has(key) ? said[key].quantity() : standard;
    };
    made = {number("factor", 1.0), number("full_below", shallow_full_m),
            number("none_above", shallow_none_m)};
    if (made.acts() && made.full_m >= made.none_m) {
        throw InputError(said.fault(
            fmt::format("full_below ({} m) is not less than none_above ({} m)", made.full_m, made.none_m),
            "roughness falls from the first depth to the second"));
    }
    return made;
}

} // namespace

FloodParameters parameters_from(Value const& value) {
    FloodParameters made;
    auto const text = [&](char const* key, char const* standard) {
        return value.has(key) ? value[key].text() : std::string(standard);
    };
    auto const number = [&](char const* key, double standard) {
        return value.has(key) ? value[key].quantity() : standard;
    };
    std::string const scheme = text("scheme", "second_order");
    made.scheme = scheme == "inertial"      ? Scheme::inertial
                  : scheme == "first_order" ? Scheme::first_order
                                            : Scheme::second_order;
    made.precision = text("precision", "double") == "float" ? Precision::binary32 : Precision::binary64;
    made.time_step = time_step_from(value, made.scheme);
    std::string const buildings = text("buildings", "blocks");
    made.buildings = buildings == "raised"    ? Buildings::raised
                     : buildings == "ignored" ? Buildings::ignored
                                              : Buildings::blocks;
    made.drains = text("drains", "coupled") == "ignored" ? DrainUse::ignored : DrainUse::coupled;
    made.inertial = inertial_from(value, made.scheme);
    made.courant = number("cfl", usual_courant_of(made.scheme, made.inertial));
    made.manning = number("manning", made.manning);
    made.dry_depth_m = number("dry_depth", made.dry_depth_m);
    made.arrival_depth_m = number("arrival_depth", made.arrival_depth_m);
    made.longest_step_s = number("longest_step", made.longest_step_s);
    if (value.has("thresholds")) made.thresholds_m = thresholds_from(value["thresholds"]);
    made.balance_limit = number("balance_limit", made.balance_limit);
    made.viscosity = viscosity_from(value, made);
    made.shallow = shallow_from(value);
    made.losses = loss_parameters_from(value);
    return made;
}

} // namespace jumelle::flood
