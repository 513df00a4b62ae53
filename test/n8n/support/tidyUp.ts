import { releaseAll } from '../../../scripts/support/release';

export default releaseAll;
