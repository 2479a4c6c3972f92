// A part of Mailpit's REST API, by its names, so that whoever reads mails speaks to the embedded
// catcher and to the one of docker-compose.yml alike.
import { simpleParser } from 'mailparser';
import { readAddresses } from './headers.mjs';
import { listPage, mailPage, notFoundPage } from './pages.mjs';
import { matcher } from './search.mjs';
import { headersOf, subjectOf } from './store.mjs';

/** Answers one HTTP request about the mails of the store. */
export async function answer(store, request, response) {
  const url = new URL(request.url, 'http://catcher');
  const path = url.pathname;
  if (request.method === 'DELETE' && path === '/api/v1/messages') return removeMails(store, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 405, { Error: 'method not allowed' });
  if (path === '/api/v1/info') return sendJson(response, 200, { Version: 'Relais', Database: 'memory', DatabaseSize: store.bytes, Messages: store.size, Unread: store.size });
  if (path === '/api/v1/messages') return sendJson(response, 200, listOf(store, store.newestFirst(), url));
  if (path === '/api/v1/search') return sendJson(response, 200, listOf(store, store.newestFirst(matcher(url.searchParams.get('query') ?? '')), url));
  const one = /^\/api\/v1\/message\/([^/]+)(\/raw|\/headers)?$/.exec(path);
  if (one) return sendMail(response, store.find(one[1]), one[2]);
  return sendPage(store, request, response, url);
}

function listOf(store, found, url) {
  const start = numberOf(url, 'start', 0);
  const messages = found.slice(start, start + numberOf(url, 'limit', 50)).map(summary);
  return { total: store.size, unread: store.size, count: messages.length, messages_count: found.length, start, tags: [], messages };
}

function numberOf(url, name, otherwise) {
  const value = Number.parseInt(url.searchParams.get(name) ?? '', 10);
  return value >= 0 ? value : otherwise;
}

function summary(mail) {
  const headers = headersOf(mail);
  const [to, cc] = [readAddresses(headers.to), readAddresses(headers.cc)];
  const shown = new Set([...to, ...cc].map(({ Address }) => Address.toLowerCase()));
  return {
    ID: mail.id,
    MessageID: (headers['message-id']?.[0] ?? '').replace(/^<|>$/g, ''),
    Read: false,
    From: readAddresses(headers.from)[0] ?? { Name: '', Address: mail.from },
    To: to,
    Cc: cc,
    // Who was sent the mail without being named in it.
    Bcc: mail.to.filter((address) => !shown.has(address.toLowerCase())).map((Address) => ({ Name: '', Address })),
    ReplyTo: readAddresses(headers['reply-to']),
    Subject: subjectOf(mail),
    Created: mail.created.toISOString(),
    Tags: [],
    Size: mail.raw.length,
    Attachments: 0,
    Snippet: '',
  };
}

async function sendMail(response, mail, part) {
  if (!mail) return sendJson(response, 404, { Error: 'message not found' });
  if (part === '/raw') return send(response, 200, 'text/plain; charset=utf-8', mail.raw);
  if (part === '/headers') return sendJson(response, 200, headersOf(mail));
  const parsed = await simpleParser(mail.raw, { skipTextToHtml: true });
  const { Created, ...rest } = summary(mail);
  return sendJson(response, 200, {
    ...rest,
    Date: (parsed.date ?? new Date(Created)).toISOString(),
    ReturnPath: mail.from,
    Text: parsed.text ?? '',
    HTML: parsed.html || '',
    Attachments: parsed.attachments.map(({ filename, contentType, size }) => ({ FileName: filename ?? '', ContentType: contentType, Size: size })),
    Inline: [],
    Headers: headersOf(mail),
  });
}

async function removeMails(store, request, response) {
  let body = '';
  for await (const part of request) body += part;
  try {
    const ids = body.trim() ? JSON.parse(body).IDs : undefined;
    store.remove(Array.isArray(ids) && ids.length > 0 ? ids : undefined);
  } catch {
    return sendJson(response, 400, { Error: 'the body is not JSON' });
  }
  return send(response, 200, 'text/plain; charset=utf-8', 'ok');
}

async function sendPage(store, request, response, url) {
  const language = /^\s*fr/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en';
  if (url.pathname === '/') return sendHtml(response, 200, listPage(listPart(store, url), language));
  const mail = store.find(/^\/view\/([^/]+)$/.exec(url.pathname)?.[1] ?? '');
  if (!mail) return sendHtml(response, 404, notFoundPage(language));
  const parsed = await simpleParser(mail.raw, { skipTextToHtml: true });
  return sendHtml(response, 200, mailPage(summary(mail), parsed, language));
}

function listPart(store, url) {
  const query = url.searchParams.get('query') ?? '';
  const found = store.newestFirst(matcher(query));
  const start = numberOf(url, 'start', 0);
  return { query, start, step: 50, count: found.length, mails: found.slice(start, start + 50).map(summary) };
}

function sendHtml(response, status, html) {
  // A mail is foreign content: it may run nothing here and load nothing from elsewhere.
  response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'");
  send(response, status, 'text/html; charset=utf-8', html);
}

function sendJson(response, status, body) {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }).end(body);
}
