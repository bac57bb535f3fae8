#!/bin/bash
#SBATCH --job-name=resilience
#SBATCH --array=0-39%8
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=4000M
#SBATCH --time=02:00:00
#SBATCH --signal=USR1@300
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --hint=nomultithread
#SBATCH --account=city
#SBATCH --partition=short
#SBATCH --qos=normal
#SBATCH --constraint=icelake
#SBATCH --output=/scratch/me/out/logs/%A_%a.log
set -u
module load jumelle
export OMP_NUM_THREADS=4 OMP_PLACES=cores OMP_PROC_BIND=close
export SRUN_CPUS_PER_TASK=${SLURM_CPUS_PER_TASK:-1}
task=$((SLURM_ARRAY_TASK_ID + 0))
srun /opt/jumelle/bin/jumelle study resume /scratch/me/study.yaml -o /scratch/me/out --shard $task/40 --threads 4 --memory '4000 MB'
code=$?
if { [ "$code" -eq 75 ] || [ "$code" -eq 138 ]; } && [ "${SLURM_RESTART_COUNT:-0}" -lt 20 ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}" && sleep 30
fi
exit "$code"
