import { computed, signal } from '@angular/core';
import type { Difference } from '@tandem/platform-admin';
import type * as z from 'zod';

/** A field of a form, by its dotted path in the body. */
export interface TextField {
  readonly path: string;
  readonly type?: 'email' | 'tel' | 'url';
  /** Cannot be left empty. */
  readonly required?: true;
  /** Digits and codes, in the typeface of such. */
  readonly mono?: true;
  /** Has a sentence below that says how it is written. */
  readonly hint?: true;
  /** Takes half of the width. */
  readonly half?: true;
}

/** Fields under one heading. A group is left out of the body as a whole while all of it is empty and none of it is needed. */
export interface FieldGroup {
  readonly id: string;
  readonly fields: readonly TextField[];
}

type Texts = Readonly<Record<string, string>>;
type Tree = { [key: string]: string | Tree };

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The text at a dotted path of a record; empty when there is none. */
export function textAt(record: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), record);
  return typeof found === 'string' ? found : '';
}

/** A form of texts, checked by the schema of the API before it is sent; nested parts of the body are fields with dotted paths. */
export class TextForm {
  readonly fields: readonly TextField[];
  private readonly texts = signal<Texts>({});
  private readonly start = signal<Texts>({});
  private readonly tried = signal(false);
  /** Whether something typed is not saved. */
  readonly dirty = computed(() => this.fields.some(({ path }) => this.text(path) !== (this.start()[path] ?? '')));
  /** Paths of the fields that do not fit, after somebody tried to save. */
  readonly wrong = computed(() => (this.tried() ? this.faulty() : []));

  constructor(
    readonly groups: readonly FieldGroup[],
    private readonly schema: z.ZodType,
  ) {
    this.fields = groups.flatMap(({ fields }) => fields);
  }

  /** Goes on with what a record says. */
  take(record: unknown): void {
    this.tried.set(false);
    this.start.set(this.read(record));
    this.texts.set(this.start());
  }

  text(path: string): string {
    return this.texts()[path] ?? '';
  }

  write(path: string, text: string): void {
    this.texts.update((texts) => ({ ...texts, [path]: text }));
  }

  /** Whether it can be saved; from now on every fault is shown. */
  complete(): boolean {
    this.tried.set(true);
    return this.faulty().length === 0;
  }

  /** What is typed is saved. */
  saved(): void {
    this.start.set(this.texts());
  }

  /** What is sent: empty texts clear single fields; in a nested part they mean that it has no such line. */
  body(): Tree {
    const body: Tree = {};
    for (const { fields } of this.groups) {
      const meant = fields.some(({ required }) => required) || fields.some(({ path }) => this.text(path).trim() !== '');
      for (const { path } of fields) {
        const [head = '', leaf] = path.split('.');
        if (leaf === undefined) body[head] = this.text(path).trim();
        else if (meant) body[head] = { ...(body[head] as Tree | undefined), [leaf]: this.text(path).trim() };
      }
    }
    return body;
  }

  /** Where another version of the record differs from what is typed. */
  differences(theirs: unknown, nameOf: (field: TextField) => string): readonly Difference[] {
    const saved = this.read(theirs);
    return this.fields
      .filter(({ path }) => (saved[path] ?? '') !== this.text(path))
      .map((field) => ({ field: nameOf(field), theirs: saved[field.path] ?? '', mine: this.text(field.path) }));
  }

  private read(record: unknown): Texts {
    return Object.fromEntries(this.fields.map(({ path }) => [path, textAt(record, path)]));
  }

  private faulty(): readonly string[] {
    const parsed = this.schema.safeParse(this.body());
    const refused = new Set((parsed.error?.issues ?? []).map(({ path }) => path.map(String).join('.')));
    return this.fields.filter(({ path, required }) => refused.has(path) || (required && this.text(path).trim() === '')).map(({ path }) => path);
  }
}
