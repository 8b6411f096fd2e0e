import { describe, expect, it } from '@jest/globals';
import type { AuditRecord } from '@tandem/platform-contract';
import { changesOf, detailsOf, lineOf } from './audit-line';

const RECORD: AuditRecord = {
  ...{ id: '019a0000-0000-7000-8000-000000000001', partnerId: '0b000000-0000-4000-8000-000000000001', resourceType: 'invitation', operationType: 'update_invitation' },
  ...{ operationDate: '2026-11-28T04:00:00.000Z', operationStatus: 'succeeded', eventType: 'invitation.edited', subjects: [], attributes: { objectType: 'AuditRecord' } },
  customizedData: [{ key: 'InvitationId', value: '019a' }, { key: 'Generation', value: '1' }],
};

describe('an audit record on the screen', () => {
  it('AUD-01: shows what changed, what came and what went, and not what stayed', () => {
    const changed = { ...RECORD, resourceOldValue: '{"email":"a@x.example","remind":true,"days":[1]}', resourceNewValue: '{"email":"b@x.example","remind":true,"days":[1],"language":"de"}' };
    expect(changesOf(changed)).toEqual([
      { field: 'email', before: 'a@x.example', after: 'b@x.example' },
      { field: 'language', before: undefined, after: 'de' },
    ]);
  });

  it.each([undefined, 'no JSON', 'null', '3'])('stands without values: %s', (resourceNewValue) => {
    expect(changesOf({ ...RECORD, ...(resourceNewValue === undefined ? {} : { resourceNewValue }) })).toEqual([]);
  });

  it('is the same line as in the record’s story', () => {
    expect(detailsOf(RECORD)).toEqual({ invitationId: '019a', generation: '1' });
    expect(lineOf({ ...RECORD, actor: { id: 'u', name: 'Anna Weber', organisation: 'Nordwind' }, resourceNewValue: '{"email":"b@x.example"}' })).toEqual({
      ...{ id: RECORD.id, kind: 'event', at: RECORD.operationDate, type: 'invitation.edited', actor: { name: 'Anna Weber', organisation: 'Nordwind' } },
      ...{ data: { invitationId: '019a', generation: '1' }, after: { email: 'b@x.example' } },
    });
  });
});
