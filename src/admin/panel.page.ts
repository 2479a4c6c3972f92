import type { Locale } from '../language/text.js';
import { scriptJson } from './html.js';
import type { PanelAssets } from './panel.assets.js';
import type { PanelOperator } from './panel.ports.js';

/** What the panel's components find in `window.RELAIS`. */
interface Reader {
  locale: Locale;
  operator: Pick<PanelOperator, 'email' | 'name' | 'role' | 'entity'>;
}

const SCRIPTS = ['global.js', 'design-system.js', 'app.js', 'panel.js'] as const;

/**
 * AdminJS's page with our head: its template links a web font and writes its state unescaped into a script, so we
 * take the state out of it and set it into a page of our own that loads nothing from other hosts.
 */
export function panelPage(adminPage: string, reader: Reader, assets: PanelAssets, nonce: string): string {
  const scripts = SCRIPTS.map((name) => `<script defer src="${assets.url(name)}"></script>`).join('\n');
  return `<!doctype html>
<html lang="${reader.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Relais</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.url('panel.css')}">
<script nonce="${nonce}">
window.REDUX_STATE = ${scriptJson(knownTo(reader, stateOf(adminPage, 'REDUX_STATE')))};
window.THEME = ${scriptJson(stateOf(adminPage, 'THEME'))};
window.THEME_COMPONENTS = {};
window.AdminJS = { Components: {} };
window.RELAIS = ${scriptJson({ ...reader, charts: assets.url('charts.js') })};
</script>
${scripts}
<script nonce="${nonce}">
addEventListener('DOMContentLoaded', () => createRoot(document.getElementById('app')).render(AdminJS.Application));
</script>
</head>
<body><div id="app"></div></body>
</html>`;
}

/** AdminJS lists its resources in each page, with their fields: a local operator has none of them. */
function knownTo({ operator }: Reader, state: unknown): unknown {
  return operator.role === 'local' ? { ...(state as object), resources: [] } : state;
}

function stateOf(page: string, name: string): unknown {
  const line = new RegExp(`window\\.${name} = (.*);$`, 'm').exec(page)?.[1];
  if (line === undefined) throw new Error(`AdminJS's page no longer holds ${name}: its version changed`);
  return JSON.parse(line);
}
