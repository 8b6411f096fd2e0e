export { anyCase } from '@tandem/platform-contract';
