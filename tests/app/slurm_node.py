"""A one-node Slurm for tests: the distribution's munged, slurmctld and slurmd, started by hand on the loopback
interface, without systemd and control groups."""

import getpass
import os
import pathlib
import shutil
import socket
import subprocess
import time

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "scontrol", "squeue", "sinfo")
CONFIGURATION = """\
ClusterName=jumelle_test
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort={port}
SlurmdPort={second_port}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/log/slurmctld.log
SlurmdLogFile={folder}/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/log/jobs.txt
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,batch_sched_delay=0
KillWait=5
MinJobAge=300
MaxArraySize={largest_array}
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
"""


def missing_programs():
    """Programs of Slurm that are not installed; those of the system lie where not every PATH looks."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    return [name for name in PROGRAMS if shutil.which(name, path=path) is None]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ended(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


class SlurmNode:
    """The daemons, from `with` to its end."""

    def __init__(self, folder, largest_array):
        self.folder = pathlib.Path(folder)
        self.environment = dict(os.environ, SLURM_CONF=str(self.folder / "slurm.conf"),
                                PATH=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        self.environment.pop("OMP_NUM_THREADS", None)
        self.largest_array = largest_array

    def __enter__(self):
        for name in ("log", "state", "spool"):
            (self.folder / name).mkdir(parents=True)
        self.folder.chmod(0o755)  # munge refuses others
        (self.folder / "log").chmod(0o700)
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], user=getpass.getuser(), folder=self.folder, port=free_port(),
            second_port=free_port(), cores=os.cpu_count(), largest_array=self.largest_array), encoding="utf-8")
        (self.folder / "cgroup.conf").write_text("CgroupAutomount=no\n", encoding="utf-8")
        try:
            self.call("munged", "--force", f"--socket={self.folder}/munge.socket", f"--key-file={key}",
                      f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/log/munged.log",
                      f"--seed-file={self.folder}/munged.seed")
            self.call("slurmctld", "-f", self.environment["SLURM_CONF"])
            self.call("slurmd", "-f", self.environment["SLURM_CONF"])
            self.wait_until(lambda: self.call("sinfo", "-h", "-o", "%T").strip() == "idle", 60, "a node that is idle")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for name in ("slurmd", "slurmctld", "munged"):
            self.stop(name)

    def stop(self, name):
        """Ends one daemon that was started here."""
        try:
            pid = int((self.folder / f"{name}.pid").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        for signal in (15, 9):
            try:
                os.kill(pid, signal)
            except OSError:
                return
            for _ in range(50):
                if ended(pid):
                    return
                time.sleep(0.1)

    def call(self, *command, **options):
        """What a program prints."""
        done = subprocess.run([str(part) for part in command], env=self.environment, capture_output=True, text=True,
                              check=False, timeout=60, **options)
        if done.returncode != 0:
            raise AssertionError(f"{command[0]} failed: {done.stdout}{done.stderr}{self.logs()}")
        return done.stdout

    def logs(self):
        """The last lines of all logs, for messages."""
        texts = []
        for log in sorted((self.folder / "log").glob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
            texts.append(f"\n--- {log.name}\n" + "\n".join(lines))
        return "".join(texts)

    def wait_until(self, condition, limit_s, what):
        """Returns what `condition` returns once that is true."""
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited {limit_s} s for {what}{self.logs()}")

    def state_of(self, job):
        """`COMPLETED`, `FAILED`, … of a job that is not older than five minutes."""
        text = self.call("scontrol", "show", "job", "-o", job)
        return [part.split("=", 1)[1] for part in text.split() if part.startswith("JobState=")]
