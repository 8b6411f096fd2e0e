import type { EntityManager } from '@mikro-orm/postgresql';
import type { AgreementTemplate as TemplateView, listAgreementTemplates } from '@tandem/enrollment-contract';
import type { AgreementTemplate } from '@tandem/enrollment-domain';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { pageSize, readCursor, seekPage } from '@tandem/platform-server';
import * as z from 'zod';
import { readVersions } from './agreement-versions';
import { templateSummary } from './agreement.view';

const Position = z.object({ id: z.uuid() });

/** A page of all versions, the newest first. All are read, without their texts: which of them counts depends on the others. */
export async function templatesPage(em: EntityManager, input: InputOf<typeof listAgreementTemplates>, now: Date): Promise<AnswerOf<typeof listAgreementTemplates>> {
  const versions = await readVersions(em);
  const after = readCursor(input, Position);
  const rest = after ? versions.slice(versions.findIndex(({ id }) => id === after.id) + 1) : versions;
  return seekPage(input, rest.slice(0, pageSize(input.query) + 1), { path: '/agreementtemplates', view: (version) => templateSummary(version, versions, now), position: ({ id }) => ({ id }) });
}

/** The wire form of a version with its texts. */
export async function templateView(em: EntityManager, { id, documents }: AgreementTemplate, now: Date): Promise<TemplateView> {
  const versions = await readVersions(em);
  const version = versions.find((one) => one.id === id);
  if (!version) throw notFound();
  return { ...templateSummary(version, versions, now), documents };
}
