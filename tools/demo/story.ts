// A distributor asks a reseller for a partnership; what happens, to whom mail goes, and what the link does in whose hands.
import { eventually } from '../services/client.ts';
import type { Answer, Client, Inbox, Mail } from '../services/client.ts';
import { expectThat, step } from './teller.ts';

const RESELLERS = '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf';
const PROVIDERS = '/v1/relationships?relationship_type=IsIndirectResellerOf';
const NORDWIND = '0b000000-0000-4000-8000-000000000001';
const ALPENBLICK = '0c000000-0000-4000-8000-000000000001';
const REQUEST = { relationshipType: 'is_indirect_cloud_solution_provider_of', language: 'de' };

const linkIn = (mail: Mail): string => {
  const found = /https?:\/\/\S+\/invite\/(\S+)/.exec(mail.text);
  if (!found?.[1]) throw new Error(`The mail has no personal link:\n${mail.text}`);
  return found[1];
};

const refusal = ({ status, body }: Answer): string => `${status} ${body.data?.[0]?.reason ?? JSON.stringify(body)}`;
const shown = ({ status, body }: Answer): string => `${status} ${String(body['description'])} → ${body.data?.[0]?.fix ?? ''} [${body.data?.[0]?.rule ?? ''}]`;
const names = ({ body }: Answer): string[] => (body['items'] as { name: string }[]).map(({ name }) => name);

