import { defineLifecycle } from '../lifecycle/define-lifecycle.js';
import { type Order, ORDER_STATUSES, type OrderStatus } from './order.schema.js';

export type OrderCommand = 'place' | 'pre-subscribe' | 'approve' | 'reject' | 'make-available' | 'cancel';

export interface OrderContext {
  now: Date;
}

export const orderLifecycle = defineLifecycle<OrderStatus, OrderCommand, Order, OrderContext>({
  kind: 'order',
  statuses: ORDER_STATUSES,
  initial: 'draft',
  commands: {
    place: { from: ['draft'], to: 'ordered', event: 'ordered' },
    // Automatic mode: the package's approval approves an order of each entity of its audience.
    'pre-subscribe': { from: ['draft'], to: 'approved', event: 'pre-subscribed', internal: true },
    approve: { from: ['ordered'], to: 'approved', event: 'approved' },
    // Follows approve in the same transaction; only automatic mode rests in `approved`.
    'make-available': { from: ['approved'], to: 'available', event: 'available', internal: true },
    reject: { from: ['ordered'], to: 'rejected', event: 'rejected' },
    cancel: { from: ['draft', 'ordered', 'approved', 'available'], to: 'canceled', event: 'canceled' },
  },
  words: {
    statuses: {
      draft: { en: 'Draft', fr: 'Brouillon' },
      ordered: { en: 'Ordered', fr: 'Commandé' },
      approved: { en: 'Approved', fr: 'Validé' },
      available: { en: 'Available', fr: 'Disponible' },
      rejected: { en: 'Rejected', fr: 'Rejeté' },
      canceled: { en: 'Canceled', fr: 'Annulé' },
    },
    commands: {
      place: { en: 'place', fr: 'passer la commande' },
      'pre-subscribe': { en: 'subscribe beforehand', fr: 'préinscrire' },
      approve: { en: 'approve', fr: 'valider' },
      'make-available': { en: 'make available', fr: 'rendre disponible' },
      reject: { en: 'reject', fr: 'rejeter' },
      cancel: { en: 'cancel', fr: 'annuler' },
    },
  },
});
