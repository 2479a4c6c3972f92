import { useNavigate, useParams } from 'react-router-dom';
import { patchJson, postJson } from '../answers/api.js';
import { useAnswer } from '../answers/use-answer.js';
import { EditPage } from '../drafts/edit-page.js';
import { useForm, type Versioned } from '../drafts/use-form.js';
import { errorOf, Field } from '../parts/field.js';
import { Absent, recordPath } from '../parts/parts.js';
import { ReferenceField } from '../parts/reference-field.js';
import { useReader } from '../reader/reader.js';
import type { Entity } from './entity-page.js';

type VersionedEntity = Entity & Versioned;

interface EntityDraft {
  label: string;
  locale: string;
  timeZone: string;
  contact: string;
  notificationGroup: string;
  orderReviewers: string[];
}

export function EntityNew() {
  return <EntityForm entity={null} />;
}

export function EntityEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<VersionedEntity>(`/entities/${encodeURIComponent(code)}`);
  return answer.data ? <EntityForm entity={answer.data} /> : <Absent problem={answer.problem} retry={answer.reload} />;
}

const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);
const draftOf = ({ label, locale, timeZone, contact, notificationGroup, orderReviewers }: Entity): EntityDraft => ({ label, locale, timeZone, contact: contact ?? '', notificationGroup: notificationGroup.join('\n'), orderReviewers });
const bodyOf = ({ notificationGroup, ...draft }: EntityDraft): Record<string, unknown> => ({ ...draft, label: draft.label.trim(), contact: draft.contact.trim(), notificationGroup: addressesIn(notificationGroup) });

/** A branch: its name, language and time zone, who is told, who approves its orders. */
function EntityForm({ entity }: { entity: VersionedEntity | null }) {
  const { t, locale, dates } = useReader();
  const navigate = useNavigate();
  const words = t.pages.entityForm;
  const form = useForm<VersionedEntity, EntityDraft>({
    path: entity ? `/entities/${entity.code}` : '/entities',
    thing: entity,
    blank: { label: '', locale, timeZone: dates.zone, contact: '', notificationGroup: '', orderReviewers: [] },
    draftOf,
    send: async (draft, over, key) => {
      const body = bodyOf(draft);
      if (over === null) return navigate(recordPath('entities', (await postJson<Entity>('/entities', body, key)).code));
      const known = bodyOf(draftOf(over));
      const changes = Object.fromEntries(Object.entries(body).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(known[field])));
      if (Object.keys(changes).length > 0) await patchJson(`/entities/${over.code}`, changes, over.version);
      navigate(recordPath('entities', over.code));
    },
  });
  const { draft, errors } = form;
  const set = (part: Partial<EntityDraft>): void => form.change({ ...draft, ...part });
  const names: Record<string, string> = { label: t.fields.label, locale: t.fields.locale, timeZone: t.fields.timeZone, contact: t.fields.contact, notificationGroup: t.pages.entity.told, orderReviewers: t.pages.entity.approves };
  const nameOf = (field: string): string => names[field.split('[')[0] ?? field] ?? field;
  const title = entity ? words.edit : words.new;
  return (
    <EditPage resource="entities" code={entity?.code ?? null} title={title} form={form} nameOf={nameOf} say={(_field, value) => (Array.isArray(value) ? value.join(', ') : String(value).split('\n').join(', '))} create={words.create}>
      <fieldset className="card">
        <legend>{t.pages.form.what}</legend>
        <Field id="label" label={t.fields.label} error={errorOf(errors, 'label')}>
          {(aria) => <input {...aria} type="text" required value={draft.label} onChange={(event) => set({ label: event.target.value })} />}
        </Field>
        <Field id="locale" label={t.fields.locale} hint={words.localeHint} error={errorOf(errors, 'locale')}>
          {(aria) => (
            <select {...aria} value={draft.locale} onChange={(event) => set({ locale: event.target.value })}>
              {(['en', 'fr'] as const).map((value) => <option key={value} value={value}>{t.telling.locales[value]}</option>)}
            </select>
          )}
        </Field>
        <Field id="timeZone" label={t.fields.timeZone} hint={words.timeZoneHint} error={errorOf(errors, 'timeZone')}>
          {(aria) => <input {...aria} type="text" list="time-zones" required value={draft.timeZone} onChange={(event) => set({ timeZone: event.target.value })} />}
        </Field>
        <datalist id="time-zones">{Intl.supportedValuesOf('timeZone').map((zone) => <option key={zone} value={zone} />)}</datalist>
        <Field id="contact" label={t.fields.contact} error={errorOf(errors, 'contact')}>
          {(aria) => <input {...aria} type="text" value={draft.contact} onChange={(event) => set({ contact: event.target.value })} />}
        </Field>
      </fieldset>
      <fieldset className="card">
        <legend>{words.people}</legend>
        <Field id="notificationGroup" label={t.pages.entity.told} hint={words.toldHint} error={errorOf(errors, 'notificationGroup')}>
          {(aria) => <textarea {...aria} rows={4} value={draft.notificationGroup} onChange={(event) => set({ notificationGroup: event.target.value })} />}
        </Field>
        <ReferenceField id="orderReviewers" of="operators" many label={t.pages.entity.approves} error={errorOf(errors, 'orderReviewers')} values={draft.orderReviewers} onChange={(orderReviewers) => set({ orderReviewers })} />
      </fieldset>
    </EditPage>
  );
}
