#!/bin/sh
# A Slurm cluster of one node, this machine, as the tests need it: cluster.sh start FOLDER | stop FOLDER
# Everything lies in FOLDER: keys, sockets, logs, pid files. Needs root and Debian's slurm-wlm and munge.
# "start" ends when the node is idle; use it with SLURM_CONF=FOLDER/slurm.conf.
set -eu
action=$1
folder=$2

start() {
  mkdir -p "$folder/state" "$folder/spool"
  # munge trusts no folder that others could write; the socket must be reachable.
  mkdir -p "$folder/munge"
  dd if=/dev/urandom of="$folder/munge/key" bs=1024 count=1 status=none
  chown -R munge: "$folder/munge"
  chmod 711 "$folder" "$folder/munge"
  chmod 400 "$folder/munge/key"
  set -- --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/munged.pid" \
    --log-file="$folder/munge/munged.log" --seed-file="$folder/munge/seed"
  setpriv --reuid=munge --regid=munge --clear-groups munged --force "$@"

  host=$(hostname -s)
  cat > "$folder/slurm.conf" << CONF
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
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0,requeue_delay=1
ReturnToService=2
KillWait=5
MinJobAge=300
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
  export SLURM_CONF="$folder/slurm.conf"
  slurmctld -c
  slurmd -c
  waited=0
  until [ "$(sinfo -h -o %T 2> "$folder/sinfo.log")" = idle ]; do
    [ "$waited" -lt 100 ] || { cat "$folder"/*.log >&2; exit 1; }
    waited=$((waited + 1))
    sleep 0.2
  done
}

# The first port from a random one at which nobody listens.
free_port() {
  port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 20000))
  while grep -qi ":$(printf '%04X' "$port") 00000000:0000 0A" /proc/net/tcp; do port=$((port + 1)); done
  echo "$port"
}

stop() {
  for name in slurmd slurmctld munge/munged; do
    [ -s "$folder/$name.pid" ] || continue
    pid=$(cat "$folder/$name.pid")
    kill "$pid" 2> /dev/null || continue
    waited=0
    while kill -0 "$pid" 2> /dev/null; do
      [ "$waited" -lt 50 ] || kill -9 "$pid" 2> /dev/null || true
      waited=$((waited + 1))
      sleep 0.1
    done
  done
}

case $action in
  start) start || { stop; exit 1; } ;;
  stop) stop ;;
  *) echo "usage: cluster.sh start|stop FOLDER" >&2; exit 2 ;;
esac
