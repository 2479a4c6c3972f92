import { useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { patchJson, postJson } from '../answers/api.js';
import { useAnswer } from '../answers/use-answer.js';
import { EditPage } from '../drafts/edit-page.js';
import { useForm, type Versioned } from '../drafts/use-form.js';
import { errorOf, Field } from '../parts/field.js';
import { Absent, recordPath } from '../parts/parts.js';
import { ReferenceField } from '../parts/reference-field.js';
import { useReader } from '../reader/reader.js';
import type { Operator } from './operator-page.js';

type VersionedOperator = Operator & Versioned;

interface OperatorDraft {
  email: string;
  name: string;
  role: Operator['role'];
  entity: string;
  locale: string;
}

const ROLES = ['central', 'local', 'admin'] as const;
const PASSWORD_MIN = 12;

export function OperatorNew() {
  return <OperatorForm operator={null} />;
}

export function OperatorEdit() {
  const { recordId: email = '' } = useParams();
  const answer = useAnswer<VersionedOperator>(`/operators/${encodeURIComponent(email)}`);
  return answer.data ? <OperatorForm operator={answer.data} /> : <Absent problem={answer.problem} retry={answer.reload} />;
}

const draftOf = ({ email, name, role, entity, locale }: Operator): OperatorDraft => ({ email, name, role, entity: entity ?? '', locale: locale ?? '' });
const bodyOf = ({ name, role, entity, locale }: OperatorDraft): Record<string, unknown> => ({ name: name.trim(), role, entity: role === 'local' ? entity || null : null, locale: locale || null });

/** Who may sign in, and as what. The password is never kept with the draft. */
function OperatorForm({ operator }: { operator: VersionedOperator | null }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const words = t.pages.operatorForm;
  const [password, setPassword] = useState('');
  const form = useForm<VersionedOperator, OperatorDraft>({
    path: operator ? `/operators/${operator.email}` : '/operators',
    thing: operator,
    blank: { email: '', name: '', role: 'central', entity: '', locale: '' },
    draftOf,
    send: async (draft, over) => {
      const body = { ...bodyOf(draft), ...(password && { password }) };
      if (over === null) return navigate(recordPath('operators', (await postJson<Operator>('/operators', { email: draft.email.trim(), ...body }, crypto.randomUUID())).email));
      const known = bodyOf(draftOf(over));
      const changes = Object.fromEntries(Object.entries(body).filter(([field, value]) => value !== known[field]));
      if (Object.keys(changes).length > 0) await patchJson(`/operators/${over.email}`, changes, over.version);
      navigate(recordPath('operators', over.email));
    },
  });
  const { draft, errors } = form;
  const set = (part: Partial<OperatorDraft>): void => form.change({ ...draft, ...part });
  const names: Record<string, string> = { email: t.fields.email, name: t.fields.name, role: t.fields.role, entity: t.fields.entity, locale: t.fields.locale, password: t.conflict.password };
  const nameOf = (field: string): string => names[field] ?? field;
  const title = operator ? words.edit : words.new;
  return (
    <EditPage resource="operators" code={operator?.email ?? null} title={title} form={form} nameOf={nameOf} say={(field, value) => (field === 'role' ? t.roles[value as Operator['role']] : String(value))} create={words.create}>
      <fieldset className="card">
        <legend>{words.who}</legend>
        <Field id="name" label={t.fields.name} error={errorOf(errors, 'name')}>
          {(aria) => <input {...aria} type="text" required value={draft.name} onChange={(event) => set({ name: event.target.value })} />}
        </Field>
        <Field id="email" label={t.fields.email} error={errorOf(errors, 'email')}>
          {(aria) => <input {...aria} type="email" required disabled={operator !== null} value={draft.email} onChange={(event) => set({ email: event.target.value })} />}
        </Field>
        <Field id="locale" label={t.fields.locale} error={errorOf(errors, 'locale')}>
          {(aria) => (
            <select {...aria} value={draft.locale} onChange={(event) => set({ locale: event.target.value })}>
              <option value="">{words.noLocale}</option>
              {(['en', 'fr'] as const).map((value) => <option key={value} value={value}>{t.telling.locales[value]}</option>)}
            </select>
          )}
        </Field>
      </fieldset>
      <fieldset className="card">
        <legend>{words.may}</legend>
        <Field id="role" label={t.fields.role} error={errorOf(errors, 'role')}>
          {(aria) => (
            <select {...aria} value={draft.role} onChange={(event) => set({ role: event.target.value as Operator['role'] })}>
              {ROLES.map((role) => <option key={role} value={role}>{t.roles[role]}</option>)}
            </select>
          )}
        </Field>
        {draft.role === 'local' && <ReferenceField id="entity" of="entities" label={t.fields.entity} error={errorOf(errors, 'entity')} values={draft.entity ? [draft.entity] : []} onChange={([entity = '']) => set({ entity })} />}
        <Field id="password" label={t.conflict.password} hint={operator ? words.passwordStays : words.passwordHint} error={errorOf(errors, 'password')}>
          {(aria) => <input {...aria} type="password" autoComplete="new-password" minLength={PASSWORD_MIN} maxLength={256} value={password} onChange={(event) => setPassword(event.target.value)} />}
        </Field>
      </fieldset>
    </EditPage>
  );
}
