/** What went wrong in one sentence for the person at the terminal; its stack is of no use to them. */
export class UserError extends Error {
	override name = 'UserError';
}
