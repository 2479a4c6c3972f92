import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { VARIABLES } from '../../src/config/environment.js';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}
interface Instruction {
  verb: string;
  rest: string;
}

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const service = (name: string): Service => {
  const found = services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};
const instructions: Instruction[] = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => ({ verb: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const stages = instructions.filter(({ verb }) => verb === 'FROM').map(({ rest }) => rest.split(' AS ')[1]);
const runtime = instructions.slice(instructions.findIndex(({ rest }) => rest.endsWith(' AS runtime')));
const all = (verb: string) => runtime.filter((instruction) => instruction.verb === verb).map(({ rest }) => rest);
const settings = Object.fromEntries(all('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=') as [string, string])));

/** What the image is built from: .dockerignore lets in only what it names. */
function isInContext(path: string): boolean {
  const patterns = read('.dockerignore').split('\n').filter((line) => line.startsWith('!'));
  return patterns.map((pattern) => pattern.slice(1)).some((allowed) => path === allowed || path.startsWith(`${allowed}/`));
}

function controllerSources(): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.controller.ts')).map((file) => read(join('src', file)));
}

describe('docker-compose.yml', () => {
  it('starts MongoDB 8, Redis, a mail catcher, an API and a worker', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'mail', 'mongodb', 'redis', 'worker']);
    expect(service('mongodb').image).toBe('mongo:8');
    expect(service('mail').image).toBe('axllent/mailpit');
  });

  it('runs MongoDB as the replica set that the application connects to, healthy once it has a primary', () => {
    const check = service('mongodb').healthcheck?.test.join(' ') ?? '';
    const [, name] = /replicaSet=(\w+)/.exec(service('api').environment?.['MONGODB_URI'] ?? '') ?? [];
    expect(name).toBe('relais');
    expect(service('mongodb').command).toEqual(expect.arrayContaining(['--replSet', name]));
    expect(check).toContain(`rs.initiate({ _id: '${name}'`);
    expect(check).toContain('isWritablePrimary');
  });

  it('runs Redis so that no job is evicted and none is lost in a crash', () => {
    const command = service('redis').command?.join(' ');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(command).toContain('--appendonly yes');
  });

  it.each(['api', 'worker'])('gives the %s only variables that the application knows', (name) => {
    const unknown = Object.keys(service(name).environment ?? {}).filter((variable) => !Object.hasOwn(VARIABLES, variable));
    expect(unknown).toEqual([]);
  });

  it.each(['api', 'worker'])('runs the %s in production, in that role alone', (name) => {
    expect(service(name).environment).toMatchObject({ NODE_ENV: 'production', RELAIS_ROLES: name, HOST: '0.0.0.0' });
  });

  it.each(['api', 'worker'])('starts the %s after what it needs is healthy', (name) => {
    expect(service(name).depends_on).toMatchObject({ mongodb: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' } });
  });

  it.each(['SESSION_SECRET', 'RELAIS_ADMIN_EMAIL', 'RELAIS_ADMIN_PASSWORD'])('refuses to start without %s, and says so', (variable) => {
    for (const name of ['api', 'worker']) expect(service(name).environment?.[variable]).toMatch(new RegExp(`^\\$\\{${variable}:\\?give ${variable} in \\.env`));
  });

  it('gives every address that production asks for', () => {
    const environment = service('api').environment ?? {};
    expect(environment['MONGODB_URI']).toMatch(/^mongodb:\/\/mongodb:27017\//);
    expect(environment['REDIS_URL']).toBe('redis://redis:6379');
    expect(environment['SMTP_URL']).toContain('smtp://mail:1025');
  });
});

describe('Dockerfile', () => {
  it('builds in one stage and ships another, with the dependencies of production alone', () => {
    expect(stages).toEqual(['build', 'dependencies', 'runtime']);
    expect(instructions.filter(({ rest }) => rest.startsWith('npm ci')).map(({ rest }) => rest.split(' && ')[0])).toEqual(['npm ci', 'npm ci --omit=dev']);
    expect(all('COPY').filter((line) => line.startsWith('--from=')).map((line) => /--from=(\w+)/.exec(line)?.[1])).toEqual(['dependencies', 'build']);
  });

  it('runs the Node version that the project is tested on', () => {
    const manifest = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const major = manifest.dependencies['node']?.split('.')[0];
    for (const { rest } of instructions.filter(({ verb }) => verb === 'FROM')) expect(rest).toMatch(new RegExp(`^node:${major}-slim `));
  });

  it('copies and runs only files that the repository has and .dockerignore lets in', () => {
    const named = instructions
      .filter(({ verb, rest }) => verb === 'COPY' && !rest.startsWith('--from='))
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1))
      .filter((path) => path !== '.');
    const scripts = instructions.flatMap(({ rest }) => rest.match(/scripts\/\S+\.mjs/g) ?? []);
    for (const path of [...named, ...scripts]) {
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
      expect([path, isInContext(path)]).toEqual([path, true]);
    }
  });

  it('starts what the build makes of src/main.ts', () => {
    const command = JSON.parse(all('CMD').at(-1) ?? '[]') as string[];
    expect(command.at(-1)).toBe('dist/main.js');
    expect(existsSync(join(root, 'src', 'main.ts'))).toBe(true);
  });

  it('does not run as root', () => {
    expect(all('USER')).toEqual(['node']);
    expect(runtime.findIndex(({ verb }) => verb === 'USER')).toBeLessThan(runtime.findIndex(({ verb }) => verb === 'CMD'));
  });

  it('sets variables that the application knows, and listens where a container must', () => {
    expect(settings).toEqual({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: '3000' });
    expect(Object.keys(settings).every((name) => Object.hasOwn(VARIABLES, name))).toBe(true);
  });

  it('asks for its health on a path that the application serves', () => {
    const [, controller, path] = /\$\{process\.env\.PORT\}\/(\w+)\/(\w+)/.exec(all('HEALTHCHECK')[0] ?? '') ?? [];
    const serves = (source: string) => source.includes(`@Controller('${controller}')`) && source.includes(`@Get('${path}')`);
    expect([controller, path, controllerSources().some(serves)]).toEqual(['health', 'live', true]);
  });
});
