#!/bin/bash
#OAR -n resilience
#OAR -t idempotent
#OAR -l /nodes=1/core=4,walltime=02:00:00
#OAR --project city
#OAR -q short
#OAR -p "icelake"
#OAR -t normal
#OAR --checkpoint 300 --signal 10
#OAR -O /scratch/me/out/logs/%jobid%.log
#OAR -E /scratch/me/out/logs/%jobid%.log
set -u
module load jumelle
export OMP_NUM_THREADS=4 OMP_PLACES=cores OMP_PROC_BIND=close
task=$1
/opt/jumelle/bin/jumelle study resume /scratch/me/study.yaml -o /scratch/me/out --shard $task/40 --threads 4 --memory '4000 MB' &
program=$!
trap 'kill -USR1 "$program"' USR1
wait "$program"; code=$?
while kill -0 "$program" 2>/dev/null; do wait "$program"; code=$?; done
count=/scratch/me/out/logs/restarts_$task
if { [ "$code" -eq 75 ] || [ "$code" -eq 138 ]; } && [ "$(cat "$count" 2>/dev/null || echo 0)" -lt 20 ]; then
    echo $(($(cat "$count" 2>/dev/null || echo 0) + 1)) >"$count"
    exit 99
fi
exit "$code"
