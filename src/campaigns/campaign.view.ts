import type { Campaign } from './campaign.schema.js';

/** A campaign as every door shows it (contract.md). */
export interface CampaignView extends Omit<Campaign, '_id' | 'births' | 'history' | 'ordinal' | 'package' | 'orderPackage' | 'words'> {
  code: string;
  /** The package it belongs to, a local one's child included. */
  package: string | null;
  /** What the reader may do with it now; only where it is shown one by one. */
  allowed?: string[];
}

export function campaignView(campaign: Campaign, allowed?: readonly string[]): CampaignView {
  const { _id: code, births: _births, history: _history, ordinal: _ordinal, words: _words, orderPackage, ...shown } = campaign;
  return { code, ...shown, package: campaign.package ?? orderPackage, ...(allowed === undefined ? {} : { allowed: [...allowed] }) };
}
