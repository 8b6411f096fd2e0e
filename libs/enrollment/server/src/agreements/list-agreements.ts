import type { EntityManager } from '@mikro-orm/postgresql';
import { AGREEMENT_TYPES } from '@tandem/enrollment-contract';
import type { AgreementSignature, listAgreements, listSignatures } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, pageSize, readCursor, seekPage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { standingWith } from './agreement-standing';
import { currentOf, findTemplate, readVersions } from './agreement-versions';
import { agreementView, readSignatures, signatureView } from './agreement.view';
import type { SignatureRow } from './agreement.view';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The version of each agreement that counts for the actor's organisation; customers have none here. A type that is not kept here has none either, as existing clients expect. */
export async function agreementsOf(em: EntityManager, actor: Actor, { query }: Pick<InputOf<typeof listAgreements>, 'query'>, now: Date): Promise<AnswerOf<typeof listAgreements>> {
  const { agreementType: asked = '*' } = query;
  const versions = actor.programs.includes('customer') ? [] : await readVersions(em);
  const types = AGREEMENT_TYPES.filter((type) => asked === '*' || type.toLowerCase() === asked.toLowerCase());
  const items = [];
  for (const type of types) {
    const version = currentOf(versions, type, actor.country, now);
    if (version) items.push(agreementView(version, await standingWith(em, actor.organisationId, type), actor));
  }
  return collection(items, { path: '/agreements', query });
}

/** A page of what the actor's organisation has signed, the newest first. */
export async function signaturesOf(em: EntityManager, actor: Actor, input: InputOf<typeof listSignatures>, now: Date): Promise<AnswerOf<typeof listSignatures>> {
  const after = readCursor(input, Position);
  const found = await readSignatures(
    em,
    'where s.organisation_id = ? and (?::timestamptz is null or (s.signed_at, s.id) < (?::timestamptz, ?::uuid)) order by s.signed_at desc, s.id desc limit ?',
    [actor.organisationId, after?.at ?? null, after?.at ?? null, after?.id ?? null, pageSize(input.query) + 1],
  );
  const view = await viewFor(em, actor, now);
  return seekPage(input, found, { path: '/agreementsignatures', view, position: ({ signedAt, id }) => ({ at: new Date(signedAt).toISOString(), id }) });
}

/** The signatures of the actor's organisation under one version: one for each region that it was in. */
export async function signaturesUnder(em: EntityManager, actor: Actor, templateId: string, now: Date): Promise<AnswerOf<typeof listSignatures>> {
  await findTemplate(em, actor, templateId);
  const found = await readSignatures(em, 'where s.organisation_id = ? and s.template_id = ? order by s.signed_at desc, s.id desc', [actor.organisationId, templateId]);
  return collection(found.map(await viewFor(em, actor, now)), { path: `/agreements/${templateId}/signatures` });
}

/** How one of the actor's signatures is shown. */
export async function viewFor(em: EntityManager, { country }: Actor, now: Date): Promise<(row: SignatureRow) => AgreementSignature> {
  const versions = await readVersions(em);
  return (row) => signatureView(row, versions, country, now);
}
