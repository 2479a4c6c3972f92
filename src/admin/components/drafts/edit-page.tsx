import type { FormEvent, ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { ErrorSummary } from '../parts/field.js';
import { Code, Crumbs, listPath, ProblemNote, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { FormNotes } from './form-notes.js';
import type { Form, Versioned } from './use-form.js';

interface Props<Thing extends Versioned, Draft extends object> {
  resource: 'campaigns' | 'workflows' | 'deliveries' | 'entities' | 'operators';
  /** What is edited; null: it is to be made. */
  code: string | null;
  title: string;
  form: Form<Thing, Draft>;
  /** A field of the draft and its value as people say them. */
  nameOf: (field: string) => string;
  say: (field: string, value: unknown) => string;
  /** A field of the body, where it is called otherwise than the draft's. */
  nameOfError?: (field: string) => string | undefined;
  flat?: (draft: Draft) => object;
  unflat?: (flat: object) => Draft;
  /** What the button says where it is to be made. */
  create: string;
  /** Where leaving leads to where it is to be made; its list if not given. */
  back?: string;
  children: ReactNode;
}

/** The page of a form: where one is, what stands above the fields, what is wrong with them, Save and the way out. */
export function EditPage<Thing extends Versioned, Draft extends object>({ resource, code, title, form, nameOf, say, nameOfError = nameOf, flat, unflat, create, back, children }: Props<Thing, Draft>) {
  const { t } = useReader();
  const navigate = useNavigate();
  const { problem, errors } = form;
  const leave = (): void => navigate(code ? recordPath(resource, code) : (back ?? listPath(resource)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.save();
  };
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath(resource)}>{t.things[resource]}</Link>, ...(code ? [<Link key="code" to={recordPath(resource, code)}><Code>{code}</Code></Link>] : []), <span key="title">{title}</span>]}</Crumbs>
      <div className="head">
        <h1>
          {title} {code && <span className="code h">{code}</span>}
        </h1>
      </div>
      <FormNotes form={form} nameOf={nameOf} say={say} {...(flat && unflat ? { flat, unflat } : {})} />
      <form className="edit" onSubmit={submit}>
        {problem && (errors.size > 0 ? <ErrorSummary problem={problem} nameOf={nameOfError} /> : <ProblemNote problem={problem} />)}
        {children}
        <div className="acts bottom">
          <button type="submit" className="btn main lg" disabled={form.busy}>{code ? t.form.save : create}</button>
          <button type="button" className="btn lg" onClick={leave}>{t.form.back}</button>
        </div>
      </form>
    </>
  );
}
