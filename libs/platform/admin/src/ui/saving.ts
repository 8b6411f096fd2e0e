import { computed, inject, signal } from '@angular/core';
import type { Fault } from '@tandem/platform-contract';
import { ApiFault } from '../api/api-fault';
import { FaultWords } from '../i18n/fault-words';
import type { Newer } from './newer';

/** What a form tells of itself, so that refusals find their place. */
export interface SavingPlan<Kept> {
  /** Fields that say themselves what is wrong with them, as the API names them. */
  readonly fields?: readonly string[] | (() => readonly string[]);
  /** Where refusals belong that name no field, by reason. */
  readonly places?: Readonly<Record<string, string>>;
  /** Reads the version that somebody else saved first (API-07). */
  readonly newest?: () => Promise<Newer<Kept>>;
}

/** Saving what a form holds, once at a time; and why it could not be: by field, as a sentence, or because somebody else was first. */
export class Saving<Kept = unknown> {
  /** Whether it is being saved just now. */
  readonly busy = signal(false);
  /** The version that somebody saved meanwhile; nothing is written over it unseen. */
  readonly newer = signal<Newer<Kept> | null>(null);
  /** How often it could not be saved. */
  readonly refusals = signal(0);
  private readonly tried = signal(false);
  private readonly fault = signal<unknown>(null);
  /** What the server said that belongs to no field. */
  readonly sentence = computed(() => {
    const fault = this.fault();
    if (fault === null) return '';
    if (!(fault instanceof ApiFault) || fault.faults.length === 0) return this.words.say(fault);
    return fault.faults.filter((one) => !this.fields().some((field) => this.isAbout(one, field))).map((one) => this.words.of(one)).join(' ');
  });

  constructor(
    private readonly words: FaultWords,
    private readonly plan: SavingPlan<Kept>,
  ) {}

  /** What is wrong with a field: `own`, what the form itself has against it, from the first try on; else all that the server said of it. */
  wrong(field: string, own = ''): string {
    if (this.tried() && own !== '') return own;
    return this.of(field).map((fault) => this.words.of(fault)).join(' ');
  }

  /** The rule by which the server said no to a field. */
  ruleOf(field: string): string | undefined {
    return this.of(field)[0]?.rule;
  }

  /** Does the work unless the form does not fit or a former one still runs. @returns whether it was saved. */
  async run(work: () => Promise<unknown>, fits = true): Promise<boolean> {
    if (this.busy()) return false;
    this.tried.set(true);
    this.fault.set(null);
    this.busy.set(fits);
    const saved = fits && (await work().then(() => true, (fault: unknown) => this.refuse(fault)));
    this.busy.set(false);
    if (!saved) this.refusals.update((count) => count + 1);
    return saved;
  }

  /** Something else went wrong around the form. */
  fail(fault: unknown): void {
    this.fault.set(fault);
  }

  /** Begins anew, with another record or another version of it. */
  reset(): void {
    this.tried.set(false);
    this.fault.set(null);
    this.newer.set(null);
  }

  private async refuse(fault: unknown): Promise<false> {
    const { newest } = this.plan;
    if (newest && fault instanceof ApiFault && fault.reason === 'STALE') await newest().then((newer) => this.newer.set(newer), () => this.fault.set(fault));
    else this.fault.set(fault);
    return false;
  }

  private of(field: string): readonly Fault[] {
    const fault = this.fault();
    return fault instanceof ApiFault ? fault.faults.filter((one) => this.isAbout(one, field)) : [];
  }

  private isAbout({ field, reason }: Fault, name: string): boolean {
    const place = field ?? this.plan.places?.[reason];
    return place === name || place?.startsWith(`${name}.`) === true;
  }

  private fields(): readonly string[] {
    const { fields = [] } = this.plan;
    return typeof fields === 'function' ? fields() : fields;
  }
}

/** How a form is saved. Needs an injection context. */
export const saving = <Kept = unknown>(plan: SavingPlan<Kept> = {}): Saving<Kept> => new Saving(inject(FaultWords), plan);
