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
  EXPORT_COUNT_LIMIT,
  exportIndirectResellers,
  IndirectReseller,
  listIndirectResellers,
  RequestRow,
  RESELLER_VIEWS,
  ResellerRow,
} from './indirect-resellers.contract';
export type { ResellerView } from './indirect-resellers.contract';
export { adminAccessGranted, adminAccessRemoved, directoryEntryChanged, directoryEntryCreated, partnershipEstablished, partnershipTerminated } from './partnership.events';
export {
  cancelRequestImport,
  changeRequestImport,
  createRequestImport,
  getImportErrors,
  getRequestImport,
  IMPORT_FIELDS,
  IMPORT_RESULTS,
  IMPORT_ROW_LIMIT,
  IMPORT_STATES,
  ImportMapping,
  ImportResult,
  ImportRow,
  ImportState,
  listImportRows,
  listRequestImports,
  pauseRequestImport,
  RequestImport,
  resumeRequestImport,
  startRequestImport,
} from './imports.contract';
export type { ImportField } from './imports.contract';
export { importCancelled, importChecked, importFinished, importPaused, importProgressed, importResumed, importStarted } from './imports.events';
export { PARTNERSHIP_REASONS } from './reasons';
export { readRelationshipFilter } from './relationship-filter';
export type { RelationshipFilter } from './relationship-filter';
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
