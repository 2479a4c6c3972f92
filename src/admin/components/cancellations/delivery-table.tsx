import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { Code, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { ProcessChip } from '../parts/status.js';
import type { DeliveryFigures, StoppedDelivery } from '../answers/things.js';
import { useAnswer, useNames } from '../answers/use-answer.js';

export const pendingOf = ({ toDeliver, sent, failed, canceled, uncertain }: DeliveryFigures): number => Math.max(0, toDeliver - sent - failed - canceled - uncertain);

const SHOWN = 8;

/** @param isOver the cascade is finished: a delivery that did not stop goes on for other entities (cancel of one order) */
export function DeliveryTable({ deliveries, isOver }: { deliveries: StoppedDelivery[]; isOver: boolean }) {
  const { t, dates } = useReader();
  const [showsAll, setShowsAll] = useState(false);
  const inOrder = useFirstOrder(deliveries);
  const shown = showsAll ? inOrder : inOrder.slice(0, SHOWN);
  const nameOf = useNames(shown.map(({ code }) => code));
  const zone = deliveries[0]?.requestedAt ? dates.zoneName(deliveries[0].requestedAt) : '';
  const heads = [t.cancellation.columns.delivery, t.fields.state, t.list.zoned(t.cancellation.columns.last, zone), t.list.zoned(t.cancellation.columns.stopped, zone), t.fields.toDeliver, t.fields.sent, t.fields.failed, t.status.canceled, t.fields.uncertain];
  return (
    <>
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
            {shown.map((delivery) => (
              <DeliveryRows key={delivery.code} delivery={delivery} label={nameOf(delivery.code)} isOver={isOver} />
            ))}
          </tbody>
        </table>
      </div>
      <footer>
        <span>{t.cancellation.stoppedOf(deliveries.filter(({ stoppedAt }) => stoppedAt !== null).length, deliveries.length)}{deliveries.length > SHOWN && ` · ${t.cascade.shown(shown.length, deliveries.length)}`}</span>
        {deliveries.length > SHOWN && (
          <span className="end">
            <button type="button" className="link" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? t.cascade.fewer : t.cascade.all(deliveries.length)}
            </button>
          </span>
        )}
      </footer>
    </>
  );
}

/** Those still stopping first as the page was opened; nothing moves after that, what comes later is added at the end. */
function useFirstOrder(deliveries: StoppedDelivery[]): StoppedDelivery[] {
  const places = useRef(new Map<string, number>());
  if (places.current.size === 0) {
    [...deliveries].sort((a, b) => Number(a.stoppedAt !== null) - Number(b.stoppedAt !== null)).forEach(({ code }, place) => places.current.set(code, place));
  }
  for (const { code } of deliveries) if (!places.current.has(code)) places.current.set(code, places.current.size);
  return [...deliveries].sort((a, b) => (places.current.get(a.code) ?? 0) - (places.current.get(b.code) ?? 0));
}

function DeliveryRows({ delivery, label, isOver }: { delivery: StoppedDelivery; label: string; isOver: boolean }) {
  const { t, dates } = useReader();
  const [isOpen, setOpen] = useState(false);
  const isStopped = delivery.stoppedAt !== null;
  const isKnown = isStopped || isOver;
  return (
    <>
      <tr>
        <th scope="row" className="n">
          <Link to={recordPath('deliveries', delivery.code)}>{label}</Link> <Code>{delivery.code}</Code>
          <button type="button" className="link by-entity" aria-expanded={isOpen} aria-label={isOpen ? t.cascade.hideEntitiesOf(delivery.code) : t.cascade.byEntityOf(delivery.code)} onClick={() => setOpen(!isOpen)}>
            {t.cascade.byEntity}
          </button>
        </th>
        <td className="sa">
          <ProcessChip of="deliveries" status={isStopped ? 'stopped' : isOver ? 'running' : 'stopping'} />
          {!isStopped && isOver && <span className="sub">{t.cancellation.goesOn}</span>}
          {!isKnown && delivery.workers.length > 0 && <span className="sub">{t.cascade.waitsFor(delivery.workers.join(', '))}</span>}
        </td>
        <Cell head={t.cancellation.columns.last} style="lm">{delivery.lastMessageAt ? dates.precise(delivery.lastMessageAt) : <span className="muted">{isKnown ? t.none : t.unknown}</span>}</Cell>
        <Cell head={t.cancellation.columns.stopped} style="sp">{delivery.stoppedAt ? dates.precise(delivery.stoppedAt) : <span className="muted">{isOver ? t.none : t.unknown}</span>}</Cell>
        <Figures of={delivery} isKnown={isKnown} style={pendingOf(delivery) > 0 ? 'open' : ''} />
      </tr>
      {isOpen && <EntityRows delivery={delivery} isKnown={isKnown} />}
    </>
  );
}

/** Counted when somebody opens it: the whole ledger of the delivery is read for it. */
function EntityRows({ delivery, isKnown }: { delivery: StoppedDelivery; isKnown: boolean }) {
  const { t } = useReader();
  const given = delivery.entities;
  const answer = useAnswer<{ items: (DeliveryFigures & { entity: string | null })[] }>(given.length > 0 ? null : `/deliveries/${delivery.code}/entities`);
  const entities = given.length > 0 ? given : (answer.data?.items ?? []);
  const nameOf = useNames(entities.map(({ entity }) => entity));
  if (answer.problem) return <tr className="child"><td colSpan={9}><ProblemNote problem={answer.problem} retry={answer.reload} /></td></tr>;
  if (given.length === 0 && !answer.data) return <tr className="child"><td className="more" colSpan={9}>{t.frame.loading}</td></tr>;
  return (
    <>
      {entities.map((each) => (
        <tr className="child" key={each.entity ?? 'none'}>
          <td className="n">
            {nameOf(each.entity)} <Code>{each.entity}</Code>
          </td>
          <td className="no" />
          <td className="no" />
          <td className="no" />
          <Figures of={each} isKnown={isKnown} />
        </tr>
      ))}
    </>
  );
}

function Figures({ of, isKnown, style = '' }: { of: DeliveryFigures; isKnown: boolean; style?: string }) {
  const { t, n } = useReader();
  const pending = pendingOf(of);
  return (
    <>
      <Cell head={t.fields.toDeliver} style={`a ${style}`}>{n(of.toDeliver)}</Cell>
      <Cell head={t.fields.sent} style={`b ${style}`}>{n(of.sent)}</Cell>
      <Cell head={t.fields.failed} style={`c ${style}`}>{n(of.failed)}</Cell>
      <Cell head={t.status.canceled} style={`d ${style}`}>{n(of.canceled)}{pending > 0 && <span className="sub">{`${n(pending)} ${t.status.pending.toLowerCase()}`}</span>}</Cell>
      <Cell head={t.fields.uncertain} style={`e ${style}`}>{isKnown ? n(of.uncertain) : <><span aria-hidden="true">?</span><span className="vh">{t.unknown}</span></>}</Cell>
    </>
  );
}

function Cell({ head, style, children }: { head: string; style: string; children: React.ReactNode }) {
  return (
    <td className={`num ${style}`}>
      <span className="lab">{head} </span>
      {children}
    </td>
  );
}
