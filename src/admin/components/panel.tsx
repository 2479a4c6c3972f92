import { useEffect } from 'react';
import { Link, Route, Routes, useLocation, useParams } from 'react-router-dom';
import { CampaignEdit, CampaignNew } from './campaigns/campaign-edit.js';
import { CampaignPage } from './campaigns/campaign-page.js';
import { CancellationPage } from './cancellations/cancellation-page.js';
import { EntityEdit, EntityNew } from './network/entity-edit.js';
import { OperatorEdit, OperatorNew } from './network/operator-edit.js';
import { EntityPage } from './network/entity-page.js';
import { NotificationPage } from './proof/notification-page.js';
import { OperatorPage } from './network/operator-page.js';
import { ErrorBoundary } from './frame/error-boundary.js';
import { Frame } from './frame/frame.js';
import { Home } from './home/home.js';
import { NotificationsList } from './proof/notifications-list.js';
import { OfferPage } from './offers/offer-page.js';
import { OffersList } from './offers/offers-list.js';
import { OrderEdit } from './orders/order-edit.js';
import { OrderNew } from './orders/order-new.js';
import { OrderPage } from './orders/order-page.js';
import { BulkRunPage } from './bulk/bulk-run-page.js';
import { BulkRunsList } from './bulk/bulk-runs-list.js';
import { CampaignsList } from './campaigns/campaigns-list.js';
import { CancellationsList } from './cancellations/cancellations-list.js';
import { EntitiesList } from './network/entities-list.js';
import { OperatorsList } from './network/operators-list.js';
import { RecipientsList } from './network/recipients-list.js';
import { OrdersList } from './orders/orders-list.js';
import { ProcessesList } from './processes/processes-list.js';
import { JournalList } from './proof/journal-list.js';
import { OwnHome } from './home/own-home.js';
import { PackageEdit, PackageNew, PackageReinitialize } from './packages/package-edit.js';
import { PackagePage } from './packages/package-page.js';
import { PackagesList } from './packages/packages-list.js';
import { DeliveryEdit, DeliveryNew } from './processes/delivery-edit.js';
import { DeliveryPage } from './processes/delivery-page.js';
import { WorkflowEdit, WorkflowNew } from './processes/workflow-edit.js';
import { WorkflowPage } from './processes/workflow-page.js';
import { ReaderProvider, useReader } from './reader/reader.js';

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
  workflows: { show: WorkflowPage },
  deliveries: { show: DeliveryPage },
  entities: { show: EntityPage },
  notifications: { show: NotificationPage },
};
const LISTS: Screens = { ...SHARED_LISTS, packages: PackagesList, cancellations: CancellationsList, entities: EntitiesList, operators: OperatorsList, journal: JournalList, 'bulk-runs': BulkRunsList };
const RECORDS: Record<string, Screens> = { ...SHARED_RECORDS, entities: { show: EntityPage, edit: EntityEdit }, operators: { show: OperatorPage, edit: OperatorEdit }, campaigns: { show: CampaignPage, edit: CampaignEdit }, workflows: { show: WorkflowPage, edit: WorkflowEdit }, deliveries: { show: DeliveryPage, edit: DeliveryEdit }, packages: { show: PackagePage, edit: PackageEdit, reinitialize: PackageReinitialize, order: OrderNew }, cancellations: { show: CancellationPage }, 'bulk-runs': { show: BulkRunPage } };
const NEW: Screens = { packages: PackageNew, campaigns: CampaignNew, workflows: WorkflowNew, deliveries: DeliveryNew, entities: EntityNew, operators: OperatorNew };
/** Made and edited by administrators alone. */
const OF_ADMINS: ReadonlySet<string> = new Set(['entities', 'operators']);
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
        {!isLocal && <Route path="/admin/resources/:resourceId/actions/new" element={<NewScreen />} />}
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

function NewScreen() {
  const { resourceId = '' } = useParams();
  const isAdmin = useReader().operator.role === 'admin';
  const Screen = NEW[resourceId];
  return Screen && (isAdmin || !OF_ADMINS.has(resourceId)) ? <Screen key={resourceId} /> : <NotFound />;
}

function RecordScreen() {
  const { resourceId = '', recordId, actionName = '' } = useParams();
  const { isLocal, operator } = useReader();
  const Screen = (isLocal ? OWN_RECORDS : RECORDS)[resourceId]?.[actionName];
  const isClosed = actionName === 'edit' && operator.role !== 'admin' && OF_ADMINS.has(resourceId);
  return Screen && !isClosed ? <Screen key={`${resourceId} ${recordId} ${actionName}`} /> : <NotFound />;
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
