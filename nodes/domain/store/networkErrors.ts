/** By the code of Node's network and TLS errors: what is wrong, and what to do. */
const SENTENCES: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'refused the connection: check host and port, and that the server runs',
	ENOTFOUND: 'was not found: check the host',
	EAI_AGAIN: 'was not found: check the host, and the name server',
	EHOSTUNREACH: 'cannot be reached: check the host and the network',
	ENETUNREACH: 'cannot be reached: check the host and the network',
	ETIMEDOUT: 'did not answer: check host, port and firewall',
	ECONNRESET: 'closed the connection',
	EPIPE: 'closed the connection',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate: give n8n its authority with NODE_EXTRA_CA_CERTS',
	SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of an unknown authority: give it to n8n with NODE_EXTRA_CA_CERTS',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of an unknown authority: give it to n8n with NODE_EXTRA_CA_CERTS',
	ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another name: enter the certificate's name as the host",
	CERT_HAS_EXPIRED: 'has a certificate that has expired: renew it',
	ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS on this port: turn TLS off, or enter the port for TLS',
};

/** What a network error says of a server, as the end of a sentence; undefined for other errors. */
export const describeNetworkError = (code: string | undefined): string | undefined => SENTENCES[code ?? ''];
