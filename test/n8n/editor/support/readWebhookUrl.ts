import type { Editor } from './editor';

/** @returns the URL that the trigger's open panel shows, as a person would copy it into the trunk's portal */
export async function readWebhookUrl(editor: Editor, kind: 'Test' | 'Production'): Promise<string> {
	const panel = editor.at('ndv');
	const tab = panel.getByText(`${kind} URL`, { exact: true });
	if (!(await tab.isVisible())) await panel.getByText('Webhook URLs').click();
	await tab.click();
	const path = kind === 'Test' ? '/webhook-test/' : '/webhook/';
	const url = (await panel.getByText(path).first().innerText()).trim();
	// n8n calls itself localhost, which may be ::1 to others.
	return url.replace('localhost', '127.0.0.1');
}
