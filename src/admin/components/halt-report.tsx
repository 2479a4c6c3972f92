import { useState } from 'react';
import { Link } from 'react-router-dom';
import { apiUrl } from './api.js';
import { Card, Code, Icon, recordPath } from './parts.js';
import { useActivityWords } from './process-columns.js';
import { useReader } from './reader.js';
import { ProcessChip } from './status.js';
import type { Cancellation, DeliveryFigures, StoppedDelivery } from './things.js';
import { useNames } from './use-answer.js';

const pendingOf = ({ toDeliver, sent, failed, canceled, uncertain }: DeliveryFigures): number => Math.max(0, toDeliver - sent - failed - canceled - uncertain);

/** What had left, what never will, and when each delivery fell silent; figures add up on screen. */
export function HaltReport({ cancellation }: { cancellation: Cancellation }) {
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
  const end = (
    <span className="acts">
      <a className="btn sm" href={apiUrl(`/cancellations/${cancellation.code}/reached?format=csv`)} download={`${cancellation.code}-reached.csv`}>
        <Icon name="download" />
        {t.cancellation.reached}
      </a>
    </span>
  );
  const sorted = [...deliveries].sort((a, b) => Number(a.stoppedAt !== null) - Number(b.stoppedAt !== null));
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
          <DeliveryTable deliveries={sorted} isOver={isOver} />
          <footer>{t.cancellation.stoppedOf(deliveries.length - stopping.length, deliveries.length)}</footer>
        </>
      )}
    </Card>
  );
}

function DeliveryTable({ deliveries, isOver }: { deliveries: StoppedDelivery[]; isOver: boolean }) {
  const { t, dates } = useReader();
  const zone = deliveries[0]?.requestedAt ? dates.zoneName(deliveries[0].requestedAt) : '';
  const heads = [t.cancellation.columns.delivery, t.fields.state, t.list.zoned(t.cancellation.columns.last, zone), t.list.zoned(t.cancellation.columns.stopped, zone), t.fields.toDeliver, t.fields.sent, t.fields.failed, t.status.canceled, t.fields.uncertain];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.list.scroll(t.cancellation.report)}>
      <table className="rows hrep">
        <caption className="vh">{t.cancellation.caption}</caption>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={index > 1 ? 'num' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <DeliveryRows key={delivery.code} delivery={delivery} isOver={isOver} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ENTITIES_SHOWN = 3;

/** @param isOver the cascade is finished: a delivery that did not stop goes on for other entities (cancel of one order) */
function DeliveryRows({ delivery, isOver }: { delivery: StoppedDelivery; isOver: boolean }) {
  const { t, dates, n } = useReader();
  const [open, setOpen] = useState(false);
  const shown = open ? delivery.entities : delivery.entities.slice(0, delivery.entities.length > 1 ? ENTITIES_SHOWN : 0);
  const nameOf = useNames([delivery.code, ...shown.map(({ entity }) => entity)]);
  const hidden = delivery.entities.length - shown.length;
  const isStopped = delivery.stoppedAt !== null;
  const isKnown = isStopped || isOver;
  const pending = pendingOf(delivery);
  const figures = (each: DeliveryFigures, style = '') => (
    <>
      <Figure head={t.fields.toDeliver} style={`a ${style}`}>{n(each.toDeliver)}</Figure>
      <Figure head={t.fields.sent} style={`b ${style}`}>{n(each.sent)}</Figure>
      <Figure head={t.fields.failed} style={`c ${style}`}>{n(each.failed)}</Figure>
      <Figure head={t.status.canceled} style={`d ${style}`}>{n(each.canceled)}{pendingOf(each) > 0 && <span className="sub">{`${n(pendingOf(each))} ${t.status.pending.toLowerCase()}`}</span>}</Figure>
      <Figure head={t.fields.uncertain} style={`e ${style}`}>{isKnown ? n(each.uncertain) : <><span aria-hidden="true">?</span><span className="vh">{t.unknown}</span></>}</Figure>
    </>
  );
  return (
    <>
      <tr>
        <th scope="row" className="n">
          <Link to={recordPath('deliveries', delivery.code)}>{nameOf(delivery.code)}</Link> <Code>{delivery.code}</Code>
          {delivery.workers.length > 0 && <span className="sub code">{delivery.workers.join(', ')}</span>}
        </th>
        <td className="sa">
          <ProcessChip status={isStopped ? 'stopped' : isOver ? 'running' : 'stopping'} />
          {!isStopped && isOver && <span className="sub">{t.cancellation.goesOn}</span>}
        </td>
        <Figure head={t.cancellation.columns.last} style="lm">{delivery.lastMessageAt ? dates.precise(delivery.lastMessageAt) : <span className="muted">{isKnown ? t.none : t.unknown}</span>}</Figure>
        <Figure head={t.cancellation.columns.stopped} style="sp">{delivery.stoppedAt ? dates.precise(delivery.stoppedAt) : <span className="muted">{isOver ? t.none : t.unknown}</span>}</Figure>
        {figures(delivery, pending > 0 ? 'open' : '')}
      </tr>
      {shown.map((each) => (
        <tr className="child" key={each.entity ?? 'none'}>
          <td className="n">
            {nameOf(each.entity)} <Code>{each.entity}</Code>
          </td>
          <td className="no" />
          <td className="no" />
          <td className="no" />
          {figures(each)}
        </tr>
      ))}
      {delivery.entities.length > ENTITIES_SHOWN && (
        <tr className="child">
          <td className="more" colSpan={9}>
            <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t.cancellation.fewerEntities : t.cancellation.moreEntities(hidden, delivery.code)}
            </button>
          </td>
        </tr>
      )}
    </>
  );
}

