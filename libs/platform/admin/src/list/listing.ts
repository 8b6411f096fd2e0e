import { computed, inject } from '@angular/core';
import type { Signal } from '@angular/core';
import type { Action } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { Browser } from '../api/browser';
import { FaultWords } from '../i18n/fault-words';
import { LiveUpdates } from '../live/live-updates';
import { Session } from '../session/session';
import type { Refusal } from '../session/session';
import type { Column } from '../ui/cell';
import type { Filter } from '../ui/filter-bar';
import type { View } from '../ui/views';
import { BulkRun } from './bulk-run';
import type { BatchAct, RowAct } from './bulk-run';
import { ColumnChoice } from './column-choice';
import type { ExportCount } from './export-link';
import { ListSource } from './list-source';
import type { Page } from './list-source';
import { ListUrl } from './list-url';
import type { ListState } from './list-url';
import { OwnViews } from './own-views';
import { Selection } from './selection';

/** Rows that a list reads at once: what a screen shows, and some more to go on to. */
export const LIST_PAGE = 100;

/** A list as a file. */
export interface ListExport<Question> {
  address(question: Question): string;
  count(question: Question): Promise<ExportCount>;
}

/** A list as its page describes it: everything that differs from other lists, except how cells and panel look. */
export interface ListPlan<Row extends { readonly id: string }, Question> {
  /** Its path in the console; its views and columns are remembered under it. */
  readonly page: string;
  /** Key of what it is called. */
  readonly title: string;
  /** Who may see it. */
  readonly action: Action;
  /** The first one names the row. */
  readonly columns: readonly Column[];
  /** What is asked of the API in a state of the list. */
  question(state: ListState): Question;
  /** One page of the answer; `after` is the token of the page before. */
  read(question: Question, after?: string): Promise<Page<Row>>;
  nameOf(row: Row): string;
  /** Types of record whose changes the list shows at once. */
  readonly hears: readonly string[];
  readonly views?: Signal<readonly View[]>;
  readonly filters?: Signal<readonly Filter[]>;
  /** False when the API cannot search it. */
  readonly searches?: boolean;
  /** The list as a file, when the API has one: where it is, and how many rows it would have. */
  readonly exports?: ListExport<Question>;
  /** Rows that have ended and are kept for the record. */
  dim?(row: Row): boolean;
  /** Runs beside every reading: counts of the views. */
  also?(): void;
}

/** The state of a list on its page: rows, ticks, columns, what is open. Everything that can be linked to is in the address. */
export class Listing<Row extends { readonly id: string }> {
  readonly url = inject(ListUrl);
  readonly refusal: Refusal | null;
  readonly question: Signal<unknown>;
  readonly source: ListSource<Row, unknown>;
  readonly rows: Signal<readonly Row[]>;
  readonly selection: Selection<Row>;
  readonly columns: ColumnChoice;
  readonly bulk: BulkRun<Row>;
  readonly own: OwnViews;
  readonly open = computed(() => this.rows().find((row) => row.id === this.url.state().open));
  /** Place of the open row, from 0; -1 without one. */
  readonly index = computed(() => this.rows().findIndex((row) => row.id === this.url.state().open));

  constructor(readonly plan: ListPlan<Row, unknown>) {
    const session = inject(Session);
    const faults = inject(FaultWords);
    this.refusal = session.refusal(plan.action);
    this.question = computed(() => plan.question(this.url.state()), { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) });
    this.source = new ListSource<Row, unknown>(this.question, async (question, after) => (this.refusal ? { items: [] } : plan.read(question, after)));
    this.rows = this.source.rows;
    this.selection = new Selection(this.rows);
    this.columns = new ColumnChoice(plan.columns, inject(Browser), `columns/${session.me().user.id}/${plan.page}`);
    this.bulk = new BulkRun((row) => plan.nameOf(row), (fault) => faults.say(fault));
    this.own = new OwnViews(inject(ApiClient), plan.page);
    if (this.refusal) return;
    void this.own.read();
    inject(LiveUpdates).refetch(plan.hears, () => this.read());
    plan.also?.();
  }

  /** Reads again what is shown. */
  read(): void {
    void this.source.refresh();
    this.plan.also?.();
  }

  /** Opens the row after or before the open one, over the end of the page too. */
  async go(by: 1 | -1): Promise<void> {
    const next = this.index() + by;
    if (next === this.rows().length) await this.source.more();
    const row = this.rows()[next];
    if (row) this.url.patch({ open: row.id });
  }

  close(): void {
    this.url.patch({ open: null });
  }

  /** Does something to each of these rows; those that were refused or not reached stay ticked, to be tried again. */
  async each(rows: readonly Row[], act: RowAct<Row>): Promise<void> {
    this.selection.only(await this.bulk.run(rows, act));
    this.read();
  }

  /** The same where the API takes many rows with one call: ten at a time, so that there is something to see and to stop. */
  async together(rows: readonly Row[], act: BatchAct<Row>): Promise<void> {
    this.selection.only(await this.bulk.runTogether(rows, 10, act));
    this.read();
  }
}

/** Makes a page's list. Needs an injection context with a `ListUrl`. */
export const listing = <Row extends { readonly id: string }, Question>(plan: ListPlan<Row, Question>): Listing<Row> => new Listing<Row>(plan);
