import { computed, signal } from '@angular/core';
import type { ApplicationInput, EnrollmentView, IssueView } from '@tandem/enrollment-contract';
import { FIELDS } from './application-fields';

type Texts = Readonly<Record<string, string>>;
type Tree = { [key: string]: string | Tree };

/** Milliseconds without a key after which what is typed is saved. */
const SETTLE_MS = 900;

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function textAt(record: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), record);
  return typeof found === 'string' ? found : '';
}

const textsOf = (view: EnrollmentView): Texts => Object.fromEntries(FIELDS.map(({ path }) => [path, textAt(view, path)]));

/** How saving stands. */
export type SavingState = 'idle' | 'saving' | 'failed';

/** The form while it is typed: what is there, what of it is saved, and what the server has against it. Every save sends what differs, and nothing typed is lost. */
export class ApplicationDraft {
  private readonly texts = signal<Texts>({});
  private readonly kept = signal<Texts>({});
  private readonly visited = signal<ReadonlySet<string>>(new Set());
  private readonly found = signal<readonly IssueView[]>([]);
  private readonly needed = signal<ReadonlySet<string>>(new Set());
  private readonly tried = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | undefined;
  readonly state = signal<SavingState>('idle');
  /** Why the last save was refused. */
  readonly fault = signal<unknown>(null);
  /** When it was saved last, ISO 8601. */
  readonly savedAt = signal<string | undefined>(undefined);
  /** Paths of what is typed and not saved. */
  readonly changed = computed(() => FIELDS.map(({ path }) => path).filter((path) => this.text(path) !== (this.kept()[path] ?? '')));
  /** Everything that keeps the form from being submitted, once somebody tried to. */
  readonly issues = computed(() => (this.tried() ? this.found() : []));

  constructor(private readonly send: (body: ApplicationInput) => Promise<EnrollmentView>) {}

  /** Goes on with what the server has; what is typed and not saved stays as it is typed. */
  take(view: EnrollmentView): void {
    const open = new Set(this.changed());
    const theirs = textsOf(view);
    this.texts.update((texts) => ({ ...theirs, ...Object.fromEntries([...open].map((path) => [path, texts[path] ?? ''])) }));
    this.kept.set(theirs);
    this.found.set(view.issues);
    this.needed.set(new Set(view.requiredFields));
  }

  text(path: string): string {
    return this.texts()[path] ?? '';
  }

  required(path: string): boolean {
    return this.needed().has(path);
  }

  /** What the server has against a field: from the moment at which it was left, or somebody tried to submit. Web mail is said as soon as it is saved. */
  issueOf(path: string): IssueView | undefined {
    const issue = this.found().find(({ field }) => field === path);
    const early = issue?.reason === 'WEBMAIL_NOT_ALLOWED';
    return issue && (this.tried() || this.visited().has(path) || early) && !this.changed().includes(path) ? issue : undefined;
  }

  write(path: string, text: string): void {
    this.texts.update((texts) => ({ ...texts, [path]: text }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), SETTLE_MS);
  }

  leave(path: string): Promise<void> {
    this.visited.update((before) => new Set(before).add(path));
    return this.save();
  }

  /** Shows everything that is wrong from now on. */
  attempt(): void {
    this.tried.set(true);
  }

  /** Saves what differs, one call at a time; what is typed meanwhile goes with the next one. */
  async save(): Promise<void> {
    clearTimeout(this.timer);
    while (this.saving) await this.saving;
    if (this.changed().length === 0) return;
    this.saving = this.push();
    await this.saving;
    this.saving = undefined;
    // What was typed while it was saved.
    if (this.state() === 'idle' && this.changed().length > 0) this.timer = setTimeout(() => void this.save(), SETTLE_MS);
  }

  private async push(): Promise<void> {
    const sent = Object.fromEntries(this.changed().map((path) => [path, this.text(path)]));
    this.state.set('saving');
    try {
      const view = await this.send(bodyOf(sent));
      // What was sent counts as saved, even where the server keeps it in another form: it is shown as it keeps it.
      this.texts.update((texts) => ({ ...texts, ...Object.fromEntries(Object.entries(sent).flatMap(([path, text]) => (texts[path] === text ? [[path, textAt(view, path)]] : []))) }));
      this.kept.set(textsOf(view));
      this.take(view);
      this.fault.set(null);
      this.savedAt.set(new Date().toISOString());
      this.state.set('idle');
    } catch (fault) {
      this.fault.set(fault);
      this.state.set('failed');
    }
  }
}

/** Texts by path as the nested body that the API takes; an empty text clears. */
function bodyOf(texts: Texts): ApplicationInput {
  const body: Tree = {};
  for (const [path, text] of Object.entries(texts)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const part = keys.reduce<Tree>((tree, key) => (tree[key] = (tree[key] as Tree | undefined) ?? {}), body);
    part[last] = text.trim();
  }
  return body as ApplicationInput;
}
