import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { listApiClients } from '@tandem/identity-contract';
import type { ApiClientView } from '@tandem/identity-contract';
import { ApiClient, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Session, SettingsTabs, When, Words } from '@tandem/platform-admin';
import type { Column } from '@tandem/platform-admin';
import { ClientDrawer } from './client.drawer';
import { ClientPanel } from './client.panel';
import { SecretOnce } from './secret-once';
import type { ToldSecret } from './secret-once';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'apiClients.columns.name' },
  { id: 'clientId', label: 'apiClients.columns.clientId', minor: true },
  { id: 'roles', label: 'apiClients.columns.roles', minor: true },
  { id: 'secrets', label: 'apiClients.columns.secrets', minor: true },
  { id: 'used', label: 'apiClients.columns.used' },
];

/** The organisation's API clients: made, given secrets and keys, and removed. A secret is told once, beside the call that tries it. */
@Component({
  selector: 'td-api-clients-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, ClientDrawer, ClientPanel, EmptySlot, Icon, ListFrame, PanelSlot, SecretOnce, SettingsTabs],
  providers: [ListUrl],
  templateUrl: './api-clients.page.html',
})
export class ApiClientsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  protected readonly mayManage = inject(Session).may('api-client.manage');
  protected readonly making = signal(false);
  protected readonly told = signal<ToldSecret | null>(null);
  protected readonly list = listing({
    page: 'api-clients',
    title: 'apiClients.title',
    action: 'api-client.read',
    columns: COLUMNS,
    hears: ['api_client'],
    question: ({ search }) => ({ search: search || undefined }),
    read: (query, continuation) => this.api.call(listApiClients, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: (row: ApiClientView) => row.name,
  });

  protected rolesOf({ roles }: ApiClientView): string {
    return roles.map(({ role }) => this.words.t(`roles.${role}`)).join(', ');
  }

  /** How many secrets are live and how old the oldest is; keys stand beside them. */
  protected proofOf({ secrets, keys }: ApiClientView): string {
    const [oldest] = secrets;
    const made = oldest ? [`${this.words.count('apiClients.secretCount', secrets.length)} · ${this.words.t('apiClients.since', { date: this.when.date(oldest.createdAt) })}`] : [];
    return [...made, ...(keys.length > 0 ? [this.words.count('apiClients.keyCount', keys.length)] : [])].join(', ') || this.words.t('apiClients.noProof');
  }

  protected made(secret: ToldSecret): void {
    this.making.set(false);
    this.told.set(secret);
    this.list.read();
  }

  protected gone(): void {
    this.list.close();
    this.list.read();
  }
}
