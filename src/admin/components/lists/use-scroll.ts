import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** Back to a list is back to the row one came from: the browser itself returns before the rows are there. */
export function useScroll(hasRows: boolean): void {
  const { key, pathname, search } = useLocation();
  const name = `relais.scroll ${key} ${pathname}${search}`;
  useEffect(() => {
    if (!hasRows) return undefined;
    const top = Number(sessionStorage.getItem(name) ?? 0);
    if (top > 0) window.scrollTo({ top });
    const keep = (): void => sessionStorage.setItem(name, String(window.scrollY));
    window.addEventListener('scrollend', keep);
    return () => window.removeEventListener('scrollend', keep);
  }, [hasRows, name]);
}
