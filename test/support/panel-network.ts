import type { TestApp } from './app.js';
import { Story } from './story.js';

export const PASSWORD = 'correct horse battery';

/** Two branches with a local operator each, three people at head office, and what a story needs to make packages. */
export interface PanelNetwork {
  story: Story;
  own: string;
  other: string;
  /** E-mails. */
  julie: string;
  nina: string;
  marc: string;
  lina: string;
  /** A collaborative package of a campaign of its own, offered to both branches, its dates around now. */
  package(given?: Record<string, unknown>): Promise<string>;
  /** So many days from now. */
  at(days: number): string;
}

const DAY = 86_400_000;

export async function aPanelNetwork(app: TestApp): Promise<PanelNetwork> {
  const story = new Story(app);
  const branch = (label: string, mail: string): Promise<string> => story.make('/entities', { label, locale: 'fr', timeZone: 'Europe/Paris', contact: 'Jean', notificationGroup: [mail], orderReviewers: [] });
  const own = await branch('Lyon Part-Dieu', 'lyon@meridian.example');
  const other = await branch('Nice Masséna', 'nice@meridian.example');
  const person = async (email: string, name: string, role: string, entity: string | null = null): Promise<string> => {
    await story.post('/operators', { email, name, role, password: PASSWORD, locale: 'en', ...(entity === null ? {} : { entity }) });
    return email;
  };
  const at = (days: number): string => new Date(performance.timeOrigin + performance.now() + days * DAY).toISOString();
  return {
    story,
    own,
    other,
    julie: await person('julie@meridian.example', 'Julie Petit', 'local', own),
    nina: await person('nina@meridian.example', 'Nina Morel', 'local', other),
    marc: await person('marc@meridian.example', 'Marc Okafor', 'central'),
    lina: await person('lina@meridian.example', 'Lina Haddad', 'central'),
    at,
    package: async (given = {}) => {
      const referenceCampaign = await story.make('/campaigns', { label: 'Winter savings 2026' });
      return story.make('/packages', { ...story.content(referenceCampaign, [own, other]), distributionLevel: 'simple', ...given });
    },
  };
}
