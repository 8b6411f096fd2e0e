export { ENROLLMENT_REASONS } from './reasons';
