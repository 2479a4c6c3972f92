import { Link } from 'react-router-dom';
import { useKey } from '../frame/frame.js';
import { Icon, listPath, recordPath } from '../parts/parts.js';
import { useReader } from '../reader/reader.js';
import { useNavigate } from 'react-router-dom';

type Resource = 'entities' | 'operators';

/** Offered to administrators alone (domain.md, the table of rights). */
export function NewLink({ resource }: { resource: Resource }) {
  const { t, operator } = useReader();
  if (operator.role !== 'admin') return null;
  return <Link className="btn main" to={listPath(resource, '/actions/new')}><Icon name="plus" />{resource === 'entities' ? t.pages.entityForm.new : t.pages.operatorForm.new}</Link>;
}

export function EditLink({ resource, code }: { resource: Resource; code: string }) {
  const { t, operator } = useReader();
  const navigate = useNavigate();
  const path = recordPath(resource, code, 'edit');
  const mayEdit = operator.role === 'admin';
  useKey('e', () => mayEdit && navigate(path));
  return mayEdit ? <div className="acts"><Link className="btn" to={path} aria-keyshortcuts="e"><Icon name="edit" />{t.package.edit}</Link></div> : null;
}
