import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, mayFollow, newId } from '@tandem/platform-kernel';
import { IMPORT_TRANSITIONS } from './import-state';
import type { ImportState } from './import-state';
import type { ColumnMapping } from './import-sheet';

/** `requests`: addresses to ask; `takeover`: partnerships that exist already. */
export type ImportKindName = 'requests' | 'takeover';

/** On whose behalf an import works. */
export interface ImportSender {
  readonly organisationId: string;
  readonly userId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly name: string;
  readonly email?: string | undefined;
}

/** What is known of a file once it was read. */
export interface NewImport {
  readonly kind: ImportKindName;
  readonly sender: ImportSender;
  readonly fileName?: string | undefined;
  readonly encoding?: string | undefined;
  readonly separator: string;
  /** Names of the columns, each once. */
  readonly columns: readonly string[];
  readonly mapping: ColumnMapping;
  /** Of rows that name none, and of whoever works on it. */
  readonly language: 'de' | 'en';
}

const FileImportSchema = defineEntity({
  name: 'FileImport',
  tableName: 'partnership_import',
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<ImportKindName>().default('requests'),
    state: p.text().$type<ImportState>(),
    organisationId: p.uuid(),
    senderId: p.uuid().strictNullable(),
    clientId: p.text().strictNullable(),
    senderName: p.text(),
    senderEmail: p.text().strictNullable(),
    fileName: p.text().strictNullable(),
    encoding: p.text().strictNullable(),
    separator: p.text(),
    columns: p.json<readonly string[]>(),
    mapping: p.json<ColumnMapping>(),
    language: p.text().$type<'de' | 'en'>(),
    /** Counts starts and resumptions; a batch of an earlier run does nothing any more. */
    run: p.integer(),
    waitingReason: p.text().strictNullable(),
    waitingUntil: p.datetime(3).strictNullable(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).strictNullable(),
    endedAt: p.datetime(3).strictNullable(),
    version: p.integer().version(),
  },
});

/** A file on its way to what its rows ask for (SM-13). The rows are plain records beside it; what they mean is the business of the kind. */
export class FileImport extends FileImportSchema.class {
  /** A file whose rows were checked; nothing is done before it is started. */
  static check({ sender, fileName = undefined, encoding = undefined, ...read }: NewImport, now: Date): FileImport {
    return Object.assign(new FileImport(), {
      ...{ id: newId(), state: 'checked' as const, organisationId: sender.organisationId, senderId: sender.userId ?? null, clientId: sender.clientId ?? null },
      ...{ senderName: sender.name, senderEmail: sender.email ?? null, fileName: fileName ?? null, encoding: encoding ?? null, ...read },
      ...{ run: 0, waitingReason: null, waitingUntil: null, createdAt: now, startedAt: null, endedAt: null },
    });
  }

  /** Reads the columns in another way. @throws DomainError IMPORT_STARTED once something may have been done. */
  reread(mapping: ColumnMapping, language: 'de' | 'en'): void {
    this.expectUnstarted();
    this.mapping = mapping;
    this.language = language;
  }

  /**
   * Has the rows carried out; `fresh` is how many are new.
   * @throws DomainError IMPORT_STARTED a second time, IMPORT_NOTHING_NEW (IMP-04) without a new row.
   */
  start(fresh: number, now: Date): void {
    this.expectUnstarted();
    if (fresh === 0) throw new DomainError({ rule: 'IMP-04', reason: 'IMPORT_NOTHING_NEW', kind: 'conflict' });
    this.enter('running');
    this.run += 1;
    this.startedAt = now;
  }

  /** Halts it; `reason` when the system does it. */
  pause(reason: string | null = null): void {
    this.enter('paused');
    this.waitingReason = reason;
    this.waitingUntil = null;
  }

  /** Goes on after a pause. */
  resume(): void {
    // A start has a way of its own, which looks whether there is anything to do.
    if (this.state !== 'paused') throw this.refusal();
    this.enter('running');
    this.run += 1;
    this.waitingReason = null;
  }

  /** Ends it; what has not been done is not done. */
  cancel(now: Date): void {
    this.enter('cancelled');
    this.endedAt = now;
    this.waitingReason = this.waitingUntil = null;
  }

  /** Every row has an outcome. */
  finish(now: Date): void {
    this.enter('done');
    this.endedAt = now;
    this.waitingReason = this.waitingUntil = null;
  }

  /** The rest waits until an instant, because of a limit (SEC-05). */
  waitUntil(until: Date, reason: string): void {
    this.waitingReason = reason;
    this.waitingUntil = until;
  }

  /** Rows are carried out again after they have waited. */
  goOn(): void {
    this.waitingReason = this.waitingUntil = null;
  }

  /** Whether a batch of this run may still go on. */
  runsIn(run: number): boolean {
    return this.state === 'running' && this.run === run;
  }

  private enter(next: ImportState): void {
    if (!mayFollow<ImportState>(IMPORT_TRANSITIONS, this.state, next)) throw this.refusal();
    this.state = next;
  }

  private expectUnstarted(): void {
    if (this.state === 'running' || this.state === 'paused') throw new DomainError({ rule: 'SM-13', reason: 'IMPORT_STARTED', kind: 'conflict', details: { state: this.state } });
    if (this.state !== 'checked') throw this.refusal();
  }

  private refusal(): DomainError {
    return new DomainError({ rule: 'SM-13', reason: 'IMPORT_STATE', kind: 'conflict', details: { state: this.state } });
  }
}

FileImportSchema.setClass(FileImport);
