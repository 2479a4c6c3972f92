import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { getJson } from '../answers/api.js';
import { useNames } from '../answers/use-answer.js';
import { useReader } from '../reader/reader.js';
import { Icon } from './parts.js';

export type ReferenceOf = 'packages' | 'campaigns' | 'entities' | 'operators' | 'folders';

interface Found {
  code: string;
  label: string;
  detail: string | null;
}

interface Props {
  id: string;
  of: ReferenceOf;
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  many?: boolean;
  /** What is typed counts too, found or not: a folder that does not exist yet. */
  free?: boolean;
  /** Further parameters of the search: `kind=reference`. */
  within?: string;
  hint?: string;
  error?: string | undefined;
  disabled?: boolean;
}

const TYPING_MS = 150;
const SHOWN = 8;
/** OU12, CAT7, an e-mail. */
const CODE = /^([A-Za-z]{2,3}\d+|\S+@\S+)$/;

const asCode = (text: string): string => (text.includes('@') ? text.toLowerCase() : text.toUpperCase());

/** Things by their name or code, found while typing at any number of them: an ARIA combobox with a list box. */
export function ReferenceField({ id, of, label, values, onChange, many = false, free = false, within = '', hint, error, disabled = false }: Props) {
  const { t } = useReader();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  // Of what is free nothing is taken up by Enter but what an arrow has chosen.
  const first = free ? -1 : 0;
  const [active, setActive] = useState(first);
  const { found, failed } = useFound(of, within, typed, isOpen);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const nameOf = useNames(of === 'folders' ? [] : values);
  const options = found.filter(({ code }) => !values.includes(code));
  const wrong = error ?? (!free && !isOpen && typed.trim() !== '' ? t.pick.unnamed : undefined);
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;

  const take = (value: string): void => {
    onChange(many ? [...new Set([...values, value])] : [value]);
    setTyped('');
    setActive(first);
  };
  const choose = (code: string): void => {
    take(code);
    setOpen(false);
    input.current?.focus();
  };
  // What was typed in full is meant, chosen from the list or not; anything else stays, and says that it names nothing.
  const leave = (): void => {
    const text = typed.trim();
    const named = options.find(({ label: name }) => name.toLowerCase() === text.toLowerCase());
    if (text !== '' && free) take(text);
    else if (CODE.test(text)) take(asCode(text));
    else if (named) take(named.code);
    else if (text === '') setTyped('');
    setOpen(false);
  };
  useEffect(() => input.current?.setCustomValidity(typed.trim() === '' || free ? '' : t.pick.unnamed), [typed, free, t]);
  const remove = (code: string): void => {
    onChange(values.filter((each) => each !== code));
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => (options.length === 0 ? 0 : (Math.max(now, step > 0 ? -1 : 0) + step + options.length) % options.length));
    } else if (event.key === 'Enter' && isOpen && options[active]) {
      event.preventDefault();
      choose(options[active].code);
    } else if (event.key === 'Enter' && free && typed.trim() !== '') {
      event.preventDefault();
      take(typed.trim());
      setOpen(false);
    } else if (event.key === 'Escape' && isOpen) {
      // Closes the list alone, not the drawer around it.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };
  // Codes pasted from a mail or a sheet are taken at once.
  const onPaste = (event: React.ClipboardEvent): void => {
    const codes = event.clipboardData.getData('text').split(/[\s,;]+/).filter(Boolean);
    if (!many || codes.length < 2) return;
    event.preventDefault();
    onChange([...new Set([...values, ...codes.map(asCode)])]);
  };
  return (
    <div className="field reference" onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) leave(); }}>
      <label htmlFor={id}>{label}</label>
      <div className="combo">
        {values.map((code) => (
          <span className="chip" key={code}>
            {nameOf(code) === code || of === 'folders' ? code.split('/').join(' / ') : <>{nameOf(code)} <span className="code">{code}</span></>}
            {!disabled && (
              <button type="button" aria-label={t.pick.remove(nameOf(code) || code)} onClick={() => remove(code)}>
                <Icon name="x" />
              </button>
            )}
          </span>
        ))}
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && options[active] ? `${listId}-${active}` : undefined}
          aria-describedby={described}
          aria-invalid={wrong !== undefined}
          disabled={disabled}
          placeholder={values.length === 0 ? t.pick.type : ''}
          value={typed}
          onChange={(event) => { setTyped(event.target.value); setActive(first); setOpen(true); }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
      </div>
      <ul className="options" id={listId} role="listbox" aria-label={label} hidden={!isOpen}>
        {options.map((option, index) => (
          <li key={option.code} id={`${listId}-${index}`} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={() => choose(option.code)}>
            {option.label} {option.label !== option.code && of !== 'folders' && <span className="code">{option.code}</span>}
          </li>
        ))}
        {options.length === 0 && (
          <li className="none" role="option" aria-selected={false} aria-disabled>
            {failed ? t.problem.network : typed ? t.pick.none : t.pick.type}
          </li>
        )}
      </ul>
      {hint && <span className="sub" id={`${id}-hint`}>{hint}</span>}
      {wrong && <span className="error" id={`${id}-error`}>{wrong}</span>}
    </div>
  );
}

function useFound(of: ReferenceOf, within: string, typed: string, isOpen: boolean): { found: Found[]; failed: boolean } {
  const [answer, setAnswer] = useState<{ found: Found[]; failed: boolean }>({ found: [], failed: false });
  useEffect(() => {
    if (!isOpen) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      getJson<{ items: Found[] }>(`/references/${of}?q=${encodeURIComponent(typed)}&limit=${SHOWN}${within && `&${within}`}`, controller.signal).then(
        ({ items }) => setAnswer({ found: items, failed: false }),
        () => controller.signal.aborted || setAnswer({ found: [], failed: true }),
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [of, within, typed, isOpen]);
  return answer;
}
