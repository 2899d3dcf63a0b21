#!/bin/sh
# A Slurm cluster of one node, this machine, as the tests need it:
#   cluster.sh start FOLDER PID   starts it; it also stops when the process PID ends
#   cluster.sh stop FOLDER        ends its jobs and its daemons
# Everything lies in FOLDER: keys, sockets, logs, pid files. Needs root and Debian's slurm-wlm and munge. "start" ends when
# the node is idle; the commands of Slurm then work with SLURM_CONF=FOLDER/slurm.conf.
set -eu
action=$1
folder=$2
export SLURM_CONF="$folder/slurm.conf"

start() {
  # munge trusts no folder that others could write, and its socket must be reachable.
  mkdir -p "$folder/state" "$folder/spool" "$folder/munge"
  dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 status=none
  chown -R munge: "$folder/munge"
  chmod 711 "$folder" "$folder/munge"
  chmod 400 "$folder/munge/key"
  # A daemon that kept the output open would keep a caller waiting who reads it to its end.
  setpriv --reuid=munge --regid=munge --clear-groups munged --key-file="$folder/munge/key" \
    --socket="$folder/munge/socket" --pid-file="$folder/munge/munged.pid" --log-file="$folder/munge/munged.log" \
    --seed-file="$folder/munge/seed" \
    < /dev/null > "$folder/munge.log" 2>&1
  configure > "$SLURM_CONF"
  slurmctld -c < /dev/null > "$folder/slurmctld.out.log" 2>&1
  slurmd -c < /dev/null > "$folder/slurmd.out.log" 2>&1
  wait_until idle
}

configure() {
  host=$(hostname -s)
  cat << CONF
ClusterName=dlnx
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SlurmdParameters=config_overrides
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
KillWait=2
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=100000 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
}

# The first port from a random one at which nobody listens.
free_port() {
  port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 20000))
  while grep -qi ":$(printf '%04X' "$port") 00000000:0000 0A" /proc/net/tcp; do port=$((port + 1)); done
  echo "$port"
}

is_idle() { [ "$(sinfo -h -o %T 2> "$folder/sinfo.log")" = idle ]; }
is_empty() { [ -z "$(squeue -h 2> "$folder/squeue.log")" ]; }

# At most 20 seconds.
wait_until() {
  waited=0
  until "is_$1"; do
    [ "$waited" -lt 100 ] || return 1
    waited=$((waited + 1))
    sleep 0.2
  done
}

stop() {
  if [ -s "$folder/slurmctld.pid" ]; then
    scancel --user=root 2> "$folder/scancel.log" || true
    wait_until empty || true
  fi
  for name in slurmd slurmctld munge/munged; do
    [ ! -s "$folder/$name.pid" ] || end "$(cat "$folder/$name.pid")"
  done
}

# Ends a process, by force after five seconds.
end() {
  kill "$1" 2> "$folder/kill.log" || return 0
  waited=0
  while is_running "$1" && [ "$waited" -lt 100 ]; do
    [ "$waited" -ne 50 ] || kill -9 "$1"
    waited=$((waited + 1))
    sleep 0.1
  done
}

# Where nobody waits for processes, one that has ended stays as a zombie.
is_running() { [ -d "/proc/$1" ] && ! grep -q '^State:.*zombie' "/proc/$1/status"; }

# A test run that is killed cannot stop it.
watch() {
  while is_running "$1"; do sleep 1; done
  [ ! -d "$folder" ] || stop
}

case $action in
  start)
    start || { cat "$folder"/*.log "$folder"/munge/*.log >&2; stop; exit 1; }
    # A process of its own: a copy of this one would keep the caller's output open.
    setsid "$0" watch "$folder" "$3" < /dev/null > "$folder/watch.log" 2>&1 &
    ;;
  watch) watch "$3" ;;
  stop) stop ;;
  *) echo "usage: cluster.sh start FOLDER PID | stop FOLDER" >&2; exit 2 ;;
esac
