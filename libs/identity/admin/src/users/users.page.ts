import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { listPartnerUsers, USER_STATES } from '@tandem/identity-contract';
import type { PartnerUser } from '@tandem/identity-contract';
import { ApiClient, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, Once, PanelSlot, Pill, QueryChanges, Session, SettingsTabs, Shortcuts, When, Why, Words } from '@tandem/platform-admin';
import type { Column, Filter, View } from '@tandem/platform-admin';
import { ROLES } from '@tandem/platform-contract';
import { AddUserDrawer } from './add-user.drawer';
import { toldOnce } from './told-once';
import type { ToldOnce } from './told-once';
import { lookOfUser, nameOfUser } from './user-looks';
import { UserPanel } from './user.panel';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'users.columns.name' },
  { id: 'email', label: 'users.columns.email' },
  { id: 'roles', label: 'users.columns.roles' },
  { id: 'state', label: 'users.columns.state' },
  { id: 'lastSignIn', label: 'users.columns.lastSignIn', numeric: true, minor: true },
];
const VIEWS: readonly View[] = ['all', ...USER_STATES].map((id) => ({ id, label: `users.views.${id}` }));

/** User management (SCR-09): the people of the own organisation, their roles, and how they get in. */
@Component({
  selector: 'td-users-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AddUserDrawer, Cell, EmptySlot, Icon, ListFrame, Once, PanelSlot, Pill, SettingsTabs, UserPanel, Why],
  providers: [ListUrl],
  templateUrl: './users.page.html',
  styles: '.hintrow { padding: 0 var(--pad) 8px; }',
})
export class UsersPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly changes = inject(QueryChanges);
  private readonly route = inject(ActivatedRoute);
  private readonly query = toSignal(this.route.queryParams, { initialValue: this.route.snapshot.queryParams });
  protected readonly lookOf = lookOfUser;
  protected readonly mayNotAdd = this.session.refusal('partner-user.create');
  protected readonly mayAdd = this.mayNotAdd === null;
  /** A Global admin who is no Admin agent can make himself one and then add people (ROL-05). */
  protected readonly lacksAgent = !this.mayAdd && this.session.me().roles.some(({ role }) => role === 'global_admin' || role === 'user_admin');
  /** Somebody is being added; the address says so. */
  protected readonly adding = computed(() => this.mayAdd && this.query()['add'] === 'user');
  protected readonly fresh = signal<(ToldOnce & { readonly name: string }) | null>(null);
  private readonly filters = computed((): Filter[] => {
    const offered = ROLES.filter((role) => (role === 'operator') === this.session.holds('operator'));
    return [{ id: 'role', label: this.words.t('users.role'), single: true, options: offered.map((value) => ({ value, label: this.words.t(`roles.${value}`) })) }];
  });
  protected readonly list = listing({
    page: 'users',
    title: 'users.title',
    action: 'partner-user.list',
    columns: COLUMNS,
    views: signal(VIEWS),
    filters: this.filters,
    hears: ['partner_user'],
    question: ({ view, search, filters }) => ({
      state: USER_STATES.find((state) => state === view),
      search: search || undefined,
      role: ROLES.find((role) => role === filters['role']?.[0]),
    }),
    read: (query, continuation) => this.api.call(listPartnerUsers, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: (row: PartnerUser) => nameOfUser(row) || row.email,
    dim: (row) => row.state === 'deactivated',
  });

  constructor() {
    if (this.mayAdd) inject(DestroyRef).onDestroy(inject(Shortcuts).add({ n: () => this.add(true) }, [{ caps: ['n'], word: 'users.add', where: 'page' }]));
  }

  protected rolesOf({ roles }: PartnerUser): string {
    return roles.map(({ role }) => this.words.t(`roles.${role}`)).join(', ');
  }

  protected add(open: boolean): void {
    this.changes.add(this.route, () => ({ queryParams: { add: open ? 'user' : null }, replaceUrl: false }));
  }

  /** Reads the list with the new person, and shows their credentials when there are any. */
  protected added(person: PartnerUser & { readonly credentials?: { readonly userName: string; readonly password: string } | undefined }): void {
    this.add(false);
    if (person.credentials) this.fresh.set({ name: nameOfUser(person), ...toldOnce(this.words, person.credentials) });
    this.list.read();
  }
}
