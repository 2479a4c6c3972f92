const WORDS = {
  en: { title: 'Mail catcher', none: 'No mail yet.', search: 'Search', to: 'To', from: 'From', subject: 'Subject', received: 'Received', newer: 'Newer', older: 'Older', all: 'All mails', missing: 'This mail is not here.', count: (n) => (n === 1 ? '1 mail' : `${n.toLocaleString('en')} mails`), message: 'Message', source: 'Source' },
  fr: { title: 'Boîte de capture', none: 'Aucun courriel pour l’instant.', search: 'Rechercher', to: 'À', from: 'De', subject: 'Objet', received: 'Reçu', newer: 'Plus récents', older: 'Plus anciens', all: 'Tous les courriels', missing: 'Ce courriel n’est pas ici.', count: (n) => (n < 2 ? `${n} courriel` : `${n.toLocaleString('fr')} courriels`), message: 'Message', source: 'Source' },
};

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.4rem; } a { color: LinkText; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); vertical-align: top; overflow-wrap: anywhere; }
nav, form { display: flex; gap: .75rem; margin: .75rem 0; }
input { flex: 1; font: inherit; padding: .3rem .5rem; } button { font: inherit; }
iframe { width: 100%; height: 36rem; border: 1px solid GrayText; background: white; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem; border: 1px solid GrayText; }`;

/** The list of mails. */
export function listPage({ query, start, step, count, mails }, language) {
  const words = WORDS[language];
  const rows = mails.map((mail) => `<tr><td>${time(mail.Created, language)}</td><td>${addresses([...mail.To, ...mail.Bcc])}</td><td><a href="/view/${escape(mail.ID)}">${escape(mail.Subject || '—')}</a></td><td>${addresses([mail.From])}</td></tr>`);
  const table = `<table><thead><tr><th>${words.received}</th><th>${words.to}</th><th>${words.subject}</th><th>${words.from}</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  const link = (from, label) => `<a href="/?${escape(new URLSearchParams({ query, start: String(from) }).toString())}">${label}</a>`;
  const turn = [start > 0 && link(Math.max(0, start - step), words.newer), start + step < count && link(start + step, words.older)];
  return page(
    words.title,
    language,
    `<h1>${words.title}</h1>
<form role="search"><input type="search" name="query" aria-label="${words.search}" value="${escape(query)}" placeholder='to:"anna@example.org"'><button>${words.search}</button></form>
<p>${words.count(count)}</p>${mails.length > 0 ? table : `<p>${words.none}</p>`}
<nav>${turn.filter(Boolean).join(' ')}</nav>`,
  );
}

/** One mail: its addresses, its HTML in a frame that may do nothing, its text. */
export function mailPage(mail, parsed, language) {
  const words = WORDS[language];
  const html = parsed.html ? `<iframe sandbox title="${words.message}" srcdoc="${escape(parsed.html)}"></iframe>` : '';
  return page(
    mail.Subject || words.title,
    language,
    `<nav><a href="/">${words.all}</a> <a href="/api/v1/message/${escape(mail.ID)}/raw">${words.source}</a></nav>
<h1>${escape(mail.Subject || '—')}</h1>
<table><tbody>
<tr><th>${words.from}</th><td>${addresses([mail.From])}</td></tr>
<tr><th>${words.to}</th><td>${addresses([...mail.To, ...mail.Cc, ...mail.Bcc])}</td></tr>
<tr><th>${words.received}</th><td>${time(mail.Created, language)}</td></tr>
</tbody></table><br>${html}<pre>${escape(parsed.text ?? '')}</pre>`,
  );
}

export function notFoundPage(language) {
  const words = WORDS[language];
  return page(words.title, language, `<h1>${words.missing}</h1><p><a href="/">${words.all}</a></p>`);
}

function page(title, language, body) {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${STYLE}</style></head>
<body>${body}</body></html>`;
}

function addresses(list) {
  return escape(list.map(({ Name, Address }) => (Name ? `${Name} <${Address}>` : Address)).join(', '));
}

function time(iso, language) {
  return `<time datetime="${iso}">${new Date(iso).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' })}</time>`;
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
