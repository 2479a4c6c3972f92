// One owner at a time, between processes of one machine. A lock is a file that names its owner, so
// that a lock left by a killed process is seen as such. Node 20, nothing installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What the lock file says: its owner `{pid, started}` and whatever the owner noted; null if nobody holds it. */
export function lockOwner(path) {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8'));
    return birthOf(owner.pid) === owner.started ? owner : null;
  } catch {
    return null;
  }
}

/** Takes the lock and returns true, or returns false when a living process holds it. */
export function takeLock(path, note = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, content(note));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (linked(mine, path)) return true;
      if (lockOwner(path)) return false;
      setAside(path);
    }
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Rewrites what the owner notes in its own lock, in one step. */
export function noteInLock(path, note) {
  const next = `${path}.${process.pid}`;
  writeFileSync(next, content(note));
  renameSync(next, path);
}

export function releaseLock(path) {
  if (lockOwner(path)?.pid === process.pid) rmSync(path, { force: true });
}

/** Waits for the lock, does the work and gives the lock back. */
export async function withLock(path, work) {
  while (!takeLock(path)) await pause(200);
  try {
    return await work();
  } finally {
    releaseLock(path);
  }
}

function content(note) {
  return JSON.stringify({ pid: process.pid, started: birthOf(process.pid), ...note });
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead owner's lock away; a lock that came alive in between is put back. */
function setAside(path) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (lockOwner(aside)) linked(aside, path);
  rmSync(aside, { force: true });
}

/** A process id is given again after a while; together with its time of birth it is not. */
function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (/^\) Z/.test(stat.slice(stat.lastIndexOf(')')))) return 'dead';
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return birthWithoutProc(pid);
  }
}

/** Where there is no /proc (macOS), being alive must do. */
function birthWithoutProc(pid) {
  if (process.platform === 'linux') return 'dead';
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch {
    return 'dead';
  }
}
