import { pendingOf, processedOf, slotMs, windowSize } from './delivery.windows.js';

test.each([
  [1, 10],
  [20, 10],
  [21, 11],
  [100, 50],
  [400, 200],
  [10_000, 200],
])('at %i messages a second a window holds %i', (rate, size) => {
  expect(windowSize(rate)).toBe(size);
});

test.each([
  [50, 100, 500],
  [1, 3, 334],
  [200, 1_000, 200],
])('%i messages at %i a second take %i ms', (messages, rate, ms) => {
  expect(slotMs(messages, rate)).toBe(ms);
});

test('figures add up by construction', () => {
  const figures = { toDeliver: 100, sent: 40, failed: 3, canceled: 20, uncertain: 2 };

  expect(processedOf(figures)).toBe(45);
  expect(pendingOf(figures)).toBe(35);
});
