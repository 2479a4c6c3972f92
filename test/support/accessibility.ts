import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds wrong on the page as it stands, of any impact: rule and first place, a line each. */
export async function faults(page: Page): Promise<string[]> {
  // Nothing runs in the frame of a mail, axe neither: asked there, it never answers. In one frame, and
  // without a word on what is right, it finds the same in a quarter of the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).exclude('iframe[sandbox]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
}
