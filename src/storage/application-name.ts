/** How this application calls itself at the server: two on one server, each with its own database, are told apart. */
export function applicationName(uri: string): string {
  // No URL: several hosts may stand before the database's name.
  const [, database] = /^[^:]+:\/\/[^/]+\/([^?]*)/.exec(uri) ?? [];
  return `relais ${database ?? ''}`.slice(0, 128);
}
