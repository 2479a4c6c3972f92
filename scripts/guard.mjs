// What we start stops with us, even when we are killed by SIGKILL and can do nothing more: a small
// shell waits at the end of a pipe that only we hold open. When the pipe ends, it ends what we
// started and removes the folders that were only for us. (`kill -s NAME --`: the one form with which
// every shell takes the negative number of a process group.)
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const WATCH = `
trap '' INT TERM HUP
pids=
while read -r verb value; do
  case $verb in
    watch) pids="$pids $value" ;;
    gone) pids=$(printf '%s\\n' $pids | grep -vx -- "$value") ;;
    folder) set -- "$@" "$value" ;;
  esac
done
for pid in $pids; do kill -s TERM -- "$pid"; done
for second in 1 2 3 4 5 6 7 8 9 10; do
  left=
  for pid in $pids; do kill -s 0 -- "$pid" && left=$pid; done
  [ -z "$left" ] && break
  sleep 1
done
for pid in $pids; do kill -s KILL -- "$pid"; done
for folder in "$@"; do rm -rf -- "$folder"; done
`;

let pipe;

function tell(line) {
  if (!pipe) {
    const guard = spawn('/bin/sh', ['-c', WATCH, 'relais-guard'], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    guard.unref();
    pipe = guard.stdin;
    pipe.unref();
    // A guard that somebody killed is no reason to fall over: only the safety net is gone.
    pipe.on('error', () => undefined);
  }
  pipe.write(`${line}\n`);
}

/**
 * Starts a program that ends with this process.
 * @param options as of `spawn`; `ownGroup` keeps the terminal's Ctrl-C from it, so that we can stop
 *   things in order, and makes its own children end with it
 */
export function spawnGuarded(command, args, { ownGroup = true, ...options } = {}) {
  const child = spawn(command, args, { detached: ownGroup, ...options });
  if (child.pid === undefined) return child;
  const target = ownGroup ? -child.pid : child.pid;
  tell(`watch ${target}`);
  child.once('exit', () => {
    tell(`gone ${target}`);
    if (ownGroup) endGroup(child.pid);
  });
  return child;
}

/** Whatever a program leaves behind in its own group when it ends, ends too. */
function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Has the folder removed when this process ends, whatever ends it. */
export function removeAtExit(folder) {
  tell(`folder ${folder}`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
