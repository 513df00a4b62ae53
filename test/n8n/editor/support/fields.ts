import type { Locator } from 'playwright-core';
import type { Editor } from './editor';

/** Its buttons show up under the mouse only, and what is above them may be in the way. */
async function switchTo(editor: Editor, parameter: string, mode: 'fixed' | 'expression'): Promise<void> {
	const ofColumn = editor.at(`value["${parameter}"]-parameter-input-options-container`);
	const container = editor.at(`${parameter}-parameter-input-options-container`).or(ofColumn);
	await container
		.getByTestId(`radio-button-${mode}`)
		.evaluate((button) => (button as unknown as { click(): void }).click());
}

const field = (editor: Editor, parameter: string): Locator => editor.at(`parameter-input-${parameter}`).first();

async function dropExpression(editor: Editor, parameter: string): Promise<void> {
	if (await field(editor, parameter).getByTestId('inline-expression-editor-input').count())
		await switchTo(editor, parameter, 'fixed');
}

/** Fills a text field of the open panel or credential, in place of an expression if there is one. */
export async function fill(editor: Editor, parameter: string, text: string): Promise<void> {
	await dropExpression(editor, parameter);
	await field(editor, parameter).locator('input, textarea').first().fill(text);
}

export async function fillExpression(editor: Editor, parameter: string, expression: string): Promise<void> {
	await switchTo(editor, parameter, 'expression');
	await field(editor, parameter).locator('.cm-content').fill(expression);
	await field(editor, parameter).getByText(expression).waitFor();
	// The editor keeps an expression a moment after the last key; a panel closed before that forgets it.
	await editor.waitUntilSaved(expression);
}

/** Chooses an entry of a drop-down by what stands in it. */
export async function choose(editor: Editor, parameter: string, option: string): Promise<void> {
	await field(editor, parameter).click();
	await editor.at('parameter-input-item').filter({ hasText: option, visible: true }).first().click();
}

export async function toggle(editor: Editor, parameter: string): Promise<void> {
	await field(editor, parameter).locator('.el-switch, [role=switch]').first().click();
}

/** Chooses an entry of a list that comes from elsewhere, such as the trunk's own numbers. */
export async function chooseFromList(editor: Editor, parameter: string, entry: string): Promise<void> {
	await dropExpression(editor, parameter);
	const locator = editor.at(`resource-locator-${parameter}`);
	await locator.getByTestId('rlc-mode-selector').click();
	await editor.at('mode-list').filter({ visible: true }).click();
	await locator.getByTestId('rlc-input').click();
	await editor.at('rlc-item').filter({ hasText: entry, visible: true }).first().click();
}
