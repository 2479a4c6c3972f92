import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { application } from '../build.mjs';
import { spawnGuarded } from '../guard.mjs';
import { nodeOptions } from '../node-options.mjs';
import { end, until } from '../processes.mjs';
import { root } from '../root.mjs';
import { Refusal } from '../say.mjs';
import { firstFreePort } from '../services/ports.mjs';

const KEPT_LINES = 40;
const commandLine = join(root, 'dist', 'cli', 'main.js');

/** One process of the application, with the end of what it wrote: shown only where something goes wrong. */
class Running {
  lines = [];

  constructor(role, port, env) {
    this.role = role;
    this.url = `http://127.0.0.1:${port}`;
    this.child = spawnGuarded(process.execPath, [...nodeOptions(role), application], { cwd: root, env: { ...env, RELAIS_ROLES: role, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (data) => {
        this.lines.push(...String(data).split('\n').filter(Boolean));
        this.lines.splice(0, this.lines.length - KEPT_LINES);
      });
    }
  }

  /** As leases and reports name it. */
  get name() {
    return `${hostname()}:${this.child.pid}`;
  }

  async ready() {
    const answer = await until(async () => this.child.exitCode !== null || (await fetch(`${this.url}/health/ready`).then((response) => response.ok, () => false)), 30_000);
    if (answer === null || this.child.exitCode !== null) {
      const said = this.lines.join('\n');
      throw new Refusal(`the ${this.role} did not start:\n${said}`, `le processus ${this.role} n’a pas démarré :\n${said}`);
    }
  }
}

/**
 * Starts one API and two workers, each a process of its own.
 * @returns `{api, workers, startWorker, stop, words}`; `startWorker()` adds one, `words()` is what they wrote last
 */
export async function startApplication(env, port) {
  const all = [new Running('api', port, env)];
  let next = port;
  const addWorker = async () => {
    next = await firstFreePort(next + 1);
    const worker = new Running('worker', next, env);
    all.push(worker);
    return worker;
  };
  const workers = [await addWorker(), await addWorker()];
  const stop = () => Promise.all(all.map(({ child }) => end(child)));
  try {
    await Promise.all(all.map((one) => one.ready()));
  } catch (error) {
    await stop();
    throw error;
  }
  const startWorker = async () => {
    const worker = await addWorker();
    await worker.ready();
    return worker;
  };
  return { api: all[0], workers, startWorker, stop, words: () => all.flatMap(({ role, lines }) => lines.map((line) => `${role}: ${line}`)) };
}

/** Runs `relais COMMAND --json`; its progress is shown. @returns its answer */
export async function relais(env, ...args) {
  const child = spawnGuarded(process.execPath, ['--enable-source-maps', commandLine, '--json', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Refusal(`relais ${args[0]} failed (exit code ${code})`, `relais ${args[0]} a échoué (code ${code})`);
  return JSON.parse(output.trim().split('\n').at(-1));
}
