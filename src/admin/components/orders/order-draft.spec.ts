import { flat, newOrderBody, newOrderDraft, openFields, orderChanges, orderDraftOf, readNumber, unflat, unreadableNumbers } from './order-draft.js';
import type { FormField, Order } from '../answers/things.js';

const form: FormField[] = [
  { name: 'rate', label: 'Rate', type: 'number', required: true, default: 3.4 },
  { name: 'slogan', label: 'Slogan', type: 'text', required: true },
  { name: 'opening', label: 'Opening', type: 'date' },
  { name: 'leaflet', label: 'Leaflet', type: 'boolean', default: true },
  { name: 'colour', label: 'Colour', type: 'choice', options: ['red', 'blue'] },
];
const order = { label: 'Winter', assignedTo: null, comment: 'Soon', parameters: { rate: 2.5, slogan: 'Warm', leaflet: false } } as unknown as Order;

describe('the form of an order', () => {
  it('starts with the presets, numbers written as the reader writes them', () => {
    expect(newOrderDraft(form, 'en').parameters).toEqual({ rate: '3.4', slogan: '', opening: '', leaflet: true, colour: '' });
    expect(newOrderDraft(form, 'fr').parameters).toEqual({ rate: '3,4', slogan: '', opening: '', leaflet: true, colour: '' });
  });

  it('sends what was filled in, each with its type', () => {
    const draft = { label: ' ', assignedTo: ' Julie@Meridian.example ', comment: '', parameters: { rate: '3,40', slogan: 'Warm', opening: '2026-12-01', leaflet: false, colour: '' } };

    expect(newOrderBody(draft, form)).toEqual({ assignedTo: 'julie@meridian.example', parameters: { rate: 3.4, slogan: 'Warm', opening: '2026-12-01', leaflet: false } });
  });

  it('sends of an edit what was changed, an emptied value as null', () => {
    const before = orderDraftOf(order, form, 'fr');

    expect(orderChanges(before, before, form)).toEqual({});
    expect(orderChanges({ ...before, comment: '', parameters: { ...before.parameters, slogan: '', rate: '2,75' } }, before, form)).toEqual({ comment: null, parameters: { rate: 2.75, slogan: null } });
  });

  it('reads numbers as people write them, and names what is none', () => {
    expect(['3.40', '3,40', '12 000', '-1', '1e3', '3,4,5', 'three', '0x10'].map(readNumber)).toEqual([3.4, 3.4, 12000, -1, null, null, null, null]);
    expect(unreadableNumbers({ ...newOrderDraft(form, 'en'), parameters: { rate: 'three', slogan: 'x' } }, form)).toEqual(['rate']);
    expect(unreadableNumbers({ ...newOrderDraft(form, 'en'), parameters: { rate: '', slogan: 'x' } }, form)).toEqual([]);
  });
});

describe('what may still be changed of an order', () => {
  const now = new Date('2026-11-24T10:00:00Z');
  const manual = { kind: 'collaborative', orderApproval: 'manual', personalizationDeadline: null, cycle: 1 } as const;
  const local = (status: string, offer: Parameters<typeof openFields>[1]): string[] => [...openFields({ status, cycle: 1 }, offer, true, now)];

  it('is all of it for head office', () => {
    expect([...openFields({ status: 'available', cycle: 1 }, manual, false, now)]).toEqual(['label', 'assignedTo', 'comment', 'parameters']);
  });

  it('is for the entity everything until approved, and then nothing', () => {
    expect(local('ordered', manual)).toEqual(['label', 'assignedTo', 'comment', 'parameters']);
    expect(local('available', manual)).toEqual([]);
  });

  it('is for the entity the parameters until the personalization deadline, where there is one', () => {
    expect(local('available', { ...manual, personalizationDeadline: '2026-11-24T10:00:00Z' })).toEqual(['parameters']);
    expect(local('ordered', { ...manual, personalizationDeadline: '2026-11-24T09:59:59Z' })).toEqual(['label', 'assignedTo', 'comment']);
  });

  it('leaves the dates of a local order of an earlier cycle to the API', () => {
    expect(local('available', { ...manual, kind: 'local', cycle: 2, personalizationDeadline: '2026-11-01T00:00:00Z' })).toEqual(['parameters']);
  });

  it('is for a registered entity the parameters until the package becomes available', () => {
    expect(local('approved', { ...manual, orderApproval: 'automatic' })).toEqual(['parameters']);
  });
});

describe('an order put side by side with another version', () => {
  it('is taken apart answer by answer, and put together again', () => {
    const draft = { label: 'Ours', assignedTo: '', comment: '', parameters: { rate: '3.4', leaflet: true } };

    expect(flat(draft)).toEqual({ label: 'Ours', assignedTo: '', comment: '', 'parameters.rate': '3.4', 'parameters.leaflet': true });
    expect(unflat(flat(draft))).toEqual(draft);
  });
});
