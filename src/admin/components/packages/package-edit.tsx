import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { getJson, patchJson, postJson, Problem, type ProblemBody } from '../answers/api.js';
import { browserNow } from '../reader/browser-clock.js';
import { changesOf, DATE_FIELDS, draftOf, emptyDraft, isLocked, withoutPastDates, type PackageDraft } from './package-draft.js';
import { FormNotes } from '../drafts/form-notes.js';
import { useForm } from '../drafts/use-form.js';
import { PackageForm } from './package-form.js';
import { Absent, Code, Crumbs, Icon, listPath, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import type { CampaignPackage } from '../answers/things.js';
import { useAnswer } from '../answers/use-answer.js';

const problemBody = (error: unknown): ProblemBody => (error instanceof Problem ? error.body : { status: 0 });

export function PackageNew() {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const form = useForm<CampaignPackage, PackageDraft>({
    path: '/packages',
    thing: null,
    blank: emptyDraft,
    draftOf: (item) => draftOf(item, dates),
    send: async (draft, _over, key) => navigate(recordPath('packages', (await postJson<CampaignPackage>('/packages', changesOf(draft, null, dates), key)).code)),
  });
  const names = useFieldWords();
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('packages')}>{t.things.packages}</Link>, <span key="new">{t.package.new}</span>]}</Crumbs>
      <div className="head">
        <h1>{t.package.new}</h1>
      </div>
      <FormNotes form={form} {...names} />
      <PackageForm draft={form.draft} onChange={form.change} saveWord={t.form.create} busy={form.busy} problem={form.problem} onSave={() => void form.save()} onLeave={() => navigate(listPath('packages'))} />
    </>
  );
}

/** Fields and values of a package's form as people say them. */
function useFieldWords(): { nameOf: (field: string) => string; say: (field: string, value: unknown) => string } {
  const { t, dates } = useReader();
  const fields: Record<string, string> = t.fields;
  const words: Record<string, string> = { ...t.level, ...t.kind };
  return {
    nameOf: (field) => fields[field] ?? field,
    say: (field, value) => {
      if (Array.isArray(value)) return t.conflict.entries(value.length);
      if (typeof value === 'boolean') return value ? t.yes : t.no;
      const text = String(value);
      const instant = (DATE_FIELDS as readonly string[]).includes(field) || field === 'approvalDeadline' ? dates.fromInput(text) : null;
      return instant ? dates.moment(instant) : (words[text] ?? text);
    },
  };
}

/** Edits through the API; where somebody else saved meanwhile, both are put side by side. */
export function PackageEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<CampaignPackage>(`/packages/${encodeURIComponent(code)}`);
  return answer.data ? <EditForm item={answer.data} /> : <Absent problem={answer.problem} retry={answer.reload} />;
}

function EditForm({ item }: { item: CampaignPackage }) {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const names = useFieldWords();
  const leave = (): void => navigate(recordPath('packages', item.code));
  const form = useForm<CampaignPackage, PackageDraft>({
    path: `/packages/${item.code}`,
    thing: item,
    blank: emptyDraft,
    draftOf: (read) => draftOf(read, dates),
    send: async (draft, over) => {
      const read = over ?? item;
      const changes = changesOf(draft, draftOf(read, dates), dates);
      if (Object.keys(changes).length > 0) await patchJson<CampaignPackage>(`/packages/${item.code}`, changes, read.version);
      leave();
    },
  });
  const warning = item.status === 'published' ? t.form.publishedOnly : item.status === 'pending-approval' || item.status === 'approved' ? t.form.voids : '';
  return (
    <>
      <EditHead item={item} title={t.package.edit} />
      <FormNotes form={form} {...names} />
      <PackageForm draft={form.draft} onChange={form.change} saveWord={t.form.save} busy={form.busy} problem={form.problem} onSave={() => void form.save()} onLeave={leave} isLocked={(field) => isLocked(item.status, field)} lead={warning && <p className="note mb"><Icon name="info" />{warning}</p>} />
    </>
  );
}

/** The second step of reinitialize: the form as it will be; Save makes the one call, and a change if there is one. */
export function PackageReinitialize() {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<CampaignPackage>(`/packages/${encodeURIComponent(code)}`);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  // Once the call is made, a second Save only sends the change that was refused.
  const [reopened, setReopened] = useState(false);
  const [start, setStart] = useState<{ item: CampaignPackage; now: Date } | null>(null);
  const [draft, setDraft] = useState<PackageDraft>(emptyDraft);
  if (answer.data && !start) {
    const now = browserNow();
    setStart({ item: answer.data, now });
    setDraft(withoutPastDates(draftOf(answer.data, dates), now, dates));
  }
  if (!start) return <Absent problem={answer.problem} retry={answer.reload} />;
  const { item, now } = start;
  const before = withoutPastDates(draftOf(item, dates), now, dates);
  const leave = (): void => navigate(recordPath('packages', item.code));
  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      if (!reopened) await postJson(`/packages/${item.code}/reinitialize`, {}, crypto.randomUUID());
      setReopened(true);
      const changes = changesOf(draft, before, dates);
      if (Object.keys(changes).length > 0) {
        const fresh = await getJson<CampaignPackage>(`/packages/${item.code}`);
        await patchJson(`/packages/${item.code}`, changes, fresh.version);
      }
      leave();
    } catch (error) {
      setProblem(problemBody(error));
    } finally {
      setBusy(false);
    }
  };
  const lead = (
    <p className="note mb">
      <Icon name="info" />
      <span>
        {t.reinitialize.lead(item.cycle + 1)} {item.kind === 'collaborative' && t.reinitialize.closed}
      </span>
    </p>
  );
  return (
    <>
      <EditHead item={item} title={t.reinitialize.form} />
      <PackageForm draft={draft} onChange={setDraft} saveWord={t.reinitialize.save} busy={busy} problem={problem} onSave={() => void save()} onLeave={leave} lead={lead} />
    </>
  );
}

function EditHead({ item, title }: { item: CampaignPackage; title: string }) {
  const { t } = useReader();
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('packages')}>{t.things.packages}</Link>, <span key="item"><Link to={recordPath('packages', item.code)}>{item.label}</Link> <Code>{item.code}</Code></span>, <span key="title">{title}</span>]}</Crumbs>
      <div className="head">
        <h1>
          {title} <span className="code h">{item.code}</span>
        </h1>
      </div>
    </>
  );
}
