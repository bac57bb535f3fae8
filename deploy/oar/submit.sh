#!/bin/sh
set -eu
cd /scratch/me/out
mkdir -p logs
after=
told=$(oarsub --array-param-file jobs/tasks_0.txt -S jobs/task.sh)
ids=$(echo "$told" | sed -n 's/^OAR_JOB_ID=//p')
for id in $ids; do echo "task $id"; after="$after -a $id"; done
told=$(oarsub $after -S jobs/collect.sh)
echo "collect $(echo "$told" | sed -n 's/^OAR_JOB_ID=//p')"
