# Radiation, energy balance and comfort: kernels, and the model that uses them.
set(heat_facet_kernels
    kernels/air_exchange.cpp kernels/comfort.cpp kernels/conduction.cpp kernels/facet_balance.cpp
    kernels/sky_radiation.cpp kernels/wet_bulb_globe.cpp)
set(heat_facet_sources city.cpp description.cpp heat_model.cpp materials.cpp parameters.cpp people.cpp sky.cpp surfaces.cpp)
