import type { ReactNode } from 'react';
import { Card, Code, Icon, recordPath } from '../parts/parts.js';
import { ProgressBar } from './process-columns.js';
import { queryWords, someOf } from '../proof/target-words.js';
import { ProcessChip } from '../parts/status.js';
import { useReader } from '../reader/reader.js';
import { stepsOf, type Step, type StepState } from './workflow-steps.js';
import { Link } from 'react-router-dom';
import type { Process } from '../answers/processes.js';

type NameOf = (code: string | null | undefined) => string;

const ICONS: Record<StepState, string> = { done: 'check', now: 'right', wait: 'clock', rest: 'pause', stop: 'stop', fail: 'alert', next: 'dot', never: 'x' };

/** The activities as a line of steps: what is done, where it is, what comes; or where it stopped, and why. */
export function WorkflowLine({ workflow, made, nameOf }: { workflow: Process; made: Process[]; nameOf: NameOf }) {
  const { t } = useReader();
  const steps = stepsOf(workflow, made);
  const words = t.pages.workflow;
  return (
    <Card title={words.steps} id="card-activities">
      <ol className="flow">
        {steps.map((step, index) => (
          <li key={index} className={step.state} aria-current={['now', 'wait', 'rest'].includes(step.state) ? 'step' : undefined}>
            <span className="mark">
              <Icon name={ICONS[step.state]} />
            </span>
            <div className="what">
              <b>{words[step.activity.type]}</b> <StepWords step={step} nameOf={nameOf} />
              <StepDetail step={step} workflow={workflow} />
            </div>
            <span className="far">
              <span className="state">{words.state[step.state]}</span>
              <span className="sub">{words.step(index + 1, steps.length)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What the activity does, in a few words. */
function StepWords({ step: { activity }, nameOf }: { step: Step; nameOf: NameOf }) {
  const { t, n, dates, span } = useReader();
  const words = t.pages.workflow;
  switch (activity.type) {
    case 'query': {
      const who = activity.entities?.length ? someOf(activity.entities.map(nameOf), t, n) : words.everyone;
      const query = activity.query && Object.keys(activity.query).length > 0 ? `, ${t.pages.target.where(queryWords(activity.query, t, n))}` : '';
      return <span>{who + query}</span>;
    }
    case 'wait':
      return <span>{activity.until ? words.until(dates.moment(activity.until)) : words.seconds(span((activity.seconds ?? 0) * 1000))}</span>;
    case 'split':
      return <span>{activity.by ? words.by(activity.by) : words.parts(activity.parts ?? 1)}</span>;
    case 'recurring-deliver':
      return <span>{t.quoted(activity.delivery?.label ?? '')} {activity.every && words.every(activity.every.count, activity.every.unit)}{activity.times === undefined ? '' : `, ${words.times(activity.times)}`}{activity.until ? `, ${words.until(dates.moment(activity.until))}` : ''}</span>;
    case 'deliver':
      return <span>{t.quoted(activity.delivery?.label ?? '')} {activity.part === undefined ? words.whole : words.toPart(String(activity.part))}</span>;
  }
}

/** What became of it: when it wakes, how many it selected, the delivery it made, why it failed. */
function StepDetail({ step, workflow }: { step: Step; workflow: Process }) {
  const { t, dates, away } = useReader();
  const words = t.pages.workflow;
  const { state, deliveries, selected } = step;
  const wakeAt = state === 'wait' || state === 'rest' ? workflow.activity?.wakeAt : null;
  const lines: ReactNode[] = [
    ...(wakeAt ? [<span key="wake" className="sub">{words.wakes(dates.moment(wakeAt), away(wakeAt))}</span>] : []),
    ...(selected === null ? [] : [<span key="selected" className="sub">{words.selected(selected)}</span>]),
    ...(state === 'fail' && workflow.reason ? [<span key="why" className="sub no">{workflow.reason}</span>] : []),
  ];
  return (
    <>
      {lines}
      {deliveries.map((delivery) => (
        <div className="made" key={delivery.code}>
          <span>
            <Link to={recordPath('deliveries', delivery.code)}>{delivery.label}</Link> <Code>{delivery.code}</Code> <ProcessChip of="deliveries" status={delivery.status} />
          </span>
          <ProgressBar process={delivery} />
        </div>
      ))}
    </>
  );
}
