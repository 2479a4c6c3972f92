import { useLocation, useNavigate, useParams } from 'react-router-dom';
import { patchJson, postJson } from '../answers/api.js';
import { EditPage } from '../drafts/edit-page.js';
import { useForm } from '../drafts/use-form.js';
import { ReferenceField } from '../parts/reference-field.js';
import { ActivityFields } from './activity-fields.js';
import { nameOfDraft, nameOfField } from './delivery-edit.js';
import { usePlaceholders } from './use-placeholders.js';
import { activityDraftOf, activityOf, moved, newActivity, saidOf, withPlace, type ActivityDraft } from './workflow-draft.js';
import { errorOf, Field } from '../parts/field.js';
import { Absent, Icon, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Activity, Process } from '../answers/processes.js';
import { useAnswer } from '../answers/use-answer.js';

const TYPES: readonly Activity['type'][] = ['query', 'wait', 'split', 'deliver'];

/** A new draft, in the campaign that the address names. */
export function WorkflowNew() {
  const campaign = new URLSearchParams(useLocation().search).get('campaign') ?? '';
  return <WorkflowForm workflow={null} campaign={campaign} />;
}

export function WorkflowEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Process>(`/workflows/${encodeURIComponent(code)}`);
  if (!answer.data) return <Absent problem={answer.problem} retry={answer.reload} />;
  return <WorkflowForm key={answer.data.version} workflow={answer.data} campaign={answer.data.campaign} />;
}

interface WorkflowDraft { label: string; campaign: string; isTemplate: boolean; activities: ActivityDraft[] }

/** An activity's place in the page is no part of what it says. */
type PlacelessActivity = Omit<ActivityDraft, 'id'>;
const flat = ({ activities, ...rest }: WorkflowDraft): object => ({ ...rest, activities: activities.map(({ id: _id, ...activity }): PlacelessActivity => activity) });
const unflat = (given: object): WorkflowDraft => {
  const { activities, ...rest } = given as WorkflowDraft;
  return { ...rest, activities: activities.map(withPlace) };
};

function WorkflowForm({ workflow, campaign: given }: { workflow: Process | null; campaign: string }) {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const words = t.pages.form;
  const draftOf = ({ label, campaign, template, activities = [] }: Process): WorkflowDraft => ({ label, campaign, isTemplate: template ?? false, activities: activities.map((activity) => activityDraftOf(activity, dates)) });
  const form = useForm<Process, WorkflowDraft>({
    path: workflow ? `/workflows/${workflow.code}` : '/workflows',
    thing: workflow,
    blank: { label: '', campaign: given, isTemplate: false, activities: [] },
    draftOf,
    send: async (draft, over, key) => {
      const body = { label: draft.label.trim(), activities: draft.activities.map((activity) => activityOf(activity, dates)) };
      if (over) await patchJson(`/workflows/${over.code}`, body, over.version);
      const code = over?.code ?? (await postJson<Process>('/workflows', { campaign: draft.campaign, template: draft.isTemplate, ...body }, key)).code;
      navigate(recordPath('workflows', code));
    },
  });
  const { draft, errors } = form;
  const { activities } = draft;
  const { placeholders } = usePlaceholders(draft.campaign);
  const set = (part: Partial<WorkflowDraft>): void => form.change({ ...draft, ...part });
  const setActivities = (next: ActivityDraft[]): void => set({ activities: next });
  const say = (_field: string, value: unknown): string => (Array.isArray(value) ? (value as ActivityDraft[]).map((activity, index) => words.activity(index + 1, saidOf(activity, t.pages.workflow[activity.type]))).join(', ') : String(value));
  const title = workflow ? words.editWorkflow : words.newWorkflow;
  return (
    <EditPage resource="workflows" code={workflow?.code ?? null} title={title} form={form} nameOf={(field) => nameOfDraft(field, t)} say={say} flat={flat} unflat={unflat} create={words.create} nameOfError={(field) => nameOfField(field, t)} back={given ? recordPath('campaigns', given) : undefined}>
      <fieldset className="card">
        <legend>{words.what}</legend>
        <Field id="label" label={t.fields.label} error={errorOf(errors, 'label')}>
          {(aria) => <input {...aria} type="text" required value={draft.label} onChange={(event) => set({ label: event.target.value })} />}
        </Field>
        <ReferenceField id="campaign" of="campaigns" label={t.fields.campaign} disabled={workflow !== null} error={errorOf(errors, 'campaign')} values={draft.campaign ? [draft.campaign] : []} onChange={([campaign = '']) => set({ campaign })} />
        {!workflow && (
          <label className="tick wide">
            <input type="checkbox" checked={draft.isTemplate} onChange={(event) => set({ isTemplate: event.target.checked })} />
            <span>{words.template} <span className="muted">{words.templateHint}</span></span>
          </label>
        )}
      </fieldset>
      <fieldset className="card">
        <legend>{words.activities}</legend>
        {errors.get('activities') && <p className="error wide" role="alert">{errors.get('activities')}</p>}
        {activities.length === 0 && <p className="muted wide">{words.none}</p>}
        <ol className="wide made-of">
          {activities.map((activity, index) => (
            <ActivityItem key={activity.id} activity={activity} index={index} count={activities.length} errors={errors} placeholders={placeholders} setAll={setActivities} all={activities} />
          ))}
        </ol>
        <div className="wide acts" role="group" aria-label={words.add}>
          {TYPES.map((type) => (
            <button key={type} type="button" className="btn sm" onClick={() => setActivities([...activities, newActivity(type)])}>
              <Icon name="plus" />
              {{ query: words.addQuery, wait: words.addWait, split: words.addSplit, deliver: words.addDeliver, 'recurring-deliver': words.addDeliver }[type]}
            </button>
          ))}
        </div>
      </fieldset>
    </EditPage>
  );
}

interface ItemProps {
  activity: ActivityDraft;
  index: number;
  count: number;
  errors: Map<string, string>;
  placeholders: readonly string[];
  all: ActivityDraft[];
  setAll: (activities: ActivityDraft[]) => void;
}

function ActivityItem({ activity, index, count, errors, placeholders, all, setAll }: ItemProps) {
  const { t } = useReader();
  const words = t.pages.form;
  const button = (icon: string, name: string, isOff: boolean, act: () => void) => (
    <button type="button" className="btn quiet sm" aria-label={name} title={name} disabled={isOff} onClick={act}>
      <Icon name={icon} />
    </button>
  );
  return (
    <li>
      <div className="made-head">
        <b>{words.activity(index + 1, t.pages.workflow[activity.type])}</b>
        <span className="acts">
          {button('down flip', words.up(index + 1), index === 0, () => setAll(moved(all, index, -1)))}
          {button('down', words.down(index + 1), index === count - 1, () => setAll(moved(all, index, 1)))}
          {button('x', words.remove(index + 1), false, () => setAll(all.filter(({ id }) => id !== activity.id)))}
        </span>
      </div>
      <ActivityFields draft={activity} within={`activities[${index}].`} errors={errors} placeholders={placeholders} onChange={(next) => setAll(all.map((each) => (each.id === activity.id ? next : each)))} />
    </li>
  );
}
