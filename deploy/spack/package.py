"""Spack recipe of jumelle. Builds a checkout: spack dev-build jumelle@main"""

from spack.package import CMakePackage, depends_on, license, variant, version


class Jumelle(CMakePackage):
    """Urban simulation and scenario analysis: flooding, heat and traffic, studies, comparison."""

    license("Apache-2.0")
    version("main")

    variant("tests", default=False, description="Build the tests")

    depends_on("cxx", type="build")
    depends_on("cmake@3.25:", type="build")
    depends_on("ninja", type="build")
    depends_on("pkgconfig", type="build")
    depends_on("boost@1.74:")
    depends_on("cli11")
    depends_on("eigen@3.4:")
    depends_on("fmt@9:")
    depends_on("gdal@3.6:")
    depends_on("hdf5@1.10:+hl~mpi")
    depends_on("tbb")
    depends_on("libdeflate")
    depends_on("metis")
    depends_on("nlohmann-json@3.11:")
    depends_on("openssl")
    depends_on("proj@9:")
    depends_on("spdlog@1.10:+fmt_external")
    depends_on("sqlite")
    depends_on("udunits")
    depends_on("yaml-cpp@0.7:")
    depends_on("googletest", when="+tests")

    def cmake_args(self):
        return [self.define_from_variant("JUMELLE_TESTS", "tests"), self.define("JUMELLE_BENCH", False)]
