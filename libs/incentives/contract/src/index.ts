export * from './incentive.events';
export * from './incentive.view';
export * from './incentive-invitations.contract';
export * from './incentives.contract';
export { INCENTIVE_REASONS } from './reasons';