/** Tells the story; every step says what it saw. */
export async function tellStory(nobody: Client, inbox: Inbox): Promise<void> {
  const sven = await nobody.as('sa@nordwind.example');
  const admin = await nobody.as('ga@alpenblick.example');
  let id = '';
  let template = '';
  let token = '';

  await step('Nordwind drafts a request to Alpenblick, in German', async () => {
    const { status, body } = await sven.call('POST', '/v1/relationshiprequests', { ...REQUEST, email: 'ga@alpenblick.example' });
    expectThat([status, body['state']], [201, 'draft'], 'draft');
    id = String(body['id']);
    template = (body['emailDraft'] as { body: string }).body;
    return `${(body['emailDraft'] as { subject: string }).subject}\n${template}`;
  });

  await step('The text may lose its personal link in a draft, but it is not sent so', async () => {
    await sven.call('PATCH', `/v1/relationshiprequests/${id}`, { emailDraft: { body: 'Nur Text.' } });
    const refused = await sven.call('POST', `/v1/relationshiprequests/${id}/send`);
    expectThat(refusal(refused), '400 LINK_MISSING', 'send');
    return shown(refused);
  });

  await step('With the link back in place it is sent by the worker', async () => {
    await sven.call('PATCH', `/v1/relationshiprequests/${id}`, { emailDraft: { body: `${template}\n\nWir freuen uns auf Sie.` } });
    const sent = await sven.call('POST', `/v1/relationshiprequests/${id}/send`);
    expectThat(sent.status, 200, 'send');
    const mail = await inbox.newest('ga@alpenblick.example');
    token = linkIn(mail);
    await eventually(() => sven.call('GET', `/v1/relationshiprequests/${id}`), ({ body }) => body['state'] === 'sent', 'the request is sent');
    return `To ga@alpenblick.example: "${mail.subject}", ${String(mail.headers['from'])}, answers go to ${String(mail.headers['reply-to'])}`;
  });

  await step('Opening the link changes nothing, however often a mail scanner does it', async () => {
    for (let scan = 0; scan < 5; scan++) expectThat((await nobody.call('GET', `/v1/invitations/${token}`)).status, 200, 'open');
    expectThat((await nobody.call('GET', `/invite/${token}`)).status, 200, 'page');
    expectThat(names(await sven.call('GET', RESELLERS)), [], 'partners');
    return 'Still waiting for an answer.';
  });

  await step('In the wrong hands the link says why not', async () => {
    const tries: [string, string, string][] = [
      ['nobody signed in', '401 TOKEN_REQUIRED', ''],
      ['Admin agent of Alpenblick', '403 ROLE_MISSING', 'aa@alpenblick.example'],
      ['Prairie IT, another region', '400 REGION_MISMATCH', 'ga@prairie.example'],
      ['Lagune, not enrolled', '409 NOT_ENROLLED', 'ga@lagune.example'],
    ];
    const lines: string[] = [];
    for (const [who, expected, email] of tries) {
      const somebody = email ? await nobody.as(email) : nobody;
      const refused = await somebody.call('POST', `/v1/invitations/${token}/accept`, { authorized: true });
      expectThat(refusal(refused), expected, who);
      lines.push(`${who}: ${shown(refused)}`);
    }
    const tampered = await admin.call('POST', `/v1/invitations/${token.slice(0, -2)}xx/accept`, { authorized: true });
    expectThat(tampered.status, 404, 'a changed link');
    return [...lines, 'A changed link: 404, as if it had never been.'].join('\n');
  });

  await step("Alpenblick's Global admin authorizes Nordwind", async () => {
    expectThat(refusal(await admin.call('POST', `/v1/invitations/${token}/accept`, { authorized: false })), '400 AUTHORIZATION_REQUIRED', 'without the tick');
    const accepted = await admin.call('POST', `/v1/invitations/${token}/accept`, { authorized: true });
    expectThat([accepted.status, accepted.body['state']], [200, 'accepted'], 'accept');
    const again = await admin.call('POST', `/v1/invitations/${token}/accept`, { authorized: true });
    expectThat(again.status, 200, 'a second click');
    return JSON.stringify(accepted.body['relationship']);
  });

  await step('Both see each other', async () => {
    const [theirs, ours] = [names(await admin.call('GET', PROVIDERS)), names(await sven.call('GET', RESELLERS))];
    expectThat([theirs, ours], [['Nordwind Distribution GmbH'], ['Alpenblick IT GmbH']], 'lists');
    return `Nordwind sees ${ours.join()}; Alpenblick sees ${theirs.join()}`;
  });

  await step('Alpenblick takes the admin access away and gives it again; the partnership lives on', async () => {
    const path = `/v1/relationships/${NORDWIND}/delegatedadmin`;
    expectThat((await admin.call('DELETE', path)).status, 204, 'take');
    expectThat(names(await admin.call('GET', PROVIDERS)), ['Nordwind Distribution GmbH'], 'partnership');
    expectThat((await admin.call('PUT', path, {})).status, 200, 'give');
    return 'Removed, partnership active, granted again.';
  });

  await step('A resend kills the old link and makes a new one', async () => {
    const { body } = await sven.call('POST', '/v1/relationshiprequests', { ...REQUEST, language: 'en', email: 'ga@fjord.example' });
    await sven.call('POST', `/v1/relationshiprequests/${String(body['id'])}/send`);
    const old = linkIn(await inbox.newest('ga@fjord.example'));
    expectThat((await sven.call('POST', `/v1/relationshiprequests/${String(body['id'])}/resend`)).status, 200, 'resend');
    const renewed = linkIn(await inbox.newest('ga@fjord.example', (mail) => linkIn(mail) !== old));
    const ended = await nobody.call('GET', `/v1/invitations/${old}`);
    expectThat([ended.status, (await nobody.call('GET', `/v1/invitations/${renewed}`)).status], [410, 200], 'links');
    token = renewed;
    return `Old: ${shown(ended)}\nNew: 200`;
  });

  await step('Thirty-one days later the link has expired, and its holder asks for a new one', async () => {
    expectThat((await nobody.call('PUT', '/v1/sandbox/clock', { advanceBy: 'P31D' })).status, 200, 'clock');
    const ended = await eventually(() => nobody.call('GET', `/v1/invitations/${token}`), ({ status }) => status === 410, 'the link expires');
    expectThat((await nobody.call('POST', `/v1/invitations/${token}/renewalrequests`)).status, 202, 'renewal');
    return `${shown(ended)}\nAsking for a new link: 202`;
  });

  await step('Nordwind ends the partnership: both lists are empty and nobody is mailed about it', async () => {
    const before = (await inbox.all()).length;
    const nordwind = await nobody.as('ga@nordwind.example');
    expectThat((await nordwind.call('PATCH', `/v1/relationships/${ALPENBLICK}`, { state: 'terminated' })).status, 200, 'terminate');
    expectThat([names(await admin.call('GET', PROVIDERS)), names(await sven.call('GET', RESELLERS))], [[], []], 'lists');
    expectThat((await inbox.all()).length, before, 'mails');
    const mails = await inbox.all();
    return `${mails.length} mails in all: ${mails.map((mail) => `${mail.to.map(({ address }) => address).join()} "${mail.subject}"`).join('; ')}`;
  });
}
