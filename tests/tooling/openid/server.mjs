// An OpenID Connect provider for the tests of the sign-in: node server.mjs CONFIGURATION-AS-JSON
// {"client": {"id", "secret", "key" (public, PEM, instead of the secret), "redirect", "afterSignOut"}, "accounts": [{"sub", "claims"}]}
// Prints its address when it listens. Whoever signs in names an account; no password is asked for.
// POST /control {"newKeys": true} changes the keys; {"forge": "nonce"} spoils every id token from then on, and {"forge": null} mends it;
// {"token": {"sub", "aud"}} answers with a token for an API.
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { decodeJwt, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import Provider from 'oidc-provider';

const { client, accounts } = JSON.parse(process.argv[2]);
// The Swedish OpenID Connect profile's names.
const personalNumber = 'https://id.oidc.se/claim/personalIdentityNumber';
const numberScope = 'https://id.oidc.se/scope/naturalPersonNumber';
let key = newKey();
let forge = null;
let provider;

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

// Each spoils one thing and leaves everything else right, signature included.
const forgeries = {
  nonce: async (claims) => signed({ ...claims, nonce: 'another' }),
  'no-nonce': async ({ nonce, ...claims }) => signed(claims),
  audience: async (claims) => signed({ ...claims, aud: 'another-client' }),
  issuer: async (claims) => signed({ ...claims, iss: 'https://elsewhere.example' }),
  expired: async (claims) => signed({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }),
  'another-key': async (claims) => signed(claims, { ...newKey(), kid: key.kid }),
  'unknown-key': async (claims) => signed(claims, newKey()),
  unsigned: async (claims) => new UnsecuredJWT(claims).encode(),
  'signed-with-the-secret': async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(client.secret)),
  garbage: async () => 'not.a.token',
  missing: async () => undefined,
};

async function signed(claims, by = key) {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: by.kid }).sign(await importJWK(by, 'RS256'));
}

function proof() {
  return client.key
    ? { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ ...createPublicKey(client.key).export({ format: 'jwk' }), use: 'sig' }] } }
    : { token_endpoint_auth_method: 'client_secret_post', client_secret: client.secret };
}

function started(issuer) {
  const made = new Provider(issuer, {
    clients: [{ client_id: client.id, ...proof(), redirect_uris: [client.redirect], post_logout_redirect_uris: [client.afterSignOut], response_types: ['code'], grant_types: ['authorization_code'] }],
    jwks: { keys: [key] },
    cookies: { keys: ['a-key-of-the-tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], [numberScope]: [personalNumber] },
    scopes: ['openid'],
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => { ctx.body = `<!doctype html><title>Ut</title>${form}<button form="op.logoutForm" name="logout" value="yes">Logga ut</button>`; },
      },
    },
    // The tests' clock runs ahead of this one.
    ttl: { IdToken: 86400 },
    interactions: { url: (ctx, interaction) => `/who/${interaction.uid}` },
    findAccount: (ctx, sub) => {
      const account = accounts.find((one) => one.sub === sub);
      return account && { accountId: sub, claims: () => ({ sub, ...account.claims }) };
    },
    // Nobody is asked whether the client may know who they are.
    loadExistingGrant: async (ctx) => {
      const grant = new made.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope(`openid ${numberScope}`);
      grant.addOIDCClaims([personalNumber]);
      await grant.save();
      return grant;
    },
  });
  made.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'token' && forge && ctx.body?.id_token) ctx.body.id_token = await forgeries[forge](decodeJwt(ctx.body.id_token));
  });
  return made;
}

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

async function control(request, response) {
  const asked = JSON.parse(await body(request));
  if (asked.newKeys) {
    key = newKey();
    provider = started(provider.issuer);
  }
  if ('forge' in asked) {
    if (asked.forge !== null && !forgeries[asked.forge]) throw new Error(`No such forgery: ${asked.forge}`);
    forge = asked.forge;
  }
  if (asked.token) {
    const now = Math.floor(Date.now() / 1000);
    response.writeHead(200).end(await signed({ ...asked.token, iss: provider.issuer, iat: now, exp: now + 86400 }));
    return;
  }
  response.writeHead(204).end();
}

async function who(request, response) {
  if (request.method === 'GET') {
    const buttons = accounts.map((one) => `<button name="account" value="${one.sub}">${one.sub}</button>`).join('');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>Legitimera dig</title><form method="post">${buttons}<button name="account" value="">Avbryt</button></form>`);
    return;
  }
  const account = new URLSearchParams(await body(request)).get('account');
  await provider.interactionFinished(request, response, account ? { login: { accountId: account } } : { error: 'access_denied', error_description: 'The person turned back.' }, { mergeWithLastSubmission: false });
}

const server = createServer((request, response) => {
  const answer = request.url === '/control' ? control(request, response) : request.url.startsWith('/who/') ? who(request, response) : provider.callback()(request, response);
  Promise.resolve(answer).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  provider = started(address);
  console.log(address);
});
// Whoever started it holds its input open, and it ends with them.
process.stdin.on('end', () => process.exit(0)).resume();
