#!/bin/sh
set -eu
cd /scratch/me/out
mkdir -p logs
array_0=$(qsub jobs/array_0.pbs)
echo "array $array_0"
collect=$(qsub -W depend=afterany:$array_0 jobs/collect.pbs)
echo "collect $collect"
