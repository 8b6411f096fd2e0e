import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { assignPartnerUserRoles, getPartnerUser, partnerUserTimeline } from '@tandem/identity-contract';
import type { PartnerUser } from '@tandem/identity-contract';
import { ApiClient, newerOf, Note, saving, Stale, Words, Writes } from '@tandem/platform-admin';
import type { Difference } from '@tandem/platform-admin';
import type { RoleGrant } from '@tandem/platform-contract';
import { sameGrants, sayGrants } from './role-grants';
import { RoleTicks } from './role-ticks';

/** The roles of a person to change (SCR-09). What is ticked stays until it is saved; what somebody else saved meanwhile is compared, never overwritten unseen (API-07). */
@Component({
  selector: 'td-user-roles',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, RoleTicks, Stale, Writes],
  template: `
    @if (saving.sentence(); as text) {<td-note tone="bad" [title]="words.t('panel.notDone')">{{ text }}</td-note>}
    @if (saving.newer(); as newer) {<td-stale [by]="newer.by" [at]="newer.at" [differences]="differences()" (reload)="reload()" (keep)="keep()" />}
    <td-role-ticks id="user" [(grants)]="grants" [error]="saving.wrong('roles', grants().length === 0 ? words.t('users.wrong.roles') : '')" />
    <div class="acts gapped">
      @if (!saving.newer()) {<button type="button" class="btn sm primary" [tdWrites]="saving.busy() || !differs()" (click)="save()">{{ words.t('users.update') }}</button>}
      <span class="sm t2" role="status">{{ done() && !differs() ? words.t('users.updated') : '' }}</span>
    </div>
  `,
  styles: '.acts { align-items: center; }',
})
export class UserRoles {
  readonly row = input.required<PartnerUser>();
  readonly updated = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  /** The version that was ticked on. */
  private readonly held = signal<PartnerUser | null>(null);
  protected readonly grants = signal<readonly RoleGrant[]>([]);
  protected readonly differs = computed(() => !sameGrants(this.grants(), this.held()?.roles ?? []));
  protected readonly done = signal(false);
  protected readonly saving = saving<PartnerUser>({ fields: ['roles'], newest: () => newerOf(this.api.call(getPartnerUser, this.at()), this.api.call(partnerUserTimeline, this.at())) });
  protected readonly differences = computed((): Difference[] => {
    const { record } = this.saving.newer() ?? {};
    if (!record || sameGrants(record.roles, this.grants())) return [];
    return [{ field: this.words.t('users.columns.roles'), theirs: sayGrants(record.roles, this.words), mine: sayGrants(this.grants(), this.words) }];
  });

  constructor() {
    effect(() => {
      const row = this.row();
      untracked(() => {
        const other = row.id !== this.held()?.id;
        if (other) this.done.set(false);
        // A version that comes in while somebody ticks takes nothing away: saving says that it is stale.
        if (other || !this.differs()) this.take(row);
      });
    });
  }

  protected async save(): Promise<void> {
    if (!this.differs()) return;
    this.done.set(false);
    const roles = this.grants().map((grant) => ({ ...grant }));
    const saved = await this.saving.run(async () => this.take(await this.api.call(assignPartnerUserRoles, { ...this.at(), body: { roles }, etag: this.held()?.attributes.etag })), roles.length > 0);
    this.done.set(saved);
    if (saved) this.updated.emit();
  }

  /** Takes what somebody else has saved; what was ticked is given up. */
  protected reload(): void {
    const newer = this.saving.newer();
    if (newer) this.take(newer.record);
  }

  /** Saves what is ticked over what somebody else has saved. */
  protected keep(): Promise<void> {
    const mine = this.grants();
    this.reload();
    this.grants.set(mine);
    return this.save();
  }

  private take(version: PartnerUser): void {
    this.held.set(version);
    this.grants.set(version.roles);
    this.saving.reset();
  }

  private at() {
    return { params: { id: this.row().id } };
  }
}
