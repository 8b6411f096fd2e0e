import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, mayFollow, newId } from '@tandem/platform-kernel';
import { IMPORT_TRANSITIONS } from './import-state';
import type { ImportState } from './import-state';
import type { ColumnMapping } from './import-columns';

/** In whose name the requests of an import go out. */
export interface ImportSender {
  readonly organisationId: string;
  readonly userId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly name: string;
  readonly email?: string | undefined;
}

/** What is known of a file once it was read. */
export interface NewImport {
  readonly sender: ImportSender;
  readonly fileName?: string | undefined;
  readonly encoding?: string | undefined;
  readonly separator: string;
  /** Names of the columns, each once. */
  readonly columns: readonly string[];
  readonly mapping: ColumnMapping;
  readonly language: 'de' | 'en';
}

const RequestImportSchema = defineEntity({
  name: 'RequestImport',
  tableName: 'partnership_import',
  properties: {
    id: p.uuid().primary(),
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

/** A file of addresses on its way to requests (SM-13). Its rows are plain records beside it. */
export class RequestImport extends RequestImportSchema.class {
  /** A file whose rows were checked; nothing goes out before it is started. */
  static check({ sender, fileName = undefined, encoding = undefined, ...read }: NewImport, now: Date): RequestImport {
    return Object.assign(new RequestImport(), {
      ...{ id: newId(), state: 'checked' as const, organisationId: sender.organisationId, senderId: sender.userId ?? null, clientId: sender.clientId ?? null },
      ...{ senderName: sender.name, senderEmail: sender.email ?? null, fileName: fileName ?? null, encoding: encoding ?? null, ...read },
      ...{ run: 0, waitingReason: null, waitingUntil: null, createdAt: now, startedAt: null, endedAt: null },
    });
  }

  /** Reads the columns in another way. @throws DomainError IMPORT_STARTED once something may have gone out. */
  reread(mapping: ColumnMapping, language: 'de' | 'en'): void {
    this.expectUnstarted();
    this.mapping = mapping;
    this.language = language;
  }

  /**
   * Lets the rows go out; `fresh` is how many are new.
   * @throws DomainError IMPORT_STARTED a second time, IMPORT_NOTHING_NEW (IMP-04) without a new row.
   */
  start(fresh: number, now: Date): void {
    this.expectUnstarted();
    if (fresh === 0) throw new DomainError({ rule: 'IMP-04', reason: 'IMPORT_NOTHING_NEW', kind: 'conflict' });
    this.enter('sending');
    this.run += 1;
    this.startedAt = now;
  }

  /** Halts the sending; `reason` when the system does it. */
  pause(reason: string | null = null): void {
    this.enter('paused');
    this.waitingReason = reason;
    this.waitingUntil = null;
  }

  /** Goes on after a pause. */
  resume(): void {
    // A start has a way of its own, which looks whether there is anything to send.
    if (this.state !== 'paused') throw this.refusal();
    this.enter('sending');
    this.run += 1;
    this.waitingReason = null;
  }

  /** Ends it; what has not gone out does not go out. */
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

  /** Rows go out again after they have waited. */
  goOn(): void {
    this.waitingReason = this.waitingUntil = null;
  }

  /** Whether a batch of this run may still send. */
  sendsIn(run: number): boolean {
    return this.state === 'sending' && this.run === run;
  }

  private enter(next: ImportState): void {
    if (!mayFollow<ImportState>(IMPORT_TRANSITIONS, this.state, next)) throw this.refusal();
    this.state = next;
  }

  private expectUnstarted(): void {
    if (this.state === 'sending' || this.state === 'paused') throw new DomainError({ rule: 'SM-13', reason: 'IMPORT_STARTED', kind: 'conflict', details: { state: this.state } });
    if (this.state !== 'checked') throw this.refusal();
  }

  private refusal(): DomainError {
    return new DomainError({ rule: 'SM-13', reason: 'IMPORT_STATE', kind: 'conflict', details: { state: this.state } });
  }
}

RequestImportSchema.setClass(RequestImport);
