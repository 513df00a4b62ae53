import type { Locator } from 'playwright-core';
import type { Editor } from './editor';

/** Its buttons show up under the mouse only, and what is above them may be in the way. */
async function switchTo(editor: Editor, parameter: string, mode: 'fixed' | 'expression'): Promise<void> {
	const container = editor.page.locator(`[data-test-id$="parameter-input-options-container"][data-test-id*="${parameter}"]`);
	await container.getByTestId(`radio-button-${mode}`).evaluate((button) => (button as unknown as { click(): void }).click());
}

const field = (editor: Editor, parameter: string): Locator => editor.at(`parameter-input-${parameter}`).first();

/** Fills a text field of the open panel or credential, in place of an expression if there is one. */
export async function fill(editor: Editor, parameter: string, text: string): Promise<void> {
	if (await field(editor, parameter).getByTestId('inline-expression-editor-input').count()) await switchTo(editor, parameter, 'fixed');
	await field(editor, parameter).locator('input, textarea').first().fill(text);
}

export async function fillExpression(editor: Editor, parameter: string, expression: string): Promise<void> {
	await switchTo(editor, parameter, 'expression');
	await field(editor, parameter).locator('.cm-content').click();
	await editor.page.keyboard.press('Control+A');
	// At once, because the editor closes a bracket that is typed.
	await editor.page.keyboard.insertText(expression);
}

/** Chooses an entry of a drop-down by what stands in it. */
export async function choose(editor: Editor, parameter: string, option: string): Promise<void> {
	await field(editor, parameter).click();
	await editor.at('parameter-input-item').filter({ hasText: option, visible: true }).first().click();
}

export async function toggle(editor: Editor, parameter: string): Promise<void> {
	await field(editor, parameter).locator('.el-switch, [role=switch]').first().click();
}
