import { useNavigate, useParams } from 'react-router-dom';
import { patchJson, postJson } from '../answers/api.js';
import { EditPage } from '../drafts/edit-page.js';
import { useForm } from '../drafts/use-form.js';
import { DateTimeField } from '../parts/date-time-field.js';
import { errorOf, Field } from '../parts/field.js';
import { ReferenceField } from '../parts/reference-field.js';
import { Absent, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Campaign } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

export function CampaignNew() {
  return <CampaignForm campaign={null} />;
}

export function CampaignEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Campaign>(`/campaigns/${encodeURIComponent(code)}`);
  if (!answer.data) return <Absent problem={answer.problem} retry={answer.reload} />;
  return <CampaignForm key={answer.data.version} campaign={answer.data} />;
}

interface CampaignDraft { label: string; folder: string; start: string; end: string }

const BLANK: CampaignDraft = { label: '', folder: '', start: '', end: '' };

/** Label, folder and schedule; children are made by orders alone. */
function CampaignForm({ campaign }: { campaign: Campaign | null }) {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const words = t.pages.form;
  const typed = (instant: string | null | undefined): string => (instant ? dates.typed(instant) : '');
  const draftOf = ({ label, folder, schedule }: Campaign): CampaignDraft => ({ label, folder: folder ?? '', start: typed(schedule?.start), end: typed(schedule?.end) });
  const bodyOf = (draft: CampaignDraft, over: CampaignDraft | null): Record<string, unknown> => {
    const is = (field: keyof CampaignDraft): boolean => over === null || draft[field] !== over[field];
    const schedule = { ...(is('start') && { start: dates.fromInput(draft.start) }), ...(is('end') && { end: dates.fromInput(draft.end) }) };
    return { ...(is('label') && { label: draft.label.trim() }), ...(is('folder') && { folder: draft.folder.trim() }), ...(Object.keys(schedule).length > 0 && { schedule }) };
  };
  const form = useForm<Campaign, CampaignDraft>({
    path: campaign ? `/campaigns/${campaign.code}` : '/campaigns',
    thing: campaign,
    blank: BLANK,
    draftOf,
    send: async (draft, over, key) => {
      const body = bodyOf(draft, over && draftOf(over));
      if (over === null) return navigate(recordPath('campaigns', (await postJson<Campaign>('/campaigns', body, key)).code));
      if (Object.keys(body).length > 0) await patchJson(`/campaigns/${over.code}`, body, over.version);
      navigate(recordPath('campaigns', over.code));
    },
  });
  const { draft, errors } = form;
  const set = (part: Partial<CampaignDraft>): void => form.change({ ...draft, ...part });
  const names: Record<string, string> = { label: t.fields.label, folder: words.folder, start: words.start, end: words.end };
  const say = (field: string, value: unknown): string => {
    const instant = field === 'start' || field === 'end' ? dates.fromInput(String(value)) : null;
    return instant ? dates.moment(instant) : String(value);
  };
  const title = campaign ? words.editCampaign : words.newCampaign;
  return (
    <EditPage resource="campaigns" code={campaign?.code ?? null} title={title} form={form} nameOf={(field) => names[field] ?? field} say={say} create={words.createCampaign} nameOfError={() => undefined}>
      <fieldset className="card">
        <legend>{words.what}</legend>
        <Field id="label" label={t.fields.label} error={errorOf(errors, 'label')}>
          {(aria) => <input {...aria} type="text" required value={draft.label} onChange={(event) => set({ label: event.target.value })} />}
        </Field>
        <ReferenceField id="folder" of="folders" free label={words.folder} hint={t.form.hintFolder} error={errorOf(errors, 'folder')} values={draft.folder ? [draft.folder] : []} onChange={([folder = '']) => set({ folder })} />
        <DateTimeField id="start" label={words.start} error={errorOf(errors, 'schedule.start')} value={draft.start} onChange={(start) => set({ start })} />
        <DateTimeField id="end" label={words.end} error={errorOf(errors, 'schedule.end')} value={draft.end} onChange={(end) => set({ end })} />
      </fieldset>
      <p className="muted">{t.form.zone(dates.zone)}</p>
    </EditPage>
  );
}
