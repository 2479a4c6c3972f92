// Preloaded into a process (NODE_OPTIONS=--import): its wall clock is off by CLOCK_OFF_MS milliseconds.
// Monotonic time goes on as it is, as on a machine whose clock was set wrong.
const offMs = Number(process.env.CLOCK_OFF_MS);
if (!Number.isFinite(offMs) || offMs === 0) throw new Error('CLOCK_OFF_MS must say by how much the clock is off');

const TrueDate = Date;
const now = () => TrueDate.now() + offMs;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked === globalThis.Date ? target : asked),
  apply: () => new TrueDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
TrueDate.prototype.constructor = globalThis.Date;
