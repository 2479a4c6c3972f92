import type { Texts } from '../reader/texts.en.js';
import type { Filter } from './list-filters.js';

/** No filter where there is only one entity to see. */
export const ofEntity = (t: Texts, isLocal: boolean, many = false): Filter[] => (isLocal ? [] : [{ key: 'entity', kind: 'reference', of: 'entities', label: t.fields.entity, many }]);
