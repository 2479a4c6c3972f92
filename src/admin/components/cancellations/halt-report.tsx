import { apiUrl } from '../answers/api.js';
import { Card, Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Cancellation, DeliveryFigures } from '../answers/things.js';
import { CorrectionAction } from './correction.js';
import { DeliveryTable, pendingOf } from './delivery-table.js';

/** What had left, what never will, and when each delivery fell silent; figures add up on screen. */
export function HaltReport({ cancellation, reload }: { cancellation: Cancellation; reload: () => void }) {
  const { t, dates, n, took } = useReader();
  const { deliveries } = cancellation;
  const sum = (field: keyof DeliveryFigures): number => deliveries.reduce((all, delivery) => all + delivery[field], 0);
  const total: DeliveryFigures = { toDeliver: sum('toDeliver'), sent: sum('sent'), failed: sum('failed'), canceled: sum('canceled'), uncertain: sum('uncertain') };
  const pending = pendingOf(total);
  const isOver = cancellation.state === 'finished';
  const stopping = isOver ? [] : deliveries.filter(({ stoppedAt }) => stoppedAt === null);
  const lasts = deliveries.map(({ lastMessageAt }) => lastMessageAt).filter((at): at is string => at !== null).sort();
  const last = lasts.at(-1);
  const requestedAt = deliveries.find(({ requestedAt: at }) => at)?.requestedAt ?? cancellation.canceledAt;
  const share = (part: number): string => `${total.toDeliver > 0 ? (100 * part) / total.toDeliver : 0}%`;
  const after = last ? Date.parse(last) - Date.parse(requestedAt) : 0;
  const afterWords = after >= 0 ? t.cancellation.after(took(after)) : t.cancellation.before;
  const files = [
    [`/cancellations/${cancellation.code}/report?format=csv`, `${cancellation.code}-halt-report.csv`, t.cascade.report],
    [`/cancellations/${cancellation.code}/reached?format=csv`, `${cancellation.code}-reached.csv`, t.cancellation.reached],
  ] as const;
  const end = (
    <span className="acts">
      {files.map(([path, file, words]) => (
        <a key={file} className="btn sm" href={apiUrl(path)} download={file}>
          <Icon name="download" />
          {words}
        </a>
      ))}
      {stopping.length === 0 && <CorrectionAction cancellation={cancellation} reload={reload} />}
    </span>
  );
  return (
    <Card title={t.cancellation.report} id="card-report" beside={t.cancellation.requested(`${dates.precise(requestedAt)} ${dates.zoneName(requestedAt)}`)} end={end}>
      {deliveries.length === 0 ? (
        <p className="empty">{t.cancellation.noDeliveries}</p>
      ) : (
        <>
          <div className="pad halt">
            <div className="bar thick" role="img" aria-label={t.cancellation.bar({ ...total, pending })}>
              <i className="sent" style={{ width: share(total.sent) }} />
              <i className="fail" style={{ width: share(total.failed) }} />
              <i className="unc" style={{ width: share(total.uncertain) }} />
              <i className="canc" style={{ width: share(total.canceled) }} />
            </div>
            <dl className="sum">
              <div><dt>{t.fields.toDeliver}</dt><dd>{n(total.toDeliver)}</dd></div>
              <div><dt><i className="c-sent" />{t.fields.sent}</dt><dd>{n(total.sent)}</dd></div>
              <div><dt><i className="c-fail" />{t.fields.failed}</dt><dd>{n(total.failed)}</dd></div>
              <div><dt><i className="c-canc" />{t.fields.canceled}</dt><dd>{n(total.canceled)}</dd></div>
              {pending > 0 && <div><dt><i className="c-left" />{t.cancellation.pendingIn(stopping.length)}</dt><dd>{n(pending)}</dd></div>}
              <div><dt><i className="c-unc" />{t.fields.uncertain}</dt><dd>{n(total.uncertain)}</dd></div>
              {last && <div className="last"><dt>{t.cancellation.lastMessage}</dt><dd>{dates.precise(last)} <small>{dates.zoneName(last)}, {afterWords}</small></dd></div>}
            </dl>
            <p className="muted hint">{t.cancellation.reachedHint(total.sent)}</p>
          </div>
          <DeliveryTable deliveries={deliveries} isOver={isOver} />
        </>
      )}
    </Card>
  );
}
