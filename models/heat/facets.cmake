# Kernels of radiation, energy balance and comfort.
set(heat_facet_kernels
    kernels/air_exchange.cpp kernels/comfort.cpp kernels/conduction.cpp kernels/facet_balance.cpp
    kernels/sky_radiation.cpp)
