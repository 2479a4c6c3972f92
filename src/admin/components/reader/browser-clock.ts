/** The reader's own clock: only for "3 d ago" on a screen; every decision is taken by the server's. */
export const browserNow = (): Date => new Date();
