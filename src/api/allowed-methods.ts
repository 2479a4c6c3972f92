import type { Express } from 'express';

interface RouteLayer {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
}

/** The methods that some route of the application has at this path, `GET, PATCH`; empty: no route has it. */
export function allowedMethods(app: Express, path: string): string[] {
  const layers = app.router.stack as unknown as RouteLayer[];
  const methods = layers.filter((layer) => layer.route !== undefined && matches(layer, path)).flatMap((layer) => Object.keys(layer.route?.methods ?? {}));
  return [...new Set(methods.filter((method) => method !== '_all').map((method) => method.toUpperCase()))].sort();
}

function matches(layer: RouteLayer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    // A path that cannot be decoded is no route's.
    return false;
  }
}
