import { Icon } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Cancellation } from '../answers/things.js';
import { useTick } from '../answers/use-answer.js';

const PATIENCE_MS = 2_000;

/** Deliveries that have not stopped within two seconds: who does not answer, and what becomes of it. */
export function Waiting({ cancellation }: { cancellation: Cancellation }) {
  const { t } = useReader();
  const now = useTick(1000).getTime();
  const late = cancellation.state === 'finished' ? [] : cancellation.deliveries.filter(({ stoppedAt, requestedAt }) => stoppedAt === null && requestedAt !== null && now - Date.parse(requestedAt) > PATIENCE_MS);
  const workers = [...new Set(late.flatMap((delivery) => delivery.workers))];
  if (late.length === 0 || workers.length === 0) return null;
  return (
    <div className="note warn">
      <Icon name="alert" />
      <div className="why">
        <b>{t.cascade.wait(late.length, workers.join(', '))}</b> {t.cascade.waitWhy}
      </div>
    </div>
  );
}
