import { useEffect } from 'react';
import { Link, Route, Routes, useLocation, useParams } from 'react-router-dom';
import { CampaignPage } from './campaign-page.js';
import { CancellationPage } from './cancellation-page.js';
import { EntityPage } from './entity-page.js';
import { ErrorBoundary } from './error-boundary.js';
import { Frame } from './frame.js';
import { Home } from './home.js';
import { NotificationsList } from './notifications-list.js';
import { OfferPage } from './offer-page.js';
import { OffersList } from './offers-list.js';
import { OrderEdit } from './order-edit.js';
import { OrderNew } from './order-new.js';
import { OrderPage } from './order-page.js';
import { CampaignsList, CancellationsList, EntitiesList, JournalList, OperatorsList, OrdersList, ProcessesList, RecipientsList } from './other-lists.js';
import { OwnHome } from './own-home.js';
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

type Screens = Record<string, () => React.ReactNode>;

const WorkflowsList = (): React.ReactNode => <ProcessesList kind="workflows" />;
const DeliveriesList = (): React.ReactNode => <ProcessesList kind="deliveries" />;
// What head office and local operators look at alike; the API gives each what is theirs.
const SHARED_LISTS: Screens = { orders: OrdersList, campaigns: CampaignsList, workflows: WorkflowsList, deliveries: DeliveriesList, recipients: RecipientsList, notifications: NotificationsList };
const SHARED_RECORDS: Record<string, Screens> = {
  orders: { show: OrderPage, edit: OrderEdit },
  campaigns: { show: CampaignPage },
  workflows: { show: () => <ProcessPage kind="workflows" /> },
  deliveries: { show: () => <ProcessPage kind="deliveries" /> },
  entities: { show: EntityPage },
};
const LISTS: Screens = { ...SHARED_LISTS, packages: PackagesList, cancellations: CancellationsList, entities: EntitiesList, operators: OperatorsList, journal: JournalList };
const RECORDS: Record<string, Screens> = { ...SHARED_RECORDS, packages: { show: PackagePage, edit: PackageEdit, reinitialize: PackageReinitialize }, cancellations: { show: CancellationPage } };
// To a local operator every other address is as if it did not exist.
const OWN_LISTS: Screens = { ...SHARED_LISTS, packages: OffersList };
const OWN_RECORDS: Record<string, Screens> = { ...SHARED_RECORDS, packages: { show: OfferPage, order: OrderNew } };

/** AdminJS's frame, with our screens at AdminJS's own addresses. */
function Panel() {
  return (
    <ReaderProvider>
      <Frame>
        <Content />
        <PageTitle />
      </Frame>
    </ReaderProvider>
  );
}

function Content() {
  const { t, isLocal } = useReader();
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
        <Route path="/admin" element={isLocal ? <OwnHome /> : <Home />} />
        <Route path="/admin/resources/:resourceId" element={<ListScreen />} />
        {!isLocal && <Route path="/admin/resources/packages/actions/new" element={<PackageNew />} />}
        <Route path="/admin/resources/:resourceId/records/:recordId/:actionName" element={<RecordScreen />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </ErrorBoundary>
  );
}

function ListScreen() {
  const { resourceId = '' } = useParams();
  const Screen = (useReader().isLocal ? OWN_LISTS : LISTS)[resourceId];
  // The key gives each list its own state: no filter or page of one shows for an instant in another.
  return Screen ? <Screen key={resourceId} /> : <NotFound />;
}

function RecordScreen() {
  const { resourceId = '', recordId, actionName = '' } = useParams();
  const Screen = (useReader().isLocal ? OWN_RECORDS : RECORDS)[resourceId]?.[actionName];
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
