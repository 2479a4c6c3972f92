import type { Locale } from '../../language/text.js';

interface Town {
  name: string;
  locale: Locale;
  timeZone: string;
  /** Branches of a larger town are told apart by quarter. */
  quarters: readonly string[];
}

const FRANCE = 'Europe/Paris';
const ISLES = 'Europe/London';

const town = (name: string, timeZone: string, ...quarters: string[]): Town => ({ name, locale: timeZone === FRANCE || timeZone === 'Europe/Brussels' || timeZone === 'America/Martinique' ? 'fr' : 'en', timeZone, quarters });

const TOWNS: readonly Town[] = [
  town('Paris', FRANCE, 'Opéra', 'Bastille', 'Montparnasse', 'Batignolles', 'Italie', 'Nation', 'Auteuil', 'Belleville'),
  town('Lyon', FRANCE, 'Part-Dieu', 'Bellecour', 'Croix-Rousse', 'Gerland', 'Vaise', 'Monplaisir'),
  town('Marseille', FRANCE, 'Vieux-Port', 'Castellane', 'Prado', 'La Joliette'),
  town('Toulouse', FRANCE, 'Capitole', 'Saint-Cyprien', 'Compans'),
  town('Nantes', FRANCE, 'Commerce', 'Chantenay', 'Île de Nantes'),
  town('Lille', FRANCE, 'Grand-Place', 'Wazemmes', 'Vauban'),
  town('Bordeaux', FRANCE, 'Quinconces', 'Chartrons', 'Mériadeck'),
  town('Strasbourg', FRANCE, 'Kléber', 'Neudorf'),
  town('Rennes', FRANCE, 'République', 'Villejean'),
  town('Grenoble', FRANCE, 'Victor-Hugo', 'Europole'),
  town('Dijon', FRANCE), town('Angers', FRANCE), town('Reims', FRANCE), town('Tours', FRANCE), town('Nancy', FRANCE), town('Metz', FRANCE), town('Caen', FRANCE), town('Rouen', FRANCE), town('Orléans', FRANCE), town('Annecy', FRANCE), town('Poitiers', FRANCE), town('Limoges', FRANCE), town('Besançon', FRANCE), town('Pau', FRANCE), town('Brest', FRANCE),
  town('Bruxelles', 'Europe/Brussels', 'Louise', 'Ixelles', 'Schuman'),
  town('Liège', 'Europe/Brussels'), town('Namur', 'Europe/Brussels'),
  town('Fort-de-France', 'America/Martinique'),
  town('London', ISLES, 'Holborn', 'Canary Wharf', 'Camden', 'Clapham', 'Ealing', 'Greenwich', 'Richmond'),
  town('Manchester', ISLES, 'Deansgate', 'Piccadilly', 'Salford'),
  town('Birmingham', ISLES, 'New Street', 'Edgbaston'),
  town('Leeds', ISLES, 'Briggate', 'Headingley'),
  town('Bristol', ISLES, 'Clifton', 'Harbourside'),
  town('Edinburgh', ISLES, 'Princes Street', 'Leith'),
  town('Glasgow', ISLES, 'Buchanan Street', 'West End'),
  town('Liverpool', ISLES), town('Sheffield', ISLES), town('Nottingham', ISLES), town('Cardiff', ISLES), town('Belfast', ISLES), town('York', ISLES), town('Bath', ISLES), town('Oxford', ISLES), town('Cambridge', ISLES), town('Exeter', ISLES), town('Norwich', ISLES), town('Brighton', ISLES), town('Durham', ISLES), town('Chester', ISLES),
  town('Dublin', 'Europe/Dublin', 'Grafton Street', 'Docklands'),
  town('Cork', 'Europe/Dublin'), town('Galway', 'Europe/Dublin'),
  town('New York', 'America/New_York', 'Broadway', 'Brooklyn'),
  town('Boston', 'America/New_York'),
];

const AGENCY: Record<Locale, readonly string[]> = { fr: ['Gare', 'Centre', 'Nord', 'Sud', 'Mairie', 'Université'], en: ['Station', 'Centre', 'North', 'South', 'Town Hall', 'University'] };

export interface BranchName {
  label: string;
  locale: Locale;
  timeZone: string;
  /** `lyon.part-dieu`: what its addresses start with. */
  address: string;
}

/** The first `count` branches; a numbered one where the towns run out. */
export function branchNames(count: number): BranchName[] {
  const names: BranchName[] = [];
  const quartersOf = ({ quarters, locale }: Town): readonly string[] => (quarters.length > 0 ? quarters : ['']).concat(AGENCY[locale]);
  const turns = Math.max(...TOWNS.map((one) => quartersOf(one).length));
  for (let round = 0; names.length < count; round++) {
    for (let turn = 0; turn < turns && names.length < count; turn++) {
      for (const one of TOWNS) {
        const quarter = quartersOf(one)[turn];
        if (quarter === undefined || names.length >= count) continue;
        const label = `${one.name}${quarter === '' ? '' : ` ${quarter}`}${round === 0 ? '' : ` ${round + 1}`}`;
        names.push({ label, locale: one.locale, timeZone: one.timeZone, address: slug(label) });
      }
    }
  }
  return names;
}

export const FIRST_NAMES: Record<Locale, readonly string[]> = {
  fr: ['Camille', 'Léa', 'Hugo', 'Inès', 'Lucas', 'Chloé', 'Nathan', 'Manon', 'Jules', 'Sarah', 'Théo', 'Élise', 'Karim', 'Aïcha', 'Noémie', 'Antoine'],
  en: ['Oliver', 'Amelia', 'Harry', 'Grace', 'Jack', 'Freya', 'Noah', 'Priya', 'Thomas', 'Ella', 'Aisha', 'Callum', 'Niamh', 'Daniel', 'Ruby', 'Owen'],
};
export const LAST_NAMES: Record<Locale, readonly string[]> = {
  fr: ['Martin', 'Bernard', 'Petit', 'Robert', 'Moreau', 'Laurent', 'Lefèvre', 'Girard', 'Fontaine', 'Benali', 'Nguyen', 'Rousseau', 'Faure', 'Chevalier'],
  en: ['Smith', 'Jones', 'Taylor', 'Brown', 'Walker', 'Khan', 'Evans', 'Murphy', 'Campbell', 'Hughes', 'Patel', 'Wright', 'O’Neill', 'Bailey'],
};

/** `Île de Nantes` -> `ile-de-nantes`; spaces between town and quarter are a dot. */
export function slug(label: string): string {
  const [first = '', ...rest] = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9 -]/g, '').split(' ');
  return rest.length === 0 ? first : `${first}.${rest.join('-')}`;
}
