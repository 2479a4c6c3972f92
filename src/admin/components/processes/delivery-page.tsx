import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useKey } from '../frame/frame.js';
import { PageHead } from '../frame/page-head.js';
import { Timeline } from '../proof/journal.js';
import { Absent, Code, Icon, ProblemNote, recordPath, ThingLink } from '../parts/parts.js';
import { DeliveryEntities } from './delivery-entities.js';
import { DeliveryFigures } from './delivery-figures.js';
import { MailPreview } from './mail-preview.js';
import { ProcessActions } from './process-actions.js';
import { ProcessCourse } from './process-course.js';
import { useConsequences, useTargetWords } from './use-consequences.js';
import { ProcessLine, ProcessNotes, ProcessSummary } from './workflow-page.js';
import { useReader } from '../reader/reader.js';
import type { Process } from '../answers/processes.js';
import { useAnswer, useNames } from '../answers/use-answer.js';
import { useRates } from '../answers/use-rates.js';

const EVERY_SECOND = 1000;
const EVERY_FIVE_SECONDS = 5000;
const SETTLED: ReadonlySet<string> = new Set(['draft', 'paused', 'stopped', 'finished']);

/** A delivery: what became of its messages, to whom it goes, what it says, and what may be done with it. */
export function DeliveryPage() {
  const { t, isLocal } = useReader();
  const navigate = useNavigate();
  const { recordId: code = '' } = useParams();
  const [isSettled, setSettled] = useState(false);
  const answer = useAnswer<Process>(`/deliveries/${encodeURIComponent(code)}`, { every: isSettled ? EVERY_FIVE_SECONDS : EVERY_SECOND });
  const delivery = answer.data;
  // Nothing moves by itself any more: asked more slowly, for what others do.
  if (delivery && SETTLED.has(delivery.status) !== isSettled) setSettled(!isSettled);
  const nameOf = useNames([delivery?.campaign, delivery?.entity, delivery?.workflow, delivery?.createdBy, ...(delivery?.target?.entities?.slice(0, 6) ?? [])]);
  const rateOf = useRates(delivery ? [{ code: delivery.code, done: delivery.processed ?? 0 }] : [], answer.heardAt);
  const consequences = useConsequences('deliveries', nameOf, rateOf);
  const targetOf = useTargetWords(nameOf);
  const allowed = delivery?.allowed ?? [];
  const editPath = recordPath('deliveries', code, 'edit');
  useKey('e', () => allowed.includes('edit') && navigate(editPath));
  if (!delivery) return <Absent problem={answer.problem} retry={answer.reload} />;
  return (
    <>
      <PageHead
        resource="deliveries"
        between={<><ThingLink code={delivery.campaign} label={nameOf(delivery.campaign)} /> <Code>{delivery.campaign}</Code></>}
        title={delivery.label}
        code={delivery.code}
        line={<ProcessLine kind="deliveries" process={delivery} />}
        actions={
          !isLocal && (
            <div className="acts">
              {allowed.includes('edit') && <Link className="btn" to={editPath} aria-keyshortcuts="e"><Icon name="edit" />{t.package.edit}</Link>}
              <ProcessActions path={`/deliveries/${delivery.code}`} code={delivery.code} label={delivery.label} allowed={allowed} isRunning={delivery.status === 'running'} told={consequences(delivery)} reload={answer.reload} />
            </div>
          )
        }
      />
      {answer.problem && <ProblemNote problem={answer.problem} />}
      <ProcessNotes process={delivery} />
      <div className="two">
        <div className="stack">
          <DeliveryFigures process={delivery} heardAt={answer.heardAt} rate={rateOf(delivery.code)} />
          <DeliveryEntities process={delivery} />
          <MailPreview content={{ label: delivery.label, subject: delivery.subject ?? '', html: delivery.html, text: delivery.text }} entity={delivery.target?.entities?.[0] ?? delivery.entity ?? null} ofPackage={delivery.package ?? null} />
          {!isLocal && <Timeline subject={delivery.code} every={isSettled ? null : EVERY_SECOND * 3} />}
        </div>
        <div className="stack">
          <ProcessSummary kind="deliveries" process={delivery} nameOf={nameOf} heardAt={null} target={targetOf(delivery)} />
          <ProcessCourse process={delivery} nameOf={nameOf} />
        </div>
      </div>
    </>
  );
}
