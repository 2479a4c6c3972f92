import { useEffect, useRef, useState } from 'react';
import { askOnSessionEnd } from '../answers/session-end.js';
import { Dialog } from '../parts/dialog.js';
import { useReader } from '../reader/reader.js';

const TOO_MANY = 429;

/** The session ended while somebody works: they sign in here, and the page with all that was typed stays as it is. */
export function SignInAgain() {
  const { t, operator } = useReader();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const settle = useRef<(signedIn: boolean) => void>(() => undefined);
  useEffect(
    () =>
      askOnSessionEnd(
        () =>
          new Promise((resolve) => {
            settle.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  if (!isOpen) return null;
  const close = (signedIn: boolean): void => {
    setOpen(false);
    setPassword('');
    setWrong(null);
    settle.current(signedIn);
  };
  const signIn = async (): Promise<void> => {
    const answer = await fetch('/admin/login', { method: 'POST', redirect: 'manual', credentials: 'same-origin', body: new URLSearchParams({ email: operator.email, password, next: '/admin' }) });
    // The page of the panel that follows is what a right password is answered with.
    if (answer.type === 'opaqueredirect') close(true);
    else setWrong(answer.status === TOO_MANY ? t.conflict.tooMany : t.conflict.wrong);
  };
  const footer = (
    <>
      <p>{t.conflict.other}</p>
      <button type="button" className="btn lg" onClick={() => close(false)}>
        {t.conflict.later}
      </button>
      <button type="submit" form="sign-in-again" className="btn main lg" disabled={password === ''}>
        {t.conflict.signIn}
      </button>
    </>
  );
  return (
    <Dialog title={t.conflict.session} lead={t.conflict.sessionLead} footer={footer} onClose={() => close(false)}>
      <form id="sign-in-again" className="fields pad" onSubmit={(event) => { event.preventDefault(); void signIn(); }}>
        <div className="field">
          <label htmlFor="again-email">{t.conflict.email}</label>
          <input id="again-email" type="email" value={operator.email} readOnly autoComplete="username" />
        </div>
        <div className="field">
          <label htmlFor="again-password">{t.conflict.password}</label>
          <input id="again-password" data-first-focus type="password" autoComplete="current-password" value={password} aria-invalid={wrong !== null} aria-describedby={wrong ? 'again-wrong' : undefined} onChange={(event) => { setPassword(event.target.value); setWrong(null); }} />
          {wrong && <p className="error" id="again-wrong" role="alert">{wrong}</p>}
        </div>
      </form>
    </Dialog>
  );
}
