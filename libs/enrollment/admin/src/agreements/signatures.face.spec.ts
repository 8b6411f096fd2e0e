import { describe, expect, it } from '@jest/globals';
import type { ApiClient } from '@tandem/platform-admin';
import { SIGNATURES_FACE } from './signatures.face';

/** What the API would be asked for one row. */
async function sent(cells: Readonly<Record<string, string>>): Promise<unknown> {
  const asked: { body: { signatures: unknown[] } }[] = [];
  const api = { call: (_: unknown, call: (typeof asked)[number]) => (asked.push(call), Promise.resolve({ items: [] })) } as unknown as ApiClient;
  await SIGNATURES_FACE.send(api, [cells], { rehearse: true });
  return asked[0]?.body.signatures[0];
}

describe('a row of a file of signatures', () => {
  it('AGR-04: sends German days as the API reads them, and leaves out what is not said', async () => {
    expect(await sent({ partner: 'a.example', signedAt: '1.4.2019', signerName: 'Paula', evidence: 'V', signerEmail: '', versionRank: '' })).toEqual({ partner: 'a.example', signedAt: '2019-04-01', signerName: 'Paula', evidence: 'V' });
    expect(await sent({ partner: 'a.example', signedAt: 'in May', signerEmail: 'p@a.example', versionRank: '2' })).toEqual({ partner: 'a.example', signedAt: 'in May', signerName: '', evidence: '', signerEmail: 'p@a.example', versionRank: 2 });
  });

  it('SM-4: never takes what is no number for no version at all', async () => {
    expect(await sent({ partner: 'a.example', versionRank: 'two' })).toMatchObject({ versionRank: 0 });
  });
});
