import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { patchJson, Problem, type ProblemBody } from './api.js';
import { Conflict } from './package-edit.js';
import { Field } from './package-form.js';
import { Absent, Code, Crumbs, listPath, ProblemNote, recordPath } from './parts.js';
import { useReader } from './reader.js';
import type { CampaignPackage, FormField, Order } from './things.js';
import { useAnswer } from './use-answer.js';

type Value = string | number | boolean | null;
const STALE = 412;

/** What central may change of an order: label, assigned to, comment and what the entity entered. */
export function OrderEdit() {
  const { recordId: code = '' } = useParams();
  const answer = useAnswer<Order>(`/orders/${encodeURIComponent(code)}`);
  const item = useAnswer<CampaignPackage>(answer.data ? `/packages/${answer.data.package}` : null).data;
  if (!answer.data || !item) return <Absent problem={answer.problem} retry={answer.reload} />;
  return <OrderForm key={answer.data.version} order={answer.data} form={item.form} reload={answer.reload} />;
}

function OrderForm({ order, form, reload }: { order: Order; form: FormField[]; reload: () => void }) {
  const { t } = useReader();
  const navigate = useNavigate();
  const [label, setLabel] = useState(order.label ?? '');
  const [assignedTo, setAssignedTo] = useState(order.assignedTo ?? '');
  const [comment, setComment] = useState(order.comment ?? '');
  const [parameters, setParameters] = useState<Record<string, Value>>(order.parameters ?? {});
  const [problem, setProblem] = useState<ProblemBody | null>(null);
  const errors = new Map((problem?.errors ?? []).map(({ field, message }) => [field, message]));
  const leave = (): void => navigate(recordPath('orders', order.code));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const changes = {
      ...(label !== (order.label ?? '') && { label: label.trim() }),
      ...(assignedTo !== (order.assignedTo ?? '') && { assignedTo: assignedTo.trim() || null }),
      ...(comment !== (order.comment ?? '') && { comment: comment.trim() || null }),
      ...(JSON.stringify(parameters) !== JSON.stringify(order.parameters ?? {}) && { parameters }),
    };
    if (Object.keys(changes).length === 0) return leave();
    try {
      await patchJson(`/orders/${order.code}`, changes, order.version);
      leave();
    } catch (error) {
      setProblem(error instanceof Problem ? error.body : { status: 0 });
    }
  };
  return (
    <>
      <Crumbs>{[<Link key="list" to={listPath('orders')}>{t.things.orders}</Link>, <Link key="order" to={recordPath('orders', order.code)}><Code>{order.code}</Code></Link>, <span key="edit">{t.orderEdit}</span>]}</Crumbs>
      <div className="head">
        <h1>
          {t.orderEdit} <span className="code h">{order.code}</span>
        </h1>
      </div>
      {problem?.status === STALE && <Conflict reload={() => { setProblem(null); reload(); }} />}
      {problem && problem.status !== STALE && <ProblemNote problem={problem} />}
      <form className="edit" onSubmit={(event) => void save(event)}>
        <fieldset className="card">
          <legend>{t.form.basics}</legend>
          <Field id="label" label={t.fields.label} error={errors.get('label')}>{(aria) => <input {...aria} type="text" value={label} onChange={(event) => setLabel(event.target.value)} />}</Field>
          <Field id="assignedTo" label={t.fields.assignedTo} error={errors.get('assignedTo')}>{(aria) => <input {...aria} type="text" value={assignedTo} onChange={(event) => setAssignedTo(event.target.value)} />}</Field>
          <Field id="comment" label={t.fields.comment} error={errors.get('comment')}>{(aria) => <textarea {...aria} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />}</Field>
        </fieldset>
        {form.length > 0 && (
          <fieldset className="card">
            <legend>{t.fields.parameters}</legend>
            {form.map((field) => (
              <ParameterField key={field.name} field={field} value={parameters[field.name] ?? null} error={errors.get(`parameters.${field.name}`)} set={(value) => setParameters((before) => ({ ...before, [field.name]: value }))} />
            ))}
          </fieldset>
        )}
        <div className="acts bottom">
          <button type="submit" className="btn main lg">{t.form.save}</button>
          <button type="button" className="btn lg" onClick={leave}>{t.form.back}</button>
        </div>
      </form>
    </>
  );
}

function ParameterField({ field, value, error, set }: { field: FormField; value: Value; error?: string; set: (value: Value) => void }) {
  const { t } = useReader();
  const id = `parameter-${field.name}`;
  if (field.type === 'boolean')
    return (
      <label className="tick">
        <input type="checkbox" checked={value === true} onChange={(event) => set(event.target.checked)} />
        {field.label}
      </label>
    );
  const hint = field.required ? t.form.required : t.form.optional;
  return (
    <Field id={id} label={field.label || field.name} hint={hint} error={error}>
      {(aria) =>
        field.type === 'choice' ? (
          <select {...aria} value={String(value ?? '')} onChange={(event) => set(event.target.value || null)}>
            <option value="" />
            {field.options?.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        ) : (
          <input {...aria} type={field.type} value={String(value ?? '')} onChange={(event) => set(typed(field, event.target.value))} />
        )
      }
    </Field>
  );
}

function typed(field: FormField, text: string): Value {
  if (text === '') return null;
  return field.type === 'number' ? Number(text) : text;
}
