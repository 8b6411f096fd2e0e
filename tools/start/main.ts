// `npm start`: everything on one machine, until Ctrl-C.
import { launch } from './launch.ts';

await launch();
