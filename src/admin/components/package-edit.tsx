import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { getJson, patchJson, postJson, Problem, type ProblemBody } from './api.js';
import { browserNow } from './browser-clock.js';
import { changesOf, draftOf, emptyDraft, isLocked, withoutPastDates, type PackageDraft } from './package-draft.js';
import { PackageForm } from './package-form.js';
import { Absent, Code, Crumbs, Icon, listPath, recordPath } from './parts.js';
import { useReader } from './reader.js';
import type { CampaignPackage } from './things.js';
import { useAnswer } from './use-answer.js';

const STALE = 412;
const problemBody = (error: unknown): ProblemBody => (error instanceof Problem ? error.body : { status: 0 });

export function PackageNew() {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (draft: PackageDraft): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const created = await postJson<CampaignPackage>('/packages', changesOf(draft, null, dates), crypto.randomUUID());
      navigate(recordPath('packages', created.code));
    } catch (error) {
      setProblem(problemBody(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('packages')}>{t.things.packages}</Link>, <span key="new">{t.package.new}</span>]}</Crumbs>
      <div className="head">
        <h1>{t.package.new}</h1>
      </div>
      <PackageForm start={emptyDraft} saveWord={t.form.create} busy={busy} problem={problem} onSave={(draft) => void save(draft)} onLeave={() => navigate(listPath('packages'))} />
    </>
  );
}

/** Edits through the API; a version that moved meanwhile is said plainly, and nothing is overwritten. */
export function PackageEdit() {
  const { t, dates } = useReader();
  const navigate = useNavigate();
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<CampaignPackage>(`/packages/${encodeURIComponent(code)}`);
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const [busy, setBusy] = useState(false);
  const item = answer.data;
  if (!item) return <Absent problem={answer.problem} retry={answer.reload} />;
  const before = draftOf(item, dates);
  const leave = (): void => navigate(recordPath('packages', item.code));
  const save = async (draft: PackageDraft): Promise<void> => {
    const changes = changesOf(draft, before, dates);
    if (Object.keys(changes).length === 0) return leave();
    setBusy(true);
    setProblem(null);
    try {
      await patchJson<CampaignPackage>(`/packages/${item.code}`, changes, item.version);
      leave();
    } catch (error) {
      setProblem(problemBody(error));
    } finally {
      setBusy(false);
    }
  };
  const warning = item.status === 'published' ? t.form.publishedOnly : item.status === 'pending-approval' || item.status === 'approved' ? t.form.voids : '';
  return (
    <>
      <EditHead item={item} title={t.package.edit} />
      {problem?.status === STALE ? <Conflict reload={() => { setProblem(null); answer.reload(); }} /> : null}
      <PackageForm key={item.version} start={before} saveWord={t.form.save} busy={busy} problem={problem?.status === STALE ? null : problem} onSave={(draft) => void save(draft)} onLeave={leave} isLocked={(field) => isLocked(item.status, field)} lead={warning && <p className="note mb"><Icon name="info" />{warning}</p>} />
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
  if (answer.data && !start) setStart({ item: answer.data, now: browserNow() });
  if (!start) return <Absent problem={answer.problem} retry={answer.reload} />;
  const { item, now } = start;
  const before = withoutPastDates(draftOf(item, dates), now, dates);
  const leave = (): void => navigate(recordPath('packages', item.code));
  const save = async (draft: PackageDraft): Promise<void> => {
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
      <PackageForm start={before} saveWord={t.reinitialize.save} busy={busy} problem={problem} onSave={(draft) => void save(draft)} onLeave={leave} lead={lead} />
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

export function Conflict({ reload }: { reload: () => void }) {
  const { t } = useReader();
  return (
    <div className="note warn mb" role="alert">
      <Icon name="alert" />
      <div className="why">
        <b>{t.form.conflict}</b> {t.form.conflictWhat}
      </div>
      <button type="button" className="btn sm" onClick={reload}>
        {t.form.reload}
      </button>
    </div>
  );
}
