import type { CredentialTestResult } from '../../../../tooling/n8n/types';
import type { Editor } from './editor';

/** Presses "Connect to …" in the open panel, which stands there while no credential of the type exists. */
export async function connectCredential(editor: Editor, name: string): Promise<void> {
	await editor.page.getByText(`Connect to ${name}`).click();
	await editor.at('credential-edit-dialog').waitFor();
}

/**
 * Saves the open credential, which tests it; a new one closes by itself when its test succeeds.
 * @returns what n8n answered, once a person can see it
 */
export async function saveCredential(editor: Editor): Promise<CredentialTestResult> {
	const { page } = editor;
	const answer = page.waitForResponse((response) => response.url().endsWith('/rest/credentials/test'));
	await editor.at('credential-save-button').click();
	const { data } = (await (await answer).json()) as { data: CredentialTestResult };
	if (data.status === 'OK') {
		await Promise.race([
			page.getByText('Connection tested successfully').waitFor(),
			editor.at('credential-edit-dialog').waitFor({ state: 'hidden' }),
		]);
		return data;
	}
	await page.getByText('Couldn’t connect with these settings').waitFor();
	const details = page.getByText('More details');
	if (await details.isVisible()) await details.click();
	await page.getByText(data.message).waitFor();
	return data;
}
