import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { changeEnrollment, enrollmentTimeline, getEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, newerOf, overtaken } from '@tandem/platform-admin';
import type { Newer } from '@tandem/platform-admin';
import { bodyOf, contested, differing, taken, textsOf } from './application-texts';
import type { Texts } from './application-texts';

/** After the last key (milliseconds). */
const PAUSE = 1_000;
/** Until another try when no answer came (milliseconds). */
const PATIENCE = 5_000;

/**
 * The form as it is typed, saved by itself: a second after the last key and whenever a field is left, one call at a time. What could not
 * be saved stays in the form and is said. What somebody else saved meanwhile is taken over, unless both typed into the same field.
 */
@Injectable()
export class ApplicationDraft {
  private readonly api = inject(ApiClient);
  private readonly typed = signal<Texts>({});
  private readonly kept = signal<Texts>({});
  private readonly known = signal<EnrollmentView | undefined>(undefined);
  readonly texts = this.typed.asReadonly();
  /** As it was saved last. */
  readonly enrollment = this.known.asReadonly();
  readonly busy = signal(false);
  /** When it was saved last, milliseconds; undefined: not since it was opened. */
  readonly savedAt = signal<number | undefined>(undefined);
  /** Why it could not be saved. */
  readonly fault = signal<unknown>(null);
  /** Somebody else saved other texts in the same fields; nothing is written over them unseen. */
  readonly newer = signal<Newer<EnrollmentView> | null>(null);
  /** Paths that are typed and not saved yet. */
  readonly unsaved = computed(() => differing(this.typed(), this.kept()));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private going: Promise<void> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** Goes on with the enrollment as it is now; another one takes the place of everything. */
  take(enrollment: EnrollmentView): void {
    const saved = textsOf(enrollment);
    const before = this.known();
    const first = before?.id !== enrollment.id;
    if (overtaken(enrollment, before)) return;
    const conflict = !first && contested(this.typed(), this.kept(), saved).length > 0;
    if (conflict) return void this.newer.set({ record: enrollment, by: '', at: undefined });
    this.typed.set(first ? saved : taken(this.typed(), this.kept(), saved));
    this.kept.set(saved);
    this.known.set(enrollment);
  }

  write(path: string, text: string): void {
    this.typed.update((texts) => ({ ...texts, [path]: text }));
    this.later(PAUSE);
  }

  /** Saves what is not saved yet. @returns whether nothing is left. */
  async save(): Promise<boolean> {
    clearTimeout(this.timer);
    // A call that is under way does not have what was typed since.
    while (this.going) await this.going;
    if (this.unsaved().length === 0) return true;
    if (this.newer()) return false;
    this.going = this.send();
    await this.going;
    return this.fault() === null && this.newer() === null && (this.unsaved().length === 0 || this.save());
  }

  /** Takes what somebody else has saved; what was typed in those fields is given up. */
  giveUp(): void {
    const newer = this.newer();
    if (!newer) return;
    this.newer.set(null);
    this.kept.set(this.typed());
    this.take(newer.record);
  }

  /** Goes on from what somebody else has saved; what is typed is then written over it. */
  async keep(): Promise<void> {
    const newer = this.newer();
    if (!newer) return;
    this.newer.set(null);
    this.kept.set(textsOf(newer.record));
    this.known.set(newer.record);
    await this.save();
  }

  /** The version that somebody else saved. Who it was is known once the form was submitted: what is typed into a draft is no event. */
  private newest(): Promise<Newer<EnrollmentView>> {
    const { id = '', submittedAt } = this.known() ?? {};
    const params = { id };
    return newerOf(this.api.call(getEnrollment, { params }), submittedAt ? this.api.call(enrollmentTimeline, { params }) : Promise.resolve({ items: [] }));
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }

  private async send(): Promise<void> {
    const { id = '', attributes } = this.known() ?? {};
    const texts = this.typed();
    this.busy.set(true);
    try {
      const answer = await this.api.call(changeEnrollment, { params: { id }, body: { ...bodyOf(texts, this.unsaved()), attributes: { etag: attributes?.etag } } });
      this.kept.set(texts);
      this.take(answer);
      this.fault.set(null);
      this.savedAt.set(Date.now());
    } catch (fault) {
      await this.refused(fault);
    } finally {
      this.busy.set(false);
      this.going = undefined;
    }
  }

  private async refused(fault: unknown): Promise<void> {
    if (!(fault instanceof ApiFault) || fault.reason !== 'STALE') {
      this.fault.set(fault);
      if (fault instanceof ApiFault && (fault.status === 0 || fault.status >= 500)) this.later(PATIENCE);
      return;
    }
    await this.newest().then(
      (newer) => {
        this.take(newer.record);
        if (this.newer()) this.newer.set(newer);
        this.fault.set(null);
      },
      (other: unknown) => this.fault.set(other),
    );
  }
}
