#!/bin/sh
set -eu
cd /scratch/me/out
mkdir -p logs
array_0=$(sbatch --parsable jobs/array_0.sh)
echo "array ${array_0%%;*}"
collect=$(sbatch --parsable --dependency=afterany:${array_0%%;*} jobs/collect.sh)
echo "collect ${collect%%;*}"
