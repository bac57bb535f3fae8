# Radiation, energy balance and comfort: kernels, and the model that uses them.
set(heat_facet_kernels
    kernels/air_exchange.cpp kernels/comfort.cpp kernels/conduction.cpp kernels/facet_balance.cpp
    kernels/sky_radiation.cpp)
set(heat_facet_sources materials.cpp parameters.cpp sky.cpp)