function Figure({ head, style, children }: { head: string; style: string; children: React.ReactNode }) {
  return (
    <td className={`num ${style}`}>
      <span className="lab">{head} </span>
      {children}
    </td>
  );
}

export function WorkflowReport({ cancellation }: { cancellation: Cancellation }) {
  const { t, dates } = useReader();
  const { workflows } = cancellation;
  const nameOf = useNames(workflows.map(({ code }) => code));
  const activityWords = useActivityWords();
  const stopped = workflows.filter(({ stoppedAt }) => stoppedAt !== null).length;
  const at = (instant: string | null) => (instant ? dates.precise(instant) : <span className="muted">{t.unknown}</span>);
  const zone = dates.zoneName(cancellation.canceledAt);
  return (
    <Card title={t.things.workflows} id="card-workflows" beside={t.cancellation.stoppedOf(stopped, workflows.length)}>
      <table className="rows wrep">
        <caption className="vh">{t.cancellation.captionWorkflows}</caption>
        <thead>
          <tr>
            <th scope="col">{t.cancellation.columns.workflow}</th>
            <th scope="col">{t.fields.state}</th>
            <th scope="col">{t.cancellation.columns.activity}</th>
            <th scope="col" className="num">{t.list.zoned(t.fields.requested, zone)}</th>
            <th scope="col" className="num">{t.list.zoned(t.status.stopped, zone)}</th>
          </tr>
        </thead>
        <tbody>
          {workflows.map((workflow) => (
            <tr key={workflow.code}>
              <th scope="row" className="n">
                <Link to={recordPath('workflows', workflow.code)}>{nameOf(workflow.code)}</Link> <Code>{workflow.code}</Code>
                {workflow.worker && <span className="sub code">{workflow.worker}</span>}
              </th>
              <td><ProcessChip status={workflow.stoppedAt === null ? 'stopping' : 'stopped'} /></td>
              <td>
                {activityWords(workflow.activity) || t.none}
                {workflow.activity && <span className="sub">{t.process.activityOf(workflow.activity.index + 1, workflow.activity.of)}</span>}
              </td>
              <td className="num"><span className="lab">{t.fields.requested} </span>{at(workflow.requestedAt)}</td>
              <td className="num"><span className="lab">{t.status.stopped} </span>{at(workflow.stoppedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
