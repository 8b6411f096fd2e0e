export {
  createIndirectProvider,
  DESCRIPTION_LIMIT,
  DirectoryCandidate,
  DirectoryEntryContent,
  editIndirectProvider,
  getIndirectProvider,
  IndirectProvider,
  indirectProviderTimeline,
  listDirectoryCandidates,
  listIndirectProviders,
  PROVIDER_SERVICES,
  ProviderService,
} from './indirect-providers.contract';
export { actOnRelationshipRequests, BULK_ACTS, BULK_LIMIT, BulkRequestRow, BulkRequests, createRelationshipRequests } from './bulk-requests.contract';
export {
  COUNT_LIMIT,
  countIndirectResellers,
  countIndirectResellersExport,
  exportIndirectResellers,
  IndirectReseller,
  listIndirectResellers,
  RequestRow,
  RESELLER_VIEWS,
  ResellerRow,
} from './indirect-resellers.contract';
export type { ResellerView } from './indirect-resellers.contract';
export { adminAccessGranted, adminAccessRemoved, directoryEntryChanged, directoryEntryCreated, partnershipEstablished, partnershipTerminated } from './partnership.events';
export { IMPORT_ROW_LIMIT, IMPORT_STATES, importRoutes, ImportState } from './import-routes';
export type { ImportRoutes } from './import-routes';
export { importCancelled, importChecked, importFinished, importPaused, importProgressed, importResumed, importStarted } from './imports.events';
export { PARTNERSHIP_REASONS } from './reasons';
export { readRelationshipFilter } from './relationship-filter';
export type { RelationshipFilter } from './relationship-filter';
export { REQUEST_IMPORT_FIELDS, REQUEST_IMPORT_RESULTS, requestImports } from './request-imports.contract';
export {
  createRelationshipRequest,
  editRelationshipRequest,
  getRelationshipRequest,
  issueRelationshipRequest,
  ListedRelationshipRequest,
  listRelationshipRequests,
  RelationshipRequest,
  relationshipRequestTimeline,
  REQUEST_VIEWS,
  resendRelationshipRequest,
  revokeRelationshipRequest,
  sendRelationshipRequest,
} from './relationship-requests.contract';
export {
  AdminAccess,
  changeRelationship,
  DelegatedAdmin,
  getDelegatedAdmin,
  grantDelegatedAdmin,
  listRelationships,
  PartnerRelationship,
  RELATIONSHIP_TYPES,
  relationshipTimeline,
  RelationshipType,
  removeDelegatedAdmin,
} from './relationships.contract';
export { TAKEOVER_FIELDS, TAKEOVER_RESULTS, takeovers } from './takeovers.contract';
export { countResellerAgreementsExport, exportResellerAgreements, listResellerAgreements, ResellerAgreement, SIGNED_STATES } from './reseller-agreements.contract';
