// The main job and an incentive, told on the terminal against a fresh private stack with real mails.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../services/stack.ts';
import { Client, Inbox } from '../services/client.ts';
import { tellIncentiveStory } from './incentive-story.ts';
import { tellStory } from './story.ts';
import { failures, note } from './teller.ts';

const dir = mkdtempSync(join(tmpdir(), 'tandem-demo-'));
note('Starting a private Tandem: database, queue, mail inbox, api, one worker …');
const stack = await startStack({ dir, ports: 'free', workers: 1, env: { SANDBOX: 'true' }, mail: 'maildev' });
try {
  const [nobody, inbox] = [new Client(stack.url), new Inbox(stack.mailUrl)];
  await tellStory(nobody, inbox);
  await tellIncentiveStory(nobody, inbox);
} finally {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
}
note(failures() === 0 ? '\nThe story holds.' : `\n${failures()} steps failed.`);
process.exit(failures() === 0 ? 0 : 1);
