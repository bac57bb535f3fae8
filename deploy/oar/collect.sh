#!/bin/bash
#OAR -n resilience-collect
#OAR -l /nodes=1/core=4,walltime=02:00:00
#OAR --project city
#OAR -q short
#OAR -p "icelake"
#OAR -t normal
#OAR --checkpoint 300 --signal 10
#OAR -O /scratch/me/out/logs/%jobid%.log
#OAR -E /scratch/me/out/logs/%jobid%.log
set -u
trap '' USR1
module load jumelle
export OMP_NUM_THREADS=4 OMP_PLACES=cores OMP_PROC_BIND=close
/opt/jumelle/bin/jumelle study resume /scratch/me/study.yaml -o /scratch/me/out --threads 4 --memory '4000 MB'
/opt/jumelle/bin/jumelle study collect /scratch/me/study.yaml -o /scratch/me/out
