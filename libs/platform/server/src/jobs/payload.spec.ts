import * as z from 'zod';
import { defineJob } from './definition';
import { readPayload, writePayload } from './payload';

const first = defineJob({ name: 'spec.greet', queue: 'notification', kind: 'transactional', payload: z.object({ id: z.uuid() }) });
/** The third form: version 1 said `person` instead of `id`, version 2 has a list. */
const third = defineJob({
  name: 'spec.greet',
  queue: 'notification',
  kind: 'transactional',
  payload: z.object({ people: z.array(z.uuid()).min(1) }),
  version: 2,
  upcast: [({ id }) => ({ person: id }), ({ person }) => ({ people: [person] })],
});
const id = 'b8a4e9a0-6a3c-4d9f-9d3e-3a2f0c9d1e11';

describe('payloads of jobs', () => {
  it('F22: are stored with their version, but for the first one', () => {
    expect(writePayload(first, { id })).toEqual({ id });
    expect(writePayload(third, { people: [id] })).toEqual({ people: [id], v: 2 });
    expect(() => writePayload(third, { people: [] })).toThrow(z.ZodError);
  });

  it.each([
    ['v0', { id }],
    ['v1', { person: id, v: 1 }],
    ['v2', { people: [id], v: 2 }],
  ])('F22: of %s are brought to the present version', (_version, stored) => {
    expect(readPayload(third, stored)).toEqual({ payload: { people: [id] } });
  });

  it.each([
    ['a newer version', { anything: 1, v: 9 }, 'version 9, this program knows 2 and older'],
    ['a version that is none', { people: [id], v: 'two' }, 'The version "two"'],
    ['a negative version', { people: [id], v: -1 }, 'The version -1'],
    ['another form', { people: 'nobody', v: 2 }, 'The payload does not fit: people'],
    ['an old form that lacks something', {}, 'The payload does not fit: people.0'],
    ['no object', 'text', 'no object'],
    ['nothing', null, 'no object'],
  ])('F22: of %s are told apart and never throw', (_what, stored, fault) => {
    expect(readPayload(third, stored).fault).toContain(fault);
  });

  it('F22: that make an upcast stumble are told apart as well', () => {
    const stumbling = { ...third, upcast: [third.upcast[0], () => JSON.parse('{')] } as typeof third;
    expect(readPayload(stumbling, { id }).fault).toContain('could not be brought to version 2');
  });

  it('F22: need an upcast for each older version', () => {
    expect(() => defineJob({ name: 'spec.greet', queue: 'notification', kind: 'transactional', payload: z.object({}), version: 2, upcast: [(older) => older] })).toThrow('needs 2 upcasts, not 1');
  });
});
