import { useKey } from '../frame/frame.js';

/** j and k go from row to row, x ticks, p looks at it in a drawer where there is one; Enter then opens, as on any link. */
export function useRowKeys(): void {
  const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('table.rows tbody th a')];
  const move = (by: 1 | -1): void => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('x', () => document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('td.tk input')?.click());
  useKey('p', () => document.activeElement?.closest('tr')?.querySelector<HTMLButtonElement>('.peek')?.click());
}
