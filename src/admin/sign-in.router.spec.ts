import { safeNext } from './sign-in.router.js';

describe('where a sign-in leads', () => {
  it('is only ever back into the panel', () => {
    expect(safeNext('/admin/resources/packages?late=true')).toBe('/admin/resources/packages?late=true');
    for (const elsewhere of ['https://evil.example', '//evil.example', '/admin@evil.example', '/admin\\evil', '/api/v1', undefined]) expect(safeNext(elsewhere)).toBe('/admin');
  });
});
