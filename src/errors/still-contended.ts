/** Others write the same documents without a pause: nothing was changed, and it may be tried again. */
export class StillContended extends Error {}
