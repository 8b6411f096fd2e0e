// Who may import whom. A lib exists only because something is forbidden in it that is allowed elsewhere; this is the list.
const ORDER = ['platform', 'identity', 'webhooks', 'enrollment', 'invitations', 'partnership', 'incentives'];

/** A context sees itself and what is upstream of it; upstream never knows downstream. Specs of all contexts share the builders. */
const contexts = ORDER.map((context, at) => ({
  sourceTag: `context:${context}`,
  onlyDependOnLibsWithTags: [...ORDER.slice(0, at + 1).map((upstream) => `context:${upstream}`), 'context:testing'],
}));

const only = (sourceTag, onlyDependOnLibsWithTags, allowedExternalImports) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
  ...(allowedExternalImports ? { allowedExternalImports } : {}),
});

const SERVER = ['type:server', 'type:domain', 'type:contract', 'type:kernel'];
const NODE_ONLY = ['@nestjs/*', '@mikro-orm/*', 'kysely', 'pg', 'bullmq', 'ioredis', 'nodemailer', 'fastify', '@fastify/*', 'oidc-provider', '@simplewebauthn/server'];
const BROWSER_ONLY = ['@angular/*', '@jsverse/*', 'lucide-static', '@simplewebauthn/browser'];

const kinds = [
  // Days and zones are the standard's own; the package stands in until the runtime has it.
  only('type:kernel', [], ['uuid', 'temporal-polyfill']),
  only('type:contract', ['type:contract'], ['zod']),
  // The lists of common passwords and of public suffixes, and the forms of bank accounts, are data that rules read; they do nothing by themselves.
  only('type:domain', ['type:domain', 'type:kernel'], ['@mikro-orm/core', '@zxcvbn-ts/language-common', 'tldts', 'ibantools']),
  { sourceTag: 'type:server', onlyDependOnLibsWithTags: SERVER, bannedExternalImports: BROWSER_ONLY },
  { sourceTag: 'type:admin', onlyDependOnLibsWithTags: ['type:admin', 'type:contract'], bannedExternalImports: NODE_ONLY },
  { sourceTag: 'app:api', onlyDependOnLibsWithTags: SERVER, bannedExternalImports: BROWSER_ONLY },
  { sourceTag: 'app:worker', onlyDependOnLibsWithTags: SERVER, bannedExternalImports: BROWSER_ONLY },
  { sourceTag: 'app:admin', onlyDependOnLibsWithTags: ['type:admin'], bannedExternalImports: NODE_ONLY },
  only('app:admin-e2e', []),
];

const options = (extra) => ({
  enforceBuildableLibDependency: false,
  allow: ['^.*/tools/services/.*$'],
  // Specs of the server foundation and of identity use the test servers, which are made of the foundation's own database options and ask identity's directory.
  ignoredCircularDependencies: [['platform-server', 'platform-testing'], ['identity-server', 'platform-testing']],
  depConstraints: [...kinds.map((kind) => ({ ...kind, onlyDependOnLibsWithTags: [...kind.onlyDependOnLibsWithTags, ...extra] })), ...contexts, { sourceTag: 'type:testing', onlyDependOnLibsWithTags: [...SERVER, 'type:testing'] }],
});

export const boundaries = options([]);

/** Specs may use the test servers and builders, and any package, besides. */
export const specBoundaries = {
  ...boundaries,
  depConstraints: options(['type:testing']).depConstraints.map(({ sourceTag, onlyDependOnLibsWithTags }) => ({ sourceTag, onlyDependOnLibsWithTags })),
};
