import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listPermissions } from '@tandem/identity-contract';
import type { PermissionView } from '@tandem/identity-contract';
import { ApiClient, ApiFault, NeedWords, Session, Skeleton, Status, Unreadable, Words } from '@tandem/platform-admin';
import { grouped } from './groups';

/** "What may I do, and why not?": every action of the permission table, whether it is for the signed-in person, what it would take, and whom to ask. */
@Component({
  selector: 'td-permissions-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Skeleton, Status, Unreadable],
  templateUrl: './permissions.page.html',
})
export class PermissionsPage {
  protected readonly words = inject(Words);
  protected readonly me = inject(Session).me;
  private readonly api = inject(ApiClient);
  private readonly needs = inject(NeedWords);
  private readonly rows = signal<readonly PermissionView[] | null>(null);
  protected readonly fault = signal<ApiFault | null>(null);
  /** Narrows to what the person may not do. */
  protected readonly blockedOnly = signal(false);
  protected readonly loading = computed(() => this.rows() === null && this.fault() === null);
  protected readonly counts = computed(() => ({ allowed: this.rows()?.filter(({ allowed }) => allowed).length ?? 0, of: this.rows()?.length ?? 0 }));
  protected readonly groups = computed(() => grouped((this.rows() ?? []).filter(({ allowed }) => !allowed || !this.blockedOnly())));
  protected readonly roles = computed(() => this.me().roles.map(({ role, locations }) => `${this.words.t(`roles.${role}`)}${locations ? ` (${locations.join(', ')})` : ''}`).join(', '));
  protected readonly programs = computed(() => this.me().programs.map((program) => this.words.t(`programs.${program}`)).join(', ') || this.words.t('permissions.noProgram'));

  constructor() {
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      this.rows.set((await this.api.call(listPermissions)).items);
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  /** A newer server may know actions that this console has no words for yet. */
  protected nameOf({ action }: PermissionView): string {
    return this.words.has(`actions.${action}`) ? this.words.t(`actions.${action}`) : action;
  }

  /** What it takes, in a sentence: what is missing where something is. */
  protected because({ reason, requiredRoles, requiredTogether, requiredPrograms, locations }: PermissionView): string {
    if (!reason) return locations ? this.words.t('permissions.at', { locations: locations.join(', ') }) : '';
    if (requiredRoles.every((role) => role === 'operator')) return this.words.t('permissions.operator');
    const programs = this.words.anyOf(requiredPrograms.map((program) => this.words.t(`programs.${program}`)));
    const roles = requiredTogether ? this.needs.together(requiredTogether) : this.needs.anyOf(requiredRoles);
    if (reason === 'PROGRAM_MISSING') return this.words.t('permissions.program', { programs });
    return this.words.t(!this.ofUs(requiredPrograms) ? 'permissions.roleAndProgram' : 'permissions.role', { roles, programs });
  }

  /** Whom to ask: nobody where no role would help. */
  protected holdersOf({ allowed, reason, requiredPrograms, heldBy }: PermissionView): PermissionView['heldBy'] {
    return allowed || reason === 'PROGRAM_MISSING' || !this.ofUs(requiredPrograms) ? [] : heldBy;
  }

  /** Whether it is worth saying that nobody of the organisation may. */
  protected deserted(row: PermissionView): boolean {
    const ofPartners = row.requiredRoles.some((role) => role !== 'operator');
    return row.reason === 'ROLE_MISSING' && ofPartners && this.ofUs(row.requiredPrograms) && row.heldBy.length === 0;
  }

  /** Whether the own organisation is of the kind that may, so that a role helps. */
  private ofUs(programs: PermissionView['requiredPrograms']): boolean {
    return programs.length === 0 || programs.some((program) => this.me().programs.includes(program));
  }

  protected mailTo(row: PermissionView, { name, email }: PermissionView['heldBy'][number]): string {
    const subject = this.nameOf(row);
    const needed = row.requiredTogether ? this.needs.together(row.requiredTogether) : this.needs.anyOf(row.requiredRoles);
    const own = `${this.me().user.firstName} ${this.me().user.lastName}`.trim();
    return `mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(this.words.t('noPermission.mailSubject', { subject }))}&body=${encodeURIComponent(this.words.t('noPermission.mailBody', { name, subject, needed, own }))}`;
  }
}
