// The bare API: Fastify and pg, no sign-in, no validation, no transaction around reads. `/naive` is the same list through em.find.
import { randomUUID } from 'node:crypto';
import { defineEntity, MikroORM, p } from '@mikro-orm/postgresql';
import fastify from 'fastify';
import { Pool } from 'pg';

const [databaseUrl = '', organisation = ''] = process.argv.slice(2);
const database = new Pool({ connectionString: databaseUrl, max: 10 });
// What Tandem reads for the same answers, with the same joins.
const FACTS = `i.id, i.type, i.state, i.organisation_id as "organisationId", i.inviter_name as "inviterName", i.inviter_email as "inviterEmail", i.email, i.language, i.generation,
  i.link_key as "linkKey", i.created_at as "createdAt", i.expires_at as "expiresAt", i.expiry_held as "expiryHeld", i.sent_at as "sentAt", i.mailed_at as "mailedAt",
  i.viewed_at as "viewedAt", i.renewal_requested_at as "renewalRequestedAt", i.answered_at as "answeredAt", i.answered_by as "answeredBy", i.decline_reason as "declineReason",
  i.version, i.delivery_id as "deliveryId", d.state as "deliveryState", d.reason as "deliveryReason", d.changed_at as "deliveryAt", o.name as "answeredName"`;
const FROM = `from invitation i left join delivery d on d.id = i.delivery_id left join organisation o on o.id = i.answered_by where i.type = 'partnership_request' and i.organisation_id = $1`;
const LIST = `select ${FACTS} ${FROM} order by i.created_at desc, i.id desc limit $2`;
const ONE = `select ${FACTS}, i.subject, i.body ${FROM} and i.id = $2`;

// The operators' queue: what Tandem reads for a page of it.
const QUEUE = `select e.id, e.state, e.path, e.application, e.findings, e.version, e.stuck_since as "stuckSince", e.expected_from as "expectedFrom", e.expected_until as "expectedUntil",
  e.submitted_at as "submittedAt", e.started_at as "startedAt", json_build_object('id', o.id, 'name', o.name, 'domain', o.domain) as organisation, u.first_name as "assignee"
  from enrollment e join organisation o on o.id = e.organisation_id left join partner_user u on u.id = e.assignee_id where e.state = 'in_review' order by e.expected_until, e.id limit $1`;

const Invitation = defineEntity({
  name: 'Invitation',
  properties: {
    id: p.uuid().primary(),
    type: p.text(),
    state: p.text(),
    organisationId: p.uuid(),
    email: p.text().nullable(),
    language: p.text(),
    subject: p.text(),
    body: p.text(),
    inviterName: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    sentAt: p.datetime().nullable(),
    version: p.integer(),
  },
});
const orm = await MikroORM.init({ clientUrl: databaseUrl, entities: [Invitation], pool: { min: 0, max: 10 } });

const app = fastify();
app.get<{ Querystring: { size: string } }>('/list', async ({ query }) => {
  const { rows } = await database.query(LIST, [organisation, Number(query.size) + 1]);
  const items = rows.slice(0, Number(query.size));
  return { totalCount: items.length, items };
});
app.get<{ Querystring: { size: string } }>('/queue', async ({ query }) => {
  const { rows } = await database.query(QUEUE, [Number(query.size) + 1]);
  const items = rows.slice(0, Number(query.size));
  return { totalCount: items.length, items };
});
app.get<{ Querystring: { size: string } }>('/naive', async ({ query }) => {
  const items = await orm.em.fork().find(Invitation, { type: 'partnership_request', organisationId: organisation }, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: Number(query.size) + 1 });
  return { totalCount: items.length, items };
});
app.get<{ Params: { id: string } }>('/one/:id', async ({ params }) => (await database.query(ONE, [organisation, params.id])).rows[0]);
app.post<{ Body: { email: string; subject: string; text: string } }>('/create', async ({ body }, reply) => {
  const [id, client] = [randomUUID(), await database.connect()];
  try {
    await client.query('begin');
    await client.query(
      `insert into invitation (id, type, state, organisation_id, inviter_name, email, language, subject, body, generation, link_key, created_at, expiry_held, expiry_noted, sends_of_day)
       values ($1, 'partnership_request', 'draft', $2, 'Bench', $3, 'en', $4, $5, 1, 'k', now(), false, false, 0)`,
      [id, organisation, body.email, body.subject, body.text],
    );
    await client.query(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id) values ($1, 'bench.nothing', 'notification', 'transactional', $2, now() + interval '1 year', 8, $3)`,
      [randomUUID(), JSON.stringify({ id }), organisation],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
  return reply.code(201).send({ id, email: body.email });
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.(Number(new URL(address).port));
process.once('disconnect', () => process.exit(0));
