type Ask = () => Promise<boolean>;

let ask: Ask | null = null;
let asking: Promise<boolean> | null = null;

/** The frame shows the dialog; a page without it sends its reader to sign in. */
export function askOnSessionEnd(show: Ask): () => void {
  ask = show;
  return () => {
    if (ask === show) ask = null;
  };
}

/** Asks the reader once, however many requests were refused meanwhile. @returns whether they signed in again */
export function signedInAgain(): Promise<boolean> {
  if (ask === null) {
    location.assign(`/admin/login?next=${encodeURIComponent(location.pathname + location.search)}`);
    return Promise.resolve(false);
  }
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}
