/** `npm run build`: makes `dist`, what npm publishes. `npm pack` runs it first where npm may run scripts. */
import { build } from '../tooling/packTarball';

build();
