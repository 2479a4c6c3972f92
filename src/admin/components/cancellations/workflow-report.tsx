import { Link } from 'react-router-dom';
import { Card, Code, recordPath } from '../parts/parts.js';
import { useActivityWords } from '../processes/process-columns.js';
import { useReader } from '../reader/reader.js';
import { ProcessChip } from '../parts/status.js';
import type { Cancellation } from '../answers/things.js';
import { useNames } from '../answers/use-answer.js';

/** Which activity each workflow was in when it was stopped. */
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
              <td><ProcessChip of="workflows" status={workflow.stoppedAt === null ? 'stopping' : 'stopped'} /></td>
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
