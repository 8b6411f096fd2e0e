import { Component, Injectable } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Browser } from '../api/browser';
import { LiveUpdates } from './live-updates';

/** A stream as far as the console uses one. */
class Stream extends EventTarget {
  readonly CLOSED = 2;
  readyState = 1;
  onopen = (): void => undefined;
  onerror = (): void => undefined;

  say(type: string, data = ''): void {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

@Injectable()
class Outside extends Browser {
  readonly streams: Stream[] = [];
  override wait = (): Promise<void> => Promise.resolve();
  override stream(): EventSource {
    this.streams.push(new Stream());
    return this.streams.at(-1) as unknown as EventSource;
  }
}

let reads = 0;

@Component({ template: '' })
class Page {
  constructor() {
    TestBed.inject(LiveUpdates).refetch(['invitation'], () => reads++);
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));
const change = (...subjects: string[]): string => JSON.stringify({ type: 'x', subjects });

describe('live updates', () => {
  let outside: Outside;
  let live: LiveUpdates;
  let page: ComponentFixture<Page>;

  beforeEach(() => {
    reads = 0;
    TestBed.configureTestingModule({ providers: [{ provide: Browser, useClass: Outside }] });
    outside = TestBed.inject(Browser) as Outside;
    live = TestBed.inject(LiveUpdates);
    live.start();
    page = TestBed.createComponent(Page);
    outside.streams[0]?.onopen();
  });

  it('read once after several changes to the same kind of record, and not after others', async () => {
    for (const id of ['1', '2', '3']) outside.streams[0]?.say('change', change(`invitation:${id}`, 'organisation:9'));
    await settled();
    expect(reads).toBe(1);
    outside.streams[0]?.say('change', change('organisation:9'));
    await settled();
    expect(reads).toBe(1);
  });

  it('read again when something may have been missed: after a gap, or when the server says so', async () => {
    outside.streams[0]?.onerror();
    expect(live.connected()).toBe(false);
    outside.streams[0]?.onopen();
    await settled();
    expect(reads).toBe(1);
    outside.streams[0]?.say('missed');
    await settled();
    expect(reads).toBe(2);
  });

  it('open a new stream when the browser has given up', async () => {
    const [first] = outside.streams;
    if (first) first.readyState = 2;
    first?.onerror();
    await settled();
    expect(outside.streams).toHaveLength(2);
    outside.streams[1]?.onopen();
    expect(live.connected()).toBe(true);
  });

  it('end with the page that listens', async () => {
    page.destroy();
    outside.streams[0]?.say('change', change('invitation:1'));
    await settled();
    expect(reads).toBe(0);
  });
});
