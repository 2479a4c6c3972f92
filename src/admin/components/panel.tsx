import { useEffect } from 'react';
import { Link, Route, Routes, useLocation, useParams } from 'react-router-dom';
import { CampaignPage } from './campaign-page.js';
import { CancellationPage } from './cancellation-page.js';
import { EntityPage } from './entity-page.js';
import { ErrorBoundary } from './error-boundary.js';
import { Frame } from './frame.js';
import { Home } from './home.js';
import { NotificationsList } from './notifications-list.js';
import { OrderEdit } from './order-edit.js';
import { OrderPage } from './order-page.js';
import { CampaignsList, CancellationsList, EntitiesList, JournalList, OperatorsList, OrdersList, ProcessesList, RecipientsList } from './other-lists.js';
import { PackageEdit, PackageNew, PackageReinitialize } from './package-edit.js';
import { PackagePage } from './package-page.js';
import { PackagesList } from './packages-list.js';
import { ProcessPage } from './process-page.js';
import { ReaderProvider, useReader } from './reader.js';

declare global {
  interface Window {
    AdminJS: { UserComponents?: Record<string, unknown> };
  }
}

const LISTS: Record<string, () => React.ReactNode> = {
  packages: PackagesList, orders: OrdersList, cancellations: CancellationsList, campaigns: CampaignsList,
  workflows: () => <ProcessesList kind="workflows" />, deliveries: () => <ProcessesList kind="deliveries" />,
  entities: EntitiesList, recipients: RecipientsList, operators: OperatorsList, notifications: NotificationsList, journal: JournalList,
};
const RECORDS: Record<string, Record<string, () => React.ReactNode>> = {
  packages: { show: PackagePage, edit: PackageEdit, reinitialize: PackageReinitialize },
  orders: { show: OrderPage, edit: OrderEdit },
  campaigns: { show: CampaignPage },
  workflows: { show: () => <ProcessPage kind="workflows" /> },
  deliveries: { show: () => <ProcessPage kind="deliveries" /> },
  cancellations: { show: CancellationPage },
  entities: { show: EntityPage },
};

/** AdminJS's frame, with our screens at AdminJS's own addresses. */
function Panel() {
  return (
    <ReaderProvider>
      <Frame>
        <Screens />
        <PageTitle />
      </Frame>
    </ReaderProvider>
  );
}

function Screens() {
  const { t } = useReader();
  const { pathname } = useLocation();
  const broken = (
    <div className="note bad" role="alert">
      <div className="why">
        <b>{t.frame.broken}</b>
      </div>
      <button type="button" className="btn sm" onClick={() => location.reload()}>
        {t.frame.retry}
      </button>
    </div>
  );
  return (
    <ErrorBoundary place={pathname} instead={broken}>
      <Routes>
        <Route path="/admin" element={<Home />} />
        <Route path="/admin/resources/:resourceId" element={<ListScreen />} />
        <Route path="/admin/resources/packages/actions/new" element={<PackageNew />} />
        <Route path="/admin/resources/:resourceId/records/:recordId/:actionName" element={<RecordScreen />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </ErrorBoundary>
  );
}

function ListScreen() {
  const { resourceId = '' } = useParams();
  const Screen = LISTS[resourceId];
  // The key gives each list its own state: no filter or page of one shows for an instant in another.
  return Screen ? <Screen key={resourceId} /> : <NotFound />;
}

function RecordScreen() {
  const { resourceId = '', recordId, actionName = '' } = useParams();
  const Screen = RECORDS[resourceId]?.[actionName];
  return Screen ? <Screen key={`${resourceId} ${recordId} ${actionName}`} /> : <NotFound />;
}

function NotFound() {
  const { t } = useReader();
  return (
    <div className="head">
      <div>
        <h1>{t.frame.notFound}</h1>
        <p className="muted">{t.frame.notFoundWhy}</p>
        <p className="line">
          <Link className="btn" to="/admin">
            {t.frame.home}
          </Link>
        </p>
      </div>
    </div>
  );
}

/** The browser's title follows the page's own, in the reader's language. */
function PageTitle() {
  const { t } = useReader();
  const { pathname } = useLocation();
  useEffect(() => {
    const read = (): void => {
      const heading = document.querySelector('main h1')?.firstChild?.textContent ?? t.things.home;
      document.title = `${heading.trim()} · Relais`;
    };
    read();
    const watch = new MutationObserver(read);
    const main = document.querySelector('main');
    if (main) watch.observe(main, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [pathname, t]);
  return null;
}

window.AdminJS.UserComponents = { ...window.AdminJS.UserComponents, Application: Panel };
