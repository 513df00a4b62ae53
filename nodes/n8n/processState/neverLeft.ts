/** More tries than can fail while a store is away; the oldest make room. */
const MAX_KEPT = 10_000;

class Recent extends Set<string> {
	override add(text: string): this {
		if (this.size >= MAX_KEPT) this.delete(this.values().next().value as string);
		return super.add(text);
	}
}

/** Tries of this process that sent nothing, although the call store may say that they did. */
export const neverLeft: Set<string> = new Recent();
