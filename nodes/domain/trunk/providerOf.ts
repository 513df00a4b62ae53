import { providers } from './index';
import type { TrunkProvider } from './provider';

/** The provider with this ID, as a saved credential has it; undefined when this version has none. */
export const providerOf = (id: unknown): TrunkProvider | undefined =>
	Object.hasOwn(providers, String(id)) ? providers[String(id)] : undefined;
