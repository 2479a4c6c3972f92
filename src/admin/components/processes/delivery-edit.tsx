import { useLocation, useNavigate, useParams } from 'react-router-dom';
import { patchJson, postJson } from '../answers/api.js';
import { EditPage } from '../drafts/edit-page.js';
import { useForm } from '../drafts/use-form.js';
import { ReferenceField } from '../parts/reference-field.js';
import { ContentFields } from './content-fields.js';
import { contentChanges, contentDraftOf, contentOf, emptyContent, type Condition, type ContentDraft } from './delivery-draft.js';
import { MailPreview } from './mail-preview.js';
import { usePlaceholders } from './use-placeholders.js';
import { errorOf, Field } from '../parts/field.js';
import { Absent, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { Process } from '../answers/processes.js';
import { useAnswer } from '../answers/use-answer.js';

/** A new draft, in the campaign that the address names. */
export function DeliveryNew() {
  const campaign = new URLSearchParams(useLocation().search).get('campaign') ?? '';
  return <DeliveryForm delivery={null} campaign={campaign} />;
}

/** A draft may be edited until it starts; what a correction goes to stays as it is. */
export function DeliveryEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Process>(`/deliveries/${encodeURIComponent(code)}`);
  if (!answer.data) return <Absent problem={answer.problem} retry={answer.reload} />;
  return <DeliveryForm key={answer.data.version} delivery={answer.data} campaign={answer.data.campaign} />;
}

interface DeliveryDraft extends ContentDraft { campaign: string; isTemplate: boolean }

const draftOf = (delivery: Process): DeliveryDraft => ({
  ...contentDraftOf({ ...delivery, subject: delivery.subject ?? '', ratePerSecond: delivery.ratePerSecond ?? 100, maxFailureRate: delivery.maxFailureRate ?? 0.2 }),
  campaign: delivery.campaign,
  isTemplate: delivery.template ?? false,
});

function DeliveryForm({ delivery, campaign: given }: { delivery: Process | null; campaign: string }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const words = t.pages.form;
  const form = useForm<Process, DeliveryDraft>({
    path: delivery ? `/deliveries/${delivery.code}` : '/deliveries',
    thing: delivery,
    blank: { ...emptyContent, campaign: given, isTemplate: false },
    draftOf,
    send: async ({ campaign, isTemplate, ...content }, over, key) => {
      if (over === null) return navigate(recordPath('deliveries', (await postJson<Process>('/deliveries', { campaign, template: isTemplate, ...contentOf(content) }, key)).code));
      const changes = contentChanges(content, draftOf(over));
      if (Object.keys(changes).length > 0) await patchJson(`/deliveries/${over.code}`, changes, over.version);
      navigate(recordPath('deliveries', over.code));
    },
  });
  const { draft, errors } = form;
  const { placeholders, ofPackage } = usePlaceholders(draft.campaign);
  const reachedBy = delivery?.target?.reachedBy;
  const set = (part: Partial<DeliveryDraft>): void => form.change({ ...draft, ...part });
  const title = delivery ? words.editDelivery : words.newDelivery;
  return (
    <EditPage resource="deliveries" code={delivery?.code ?? null} title={title} form={form} nameOf={(field) => nameOfDraft(field, t)} say={sayOf} create={words.create} nameOfError={(field) => nameOfField(field, t)} back={given ? recordPath('campaigns', given) : undefined}>
      <fieldset className="card">
        <legend>{words.what}</legend>
        <Field id="label" label={t.fields.label} error={errorOf(errors, 'label')}>
          {(aria) => <input {...aria} type="text" required value={draft.label} onChange={(event) => set({ label: event.target.value })} />}
        </Field>
        <ReferenceField id="campaign" of="campaigns" label={t.fields.campaign} disabled={delivery !== null} error={errorOf(errors, 'campaign')} values={draft.campaign ? [draft.campaign] : []} onChange={([campaign = '']) => set({ campaign })} />
        {!delivery && (
          <label className="tick wide">
            <input type="checkbox" checked={draft.isTemplate} onChange={(event) => set({ isTemplate: event.target.checked })} />
            <span>{words.template} <span className="muted">{words.templateHint}</span></span>
          </label>
        )}
      </fieldset>
      <ContentFields id="mail" draft={draft} errors={errors} placeholders={placeholders} fixedTarget={reachedBy ? words.fixedTarget(reachedBy) : undefined} onChange={(content) => form.change({ ...draft, ...content })} />
      <MailPreview content={draft} entity={draft.entities[0] ?? delivery?.entity ?? null} ofPackage={ofPackage} isPreview />
    </EditPage>
  );
}

/** A field of the draft as the form labels it. */
export function nameOfDraft(field: string, t: ReturnType<typeof useReader>['t']): string {
  const words = t.pages.form;
  const names: Record<string, string> = { label: t.fields.label, campaign: t.fields.campaign, subject: words.subject, html: words.html, text: words.text, rate: words.rate, failures: words.failures, channel: words.channel, entities: words.entities, conditions: words.whom, activities: words.activities };
  return names[field] ?? field;
}

const SAID_MAX = 300;

/** What a draft holds, as one line: a mail's text by its beginning. */
function sayOf(_field: string, value: unknown): string {
  const said = Array.isArray(value) ? value.map((each: string | Condition) => (typeof each === 'string' ? each : `${each.attribute} ${SIGNS[each.comparison]} ${each.value}`)).join(', ') : String(value);
  return said.length > SAID_MAX ? `${said.slice(0, SAID_MAX)}…` : said;
}

const SIGNS = { is: '=', gt: '>', gte: '≥', lt: '<', lte: '≤' } as const;

/** A field of the body as the form labels it. */
export function nameOfField(field: string, t: ReturnType<typeof useReader>['t']): string | undefined {
  const words = t.pages.form;
  const names: Record<string, string> = { subject: words.subject, html: words.html, text: words.text, channel: words.channel, ratePerSecond: words.rate, maxFailureRate: words.failures, target: words.whom, activities: words.activities };
  const last = field.split('.').findLast((part) => names[part.replace(/\[.*$/, '')] !== undefined);
  return last === undefined ? undefined : names[last.replace(/\[.*$/, '')];
}
