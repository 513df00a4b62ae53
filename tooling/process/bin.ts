import { join } from 'node:path';

/** @param path of a development package's command, e.g. `gulp/bin/gulp.js`; not resolved, since `exports` hide many */
export const bin = (path: string): string => join(__dirname, '../../node_modules', path);
