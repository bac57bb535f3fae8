# Radiation, energy balance and comfort: kernels, and the model that uses them.
set(heat_facet_kernels
    kernels/air_exchange.cpp kernels/air_layers.cpp kernels/comfort.cpp kernels/conduction.cpp kernels/facet_balance.cpp
    kernels/arriving_row.cpp
    kernels/facet_lanes.cpp kernels/felt_row.cpp kernels/lane_account.cpp kernels/lane_wetting.cpp
    kernels/layer_lanes.cpp kernels/pet.cpp
    kernels/urban_wind.cpp kernels/utci_curves.cpp
    kernels/sky_radiation.cpp kernels/wet_bulb_globe.cpp)
set(heat_facet_sources
    air_field.cpp blocks.cpp city.cpp country_ground.cpp description.cpp facet_order.cpp heat_model.cpp materials.cpp
    parameters.cpp people.cpp season.cpp sky.cpp surface_water.cpp surfaces.cpp surfaces_state.cpp town_air.cpp wall_glow.cpp)
