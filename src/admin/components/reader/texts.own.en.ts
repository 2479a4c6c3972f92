/** Words for a local operator: the offers, orders and campaigns of their own entity. */
// prettier-ignore
export const ownEn = {
  groups: { marketing: 'Campaigns for us', entity: 'Our entity' },
  lists: { packages: 'Offers', orders: 'Our orders', campaigns: 'Our campaigns', notifications: 'Mails to us', recipients: 'Our recipients' },
  entity: 'Entity',
  roleOf: (entity: string) => `local, ${entity}`,
  home: {
    offers: 'Open to us', allOffers: 'All offers', noOffers: 'Nothing is offered to us at the moment.', needs: 'Needs us', nothing: 'Nothing of ours needs anything now.', orders: 'Our orders', allOrders: 'All our orders', campaigns: 'Our campaigns', allCampaigns: 'All our campaigns', noCampaigns: 'No campaign of ours yet: one begins with a by-campaign or local order that becomes available.',
    complete: (at: string, away: string) => `Required parameters are missing: enter them until ${at}, ${away}`, lateSince: (at: string) => `Required parameters are missing, late since ${at}`, place: (at: string, away: string) => `A draft: place it until ${at}, ${away}`, placeFrom: (at: string, away: string) => `A draft: it can be placed from ${at}, ${away}`, decide: 'Awaits your approval', change: (at: string, away: string) => `Registered: change or withdraw until ${at}, ${away}`, awaits: 'Awaits approval',
    open: 'Open', approve: 'Examine', completeIt: 'Complete', placeIt: 'Open the draft',
  },
  offers: {
    empty: 'Nothing is offered to your entity at the moment.', order: 'Order…', opens: 'Orders', ordered: 'Ours', from: (at: string) => `from ${at}`, until: (at: string) => `until ${at}`, closed: (at: string) => `closed since ${at}`, notYet: 'not open yet', noOrder: 'not ordered',
    takes: 'What it takes to order', noForm: 'Nothing to fill in.', manual: 'Each order is approved by hand, by an order reviewer of your entity or by head office.', automatic: 'Your entity is registered when head office approves the package; no further approval is needed, and you may withdraw until it becomes available.',
    several: 'Several orders may be placed.', one: 'One order at a time.', child: 'With your order comes a campaign of your own, which head office starts.', yourOrders: 'Our orders', noOrders: 'We have not ordered it.', openNow: (until: string) => `It takes orders until ${until}.`, opensAt: (at: string, away: string) => `It takes orders from ${at}, ${away}. You can keep a draft until then.`, isClosed: (at: string) => `It took orders until ${at}.`, notOffered: 'It is no longer offered. Orders placed before stay as they are.',
    choices: (options: string) => `one of: ${options}`, defaultIs: (value: string) => `preset: ${value}`, gone: 'Closed',
  },
  order: {
    title: (label: string) => `Order “${label}”`, forEntity: 'Order for an entity…', forWhom: 'For whom', entityHint: 'One that the package is offered to.', entityMissing: 'Choose the entity that the order is for.', place: 'Place the order', draft: 'Keep as a draft', placed: 'Placed. You can follow it here.', drafted: 'Kept as a draft. It is not placed yet.', withdraw: 'Withdraw…', cancel: 'Cancel the order…', hintLabel: 'empty: the name of the package', hintAssigned: 'e-mail of somebody at head office or in your entity', hintComment: 'read by whoever approves it',
    registered: (at: string, away: string) => `You are registered. You may change or withdraw until ${at}, ${away}.`, registeredNoDate: 'You are registered. You may change or withdraw until it becomes available.', changeUntil: (at: string, away: string) => `What you entered can be changed until ${at}, ${away}.`,
    withdrawTitle: (code: string) => `Withdraw ${code}?`, withdrawLead: 'Your entity does not take part: its order becomes canceled at once and stays readable, as canceled.', withdrawConfirm: (code: string) => `Withdraw ${code}`, cancelTitle: (code: string) => `Cancel your order ${code}?`, cancelLead: 'It becomes canceled at once and stays readable, as canceled. While the package takes orders you may place another.', cancelConfirm: (code: string) => `Cancel ${code}`, keep: 'Keep the order', hint: 'optional: kept with the order', done: 'Withdrawn.',
  },
  readOnly: 'Head office runs it; you follow it here.',
};

export type OwnTexts = typeof ownEn;
