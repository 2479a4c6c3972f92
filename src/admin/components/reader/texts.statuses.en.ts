type Words = Record<string, string>;

/** What a status is called of one kind of thing, where it differs from the common word: nowhere, in English. */
export const statusesEn: Record<string, Words> = {};
