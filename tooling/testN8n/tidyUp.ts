import { releaseAll } from '../process/release';

export default releaseAll;
