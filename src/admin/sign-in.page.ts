import type { Locale } from '../language/text.js';
import { escapeHtml } from './html.js';
import { signInTexts as t, type SignInMessage } from './sign-in.texts.js';

interface SignInPage {
  locale: Locale;
  stylesheet: string;
  email: string;
  next: string;
  message?: SignInMessage;
}

/** The sign-in page: plain HTML, so that it works before, and without, any script. */
export function signInPage({ locale, stylesheet, email, next, message }: SignInPage): string {
  const isError = message !== undefined && message !== 'signedOut';
  const described = isError ? ' aria-invalid="true" aria-describedby="message"' : '';
  const notice = message
    ? `<p id="message" class="note ${isError ? 'bad' : ''}" role="${isError ? 'alert' : 'status'}">${t[message][locale]}</p>`
    : '';
  const language = (code: Locale): string =>
    `<a href="?lang=${code}&amp;next=${encodeURIComponent(next)}" lang="${code}"${code === locale ? ' aria-current="true"' : ''}>${code.toUpperCase()}</a>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.title[locale]} · Relais</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body class="sign-in">
<main>
<div class="sign-in-head"><span class="brand">Relais</span><nav class="lang" aria-label="${t.language[locale]}">${language('en')}${language('fr')}</nav></div>
<form class="card pad" method="post" action="/admin/login">
<h1>${t.title[locale]}</h1>
<p class="muted">${t.lead[locale]}</p>
${notice}
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label for="email">${t.email[locale]}</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${escapeHtml(email)}"${email ? '' : ' autofocus'}${described}>
<label for="password">${t.password[locale]}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${email ? ' autofocus' : ''}${described}>
<button class="btn main lg" type="submit">${t.submit[locale]}</button>
</form>
</main>
</body>
</html>`;
}
