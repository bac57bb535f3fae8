-- Module file for Lmod: module load jumelle
help([[jumelle: urban simulation and scenario analysis. See "jumelle --help".]])
whatis("Name: jumelle")
whatis("Description: flooding, heat and traffic over one territory; studies of planning options")
whatis("Licence: Apache-2.0")

local root = os.getenv("JUMELLE_PREFIX") or "/opt/jumelle"
prepend_path("PATH", pathJoin(root, "bin"))
prepend_path("LD_LIBRARY_PATH", pathJoin(root, "lib"))
prepend_path("CMAKE_PREFIX_PATH", root)
setenv("JUMELLE_ROOT", root)
