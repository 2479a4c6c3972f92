import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { NavLink, useLocation, useNavigate } from 'react-router-dom';
import { KeptDrafts } from '../drafts/kept-drafts.js';
import { browserNow } from '../reader/browser-clock.js';
import { SignInAgain } from './sign-in-again.js';
import { KeysHelp } from './keys-help.js';
import { Icon, listPath, recordPath, resourceOfCode } from '../parts/parts.js';
import { chooseLocale, useReader } from '../reader/reader.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import type { Page } from '../answers/api.js';
import type { Cancellation } from '../answers/things.js';

type ThingName = 'packages' | 'orders' | 'cancellations' | 'campaigns' | 'workflows' | 'deliveries' | 'entities' | 'recipients' | 'operators' | 'notifications' | 'journal' | 'bulk-runs';
interface Group {
  title: 'marketing' | 'processes' | 'network' | 'proof' | 'own' | 'entity';
  things: [ThingName, string][];
}
const GROUPS: Group[] = [
  { title: 'marketing', things: [['packages', 'package'], ['orders', 'order'], ['cancellations', 'cancel']] },
  { title: 'processes', things: [['campaigns', 'campaign'], ['workflows', 'workflow'], ['deliveries', 'delivery']] },
  { title: 'network', things: [['entities', 'entity'], ['recipients', 'recipient'], ['operators', 'operator']] },
  { title: 'proof', things: [['notifications', 'notification'], ['journal', 'journal'], ['bulk-runs', 'check']] },
];

/** A local operator finds what is their entity's, and nothing of head office. */
const OWN_GROUPS: Group[] = [
  { title: 'own', things: [['packages', 'package'], ['orders', 'order'], ['campaigns', 'campaign']] },
  { title: 'entity', things: [['recipients', 'recipient'], ['notifications', 'notification']] },
];

/** Sidebar, top bar and content: the same on every screen. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useReader();
  const [menuOpen, setMenuOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  useKey('?', () => setKeysOpen(true));
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const firstPage = useRef(true);

  useEffect(() => {
    setMenuOpen(false);
    // A new page starts at its head, for the eye and for a screen reader; the first one keeps the browser's focus.
    if (firstPage.current) firstPage.current = false;
    else main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location.pathname]);

  return (
    <div className={`app ${menuOpen ? 'menu-open' : ''}`} onKeyDown={(event) => event.key === 'Escape' && setMenuOpen(false)}>
      <Sidebar />
      {menuOpen && <button type="button" className="menu-shade" aria-label={t.frame.closeMenu} onClick={() => setMenuOpen(false)} />}
      <TopBar menuOpen={menuOpen} toggleMenu={() => setMenuOpen(!menuOpen)} />
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <SignInAgain />
      {keysOpen && <KeysHelp onClose={() => setKeysOpen(false)} />}
    </div>
  );
}

const EVERY_TEN_SECONDS = 10_000;

function Sidebar() {
  const { t, things, isLocal, operator } = useReader();
  const running = useAnswer<Page<Cancellation>>(isLocal ? null : '/cancellations?state=running&limit=20', { every: EVERY_TEN_SECONDS }).data?.items.length ?? 0;
  const titles = { ...t.groups, own: t.own.groups.marketing, entity: t.own.groups.entity };
  return (
    <nav className="side nav" id="menu" aria-label={t.frame.main}>
      <a className="skip" href="#main">
        {t.frame.skip}
      </a>
      <div className="brand">Relais</div>
      <NavLink to="/admin" end>
        <Icon name="home" />
        {t.things.home}
      </NavLink>
      {(isLocal ? OWN_GROUPS : GROUPS).map(({ title, things: names }) => (
        <div key={title} role="group" aria-labelledby={`nav-${title}`}>
          <h2 id={`nav-${title}`}>{titles[title]}</h2>
          {title === 'entity' && operator.entity && (
            <NavLink to={recordPath('entities', operator.entity)}>
              <Icon name="entity" />
              {t.own.entity}
            </NavLink>
          )}
          {names.map(([name, icon]) => (
            <NavLink key={name} to={listPath(name)}>
              <Icon name={icon} />
              {things[name]}
              {name === 'cancellations' && running > 0 && (
                <span className="n">
                  <Icon name="spin" className="spin" />
                  <span aria-hidden="true">{running}</span>
                  <span className="vh">{t.frame.running(running)}</span>
                </span>
              )}
            </NavLink>
          ))}
        </div>
      ))}
      {!isLocal && (
        <>
          <h2>{t.groups.system}</h2>
          <a href="/admin/queues">
            <Icon name="queue" />
            {t.things.queues}
          </a>
        </>
      )}
    </nav>
  );
}

function TopBar({ menuOpen, toggleMenu }: { menuOpen: boolean; toggleMenu: () => void }) {
  const { t, dates, operator, locale, isLocal } = useReader();
  const nameOf = useNames([operator.entity]);
  return (
    <header className="top">
      <button type="button" className="burger" aria-label={t.frame.menu} aria-expanded={menuOpen} aria-controls="menu" onClick={toggleMenu}>
        <Icon name="menu" />
      </button>
      <Search />
      <div className="end">
        <span className="zone muted">{t.frame.zone(dates.zone, dates.zoneName(browserNow().toISOString()))}</span>
        <span className="lang" role="group" aria-label={t.frame.language}>
          {(['en', 'fr'] as const).map((code) => (
            <button key={code} type="button" lang={code} aria-pressed={code === locale} onClick={() => chooseLocale(code)}>
              {code.toUpperCase()}
            </button>
          ))}
        </span>
        <span className="me">
          <Icon name="operator" />
          <span>
            <span className="strong">{operator.name}</span>
            <small>{isLocal ? t.own.roleOf(nameOf(operator.entity)) : t.roles[operator.role]}</small>
          </span>
        </span>
        <form method="post" action="/admin/logout" onSubmit={() => new KeptDrafts(window.localStorage, operator.email).forgetAll()}>
          <button type="submit" className="btn quiet sm sign-out">
            <Icon name="ext" />
            <span>{t.frame.signOut}</span>
          </button>
        </form>
      </div>
    </header>
  );
}

/** A code goes straight to its thing; anything else searches the packages. */
function Search() {
  const { t } = useReader();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useKey('/', () => input.current?.focus());
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (!text) return;
    const code = text.toUpperCase();
    const resource = resourceOfCode(code);
    navigate(resource ? recordPath(resource, code) : listPath('packages', `?q=${encodeURIComponent(text)}`));
    if (input.current) input.current.value = '';
  };
  return (
    <form className="find" role="search" onSubmit={go}>
      <Icon name="search" />
      <input ref={input} type="search" aria-label={t.frame.search} placeholder={t.frame.searchHint} aria-keyshortcuts="/" />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

/** A single key, while nobody types and no dialog is open. No key cancels anything. */
export function useKey(key: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== key || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [key]);
}
